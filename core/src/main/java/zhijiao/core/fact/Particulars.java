package zhijiao.core.fact;

import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an order says beyond the terms that every order has.
 *
 * @param keyPlaces ids of the zones in which the person may not stay (重点场所); only what a lawful list names
 * @param dutySites ids of the zones in which the person has class or service (教育、公益活动) and meets others rightfully
 * @param caseGroup what the co-offenders of one case have in common (同案), as a pseudonym, or null
 * @param protections protected persons to be kept away from
 * @param tagReportMinutes how often the tag is to report, minutes, 1–1,440; 0 when the order does not say
 * @param bases on what each restriction rests, and until when it holds
 * @param activityDuty how much study and service the order itself asks for, or null: what the regulation of the tier says
 * @param sentence what kind of sentence is served, or null when the order does not say
 */
public record Particulars(
    List<String> keyPlaces,
    List<String> dutySites,
    @Nullable String caseGroup,
    List<Protection> protections,
    int tagReportMinutes,
    List<Basis> bases,
    @Nullable ActivityDuty activityDuty,
    @Nullable SentenceType sentence) {

  /** An order that says nothing more. */
  public static final Particulars NONE =
      new Particulars(List.of(), List.of(), null, List.of(), 0, List.of(), null, null);

  /** Name of the curfew in a {@link Basis}. */
  public static final String CURFEW = "curfew";

  /** Name of the check-ins in a {@link Basis}. */
  public static final String CHECK_INS = "check-ins";

  public Particulars {
    keyPlaces = List.copyOf(keyPlaces);
    dutySites = List.copyOf(dutySites);
    protections = List.copyOf(protections);
    bases = List.copyOf(bases);
  }

  /**
   * A person who is protected from the supervisee (被害人), wherever that person is.
   *
   * @param person the protected person's pseudonym
   * @param radiusMetres within which the supervisee may not come, metres, 1–100,000
   * @param bufferMetres beyond the radius, within which somebody is warned, metres, 0–100,000
   */
  public record Protection(String person, int radiusMetres, int bufferMetres) {

    private String canonicalText() {
      return "Protection[person="
          + person
          + ", radiusMetres="
          + radiusMetres
          + ", bufferMetres="
          + bufferMetres
          + "]";
    }
  }

  /**
   * On what a restriction rests.
   *
   * @param restriction a zone's id, a protected person's pseudonym, {@link #CURFEW} or {@link #CHECK_INS}
   * @param text the decision, in words: court, number, article
   * @param until when the restriction ends, exclusive, epoch milliseconds UTC, or null: with the order
   */
  public record Basis(String restriction, String text, @Nullable Long until) {

    private String canonicalText() {
      return "Basis[restriction=" + restriction + ", text=" + text + ", until=" + until + "]";
    }
  }

  /** These with other places in which the person may not stay. */
  public Particulars withKeyPlaces(List<String> keyPlaces) {
    return new Particulars(
        keyPlaces,
        dutySites,
        caseGroup,
        protections,
        tagReportMinutes,
        bases,
        activityDuty,
        sentence);
  }

  /** These with other protected persons. */
  public Particulars withProtections(List<Protection> protections) {
    return new Particulars(
        keyPlaces,
        dutySites,
        caseGroup,
        protections,
        tagReportMinutes,
        bases,
        activityDuty,
        sentence);
  }

  /** These with another statement of how often the tag is to report, minutes, 1–1,440; 0 for none. */
  public Particulars withTagReportMinutes(int tagReportMinutes) {
    return new Particulars(
        keyPlaces,
        dutySites,
        caseGroup,
        protections,
        tagReportMinutes,
        bases,
        activityDuty,
        sentence);
  }

  /** These with other statements of what the restrictions rest on. */
  public Particulars withBases(List<Basis> bases) {
    return new Particulars(
        keyPlaces,
        dutySites,
        caseGroup,
        protections,
        tagReportMinutes,
        bases,
        activityDuty,
        sentence);
  }

  /** These with another statement of how much study and service is owed; null for none. */
  public Particulars withActivityDuty(@Nullable ActivityDuty activityDuty) {
    return new Particulars(
        keyPlaces,
        dutySites,
        caseGroup,
        protections,
        tagReportMinutes,
        bases,
        activityDuty,
        sentence);
  }

  /** These with another kind of sentence; null for none. */
  public Particulars withSentence(@Nullable SentenceType sentence) {
    return new Particulars(
        keyPlaces,
        dutySites,
        caseGroup,
        protections,
        tagReportMinutes,
        bases,
        activityDuty,
        sentence);
  }

  /** When restrictions run out, in order. */
  public SortedSet<Long> ends() {
    TreeSet<Long> ends = new TreeSet<>();
    for (Basis basis : bases) {
      if (basis.until() != null) {
        ends.add(basis.until());
      }
    }
    return ends;
  }

  /** True when a restriction has run out by {@code instant}: it rested on something, and on nothing that still holds. */
  public boolean hasRunOut(String restriction, long instant) {
    Long end = runsOut(restriction);
    return end != null && instant >= end;
  }

  /**
   * When the last basis of a restriction ends, epoch milliseconds UTC, exclusive; null when it rests on nothing stated, or on
   * something without an end.
   */
  public @Nullable Long runsOut(String restriction) {
    Long last = null;
    for (Basis basis : bases) {
      if (basis.restriction().equals(restriction)) {
        if (basis.until() == null) {
          return null;
        }
        last = last == null ? basis.until() : Long.valueOf(Math.max(last, basis.until()));
      }
    }
    return last;
  }

  /** True when the order says on what a restriction rests. */
  public boolean hasBasis(String restriction) {
    return bases.stream().anyMatch(basis -> basis.restriction().equals(restriction));
  }

  /** Without the restrictions that have run out by {@code instant}. */
  Particulars asOf(long instant) {
    return withKeyPlaces(keyPlaces.stream().filter(zone -> !hasRunOut(zone, instant)).toList())
        .withProtections(
            protections.stream().filter(it -> !hasRunOut(it.person(), instant)).toList());
  }

  /**
   * The text that is hashed into the identity of an {@link OrderChange}. Its names are those of the first version and stay, whatever fields
   * are called; what an order did not say when there was no place for it is not in it.
   */
  String canonicalText() {
    StringJoiner parts = new StringJoiner(", ", "Particulars[", "]");
    parts.add("keyPlaces=" + keyPlaces);
    parts.add("dutySites=" + dutySites);
    parts.add("caseGroup=" + caseGroup);
    parts.add("protections=" + protections.stream().map(Protection::canonicalText).toList());
    parts.add("tagReportMinutes=" + tagReportMinutes);
    parts.add("bases=" + bases.stream().map(Basis::canonicalText).toList());
    if (activityDuty != null) {
      parts.add(
          "activityDuty=ActivityDuty[studyMinutes="
              + activityDuty.studyMinutes()
              + ", serviceMinutes="
              + activityDuty.serviceMinutes()
              + "]");
    }
    if (sentence != null) {
      parts.add("sentence=" + sentence.name());
    }
    return parts.toString();
  }
}
