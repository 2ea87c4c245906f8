package zhijiao.core.fact;

import java.util.Objects;

/** A supervisee (矫正对象) by pseudonym. Never a name, an identity number or a telephone number. */
public record Subject(String pseudonym) implements Comparable<Subject> {

  public Subject {
    Objects.requireNonNull(pseudonym);
    if (pseudonym.isBlank()) {
      throw new IllegalArgumentException("a subject's pseudonym is blank");
    }
  }

  @Override
  public int compareTo(Subject other) {
    return pseudonym.compareTo(other.pseudonym);
  }

  @Override
  public String toString() {
    return pseudonym;
  }
}
