package zhijiao.core.meeting;

import zhijiao.core.fact.Subject;

/**
 * Who is together: two people, or a crowd at one place. Its parts are those of an alert's key.
 *
 * @param subject of two, the one whose pseudonym comes first; of a crowd, its place
 * @param target of two, the other's pseudonym; of a crowd {@value #CROWD}
 */
public record Company(Subject subject, String target) implements Comparable<Company> {

  /** The target of a crowd. */
  public static final String CROWD = "crowd";

  /** Of two people, whichever way round. */
  static Company of(Stay a, Stay b) {
    return a.who().compareTo(b.who()) < 0
        ? new Company(a.who(), b.who().pseudonym())
        : new Company(b.who(), a.who().pseudonym());
  }

  /** Of the crowd at a place; a crowd is no person, and nobody is accused of standing in one. */
  static Company crowd(Yard yard) {
    return new Company(new Subject(yard.toString()), CROWD);
  }

  public boolean isCrowd() {
    return target.equals(CROWD);
  }

  @Override
  public int compareTo(Company other) {
    int bySubject = subject.compareTo(other.subject);
    return bySubject != 0 ? bySubject : target.compareTo(other.target);
  }
}
