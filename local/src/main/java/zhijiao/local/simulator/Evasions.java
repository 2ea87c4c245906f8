package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.CheckIn.Means;
import zhijiao.core.fact.CheckIn.Proof;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;

/**
 * Days on which a tag stays at home and its wearer goes out, check-ins that are made up, and reports from two places at once;
 * each a pure function of the person and the day.
 */
final class Evasions {

  /** Slots of one person and day: four sightings of somebody whose tag is at home, two of somebody who is at two places. */
  static final int SLOTS = 6;

  private static final long MINUTE = 60_000;
  private static final double REACH_METRES = 20;
  private static final double METRES_PER_MINUTE = 2_500;

  private final Chance chance;
  private final double intensity;

  Evasions(Chance chance, double intensity) {
    this.chance = chance;
    this.intensity = intensity;
  }

  /**
   * A stay somewhere else.
   *
   * @param from minute of the day
   */
  record Elsewhere(double from, double until, GeoPoint place) {
    boolean covers(double minute) {
      return from <= minute && minute < until;
    }
  }

  /** How a check-in is made up. */
  enum Spoof {
    MADE_UP_PLACE("a program makes up the place of the telephone"),
    PICTURE("holds a picture before the lens"),
    ANOTHER_FACE("somebody else checks in"),
    FAR_PLACE("the telephone says a place where the tag is not"),
    PLAYED_BACK("plays one place back for days");

    final String words;

    Spoof(String words) {
      this.words = words;
    }
  }

  private Chance of(long purpose, Person person, int day) {
    return chance.of(purpose, person.number(), day);
  }

  // --- a tag at home -------------------------------------------------------------------------

  /**
   * Where the wearer is while the tag lies at home all day, or null. After noon, so that it begins on the supervision day on
   * which it can be proved.
   */
  @Nullable Elsewhere separation(Person person, int day) {
    Chance own = of(210, person, day);
    if (person.tag() == null || !own.happens(0, Breach.SEPARATION.rate(intensity))) {
      return null;
    }
    return new Elsewhere(
        own.between(1, 12.1 * 60, 13 * 60),
        own.between(2, 17 * 60, 18.7 * 60),
        Geometry.towards(
            person.home(), own.between(3, 0, 2 * Math.PI), own.between(4, 6_000, 12_000)));
  }

  // --- two places at once --------------------------------------------------------------------

  /** From where the tag reports for some minutes although it cannot have come there, or null. */
  @Nullable Elsewhere leap(Person person, int day) {
    Chance own = of(220, person, day);
    if (person.tag() == null
        || separation(person, day) != null
        || !own.happens(0, Breach.TAG_LEAPS.rate(intensity))) {
      return null;
    }
    double from = own.between(1, 9.5 * 60, 16 * 60);
    GeoPoint place =
        Geometry.towards(
            person.home(), own.between(2, 0, 2 * Math.PI), own.between(3, 40_000, 60_000));
    return new Elsewhere(from, from + own.between(4, 4.5, 6), place);
  }

  /** Where a second camera sees somebody two minutes after the first, or null. */
  private @Nullable Elsewhere twice(Person person, int day) {
    Chance own = of(230, person, day);
    if (person.tag() != null || !own.happens(0, Breach.TWO_PLACES.rate(intensity))) {
      return null;
    }
    double from = own.between(1, 9.75 * 60, 11.25 * 60);
    for (int i = 0; i < 40; i++) {
      GeoPoint place =
          Geometry.towards(
              person.home(),
              own.between(10L + i, 0, 2 * Math.PI),
              own.between(60L + i, 16_000, 20_000));
      boolean free =
          person.county().signedDistanceMetres(place) < -500
              && person.zoneCentres().stream().allMatch(z -> z.distanceMetres(place) > 2_000);
      if (free) {
        return new Elsewhere(from, from + 2, place);
      }
    }
    return null;
  }

  // --- cameras -------------------------------------------------------------------------------

  /**
   * The sighting of a slot, if there is one.
   *
   * @param here where the person really is, at a minute of the day
   */
  void sighting(
      Person person,
      int day,
      int slot,
      long midnight,
      java.util.function.DoubleFunction<GeoPoint> here,
      List<Fact> out) {
    Chance own = chance.of(240, person.number(), day, slot);
    Elsewhere away = slot < 4 ? separation(person, day) : null;
    if (away != null && own.happens(0, 0.85)) {
      double minute =
          away.from() + 15 + slot * (away.until() - away.from() - 30) / 4 + own.between(1, 0, 20);
      GeoPoint place = Geometry.moved(away.place(), 150 * own.normal(2), 150 * own.normal(3));
      float score = (float) Math.min(0.999, 0.93 + 0.04 * own.normal(4));
      boolean verified = score >= 0.9f && own.happens(5, 0.2);
      String camera = "C-" + (1 + (own.integer(6, 0, 7) + 8 * slot));
      out.add(seen(person, camera, place, score, verified, midnight, minute, own));
    }
    Elsewhere second = slot >= 4 ? twice(person, day) : null;
    if (second != null) {
      double minute = slot == 4 ? second.from() : second.until();
      GeoPoint place = slot == 4 ? here.apply(minute) : second.place();
      String camera = slot == 4 ? "C-40" : "C-41";
      out.add(seen(person, camera, place, 0.95f, true, midnight, minute, own));
    }
  }

  private static Sighting seen(
      Person person,
      String camera,
      GeoPoint place,
      float score,
      boolean verified,
      long midnight,
      double minute,
      Chance own) {
    long at = midnight + (long) (minute * MINUTE);
    return new Sighting(
        new Subject(person.pseudonym()),
        camera,
        place,
        (float) REACH_METRES,
        score,
        verified,
        at,
        at + own.integer(20, 2, 20) * 1_000L);
  }

  // --- check-ins -----------------------------------------------------------------------------

  /** How the check-in of a window is made up, or null for one that is as it seems. */
  @Nullable Spoof spoof(Person person, int day, int which) {
    if (playedBack(person, day) != null) {
      return Spoof.PLAYED_BACK;
    }
    Chance own = chance.of(250, person.number(), day, which);
    if (separation(person, day) != null || !own.happens(0, Breach.SPOOF.rate(intensity))) {
      return null;
    }
    int kinds = person.tag() == null ? 3 : 4;
    return Spoof.values()[own.integer(1, 0, kinds - 1)];
  }

  /** The place that is played back on three days in a row, or null. */
  private @Nullable GeoPoint playedBack(Person person, int day) {
    for (int first = Math.max(0, day - 2); first <= day; first++) {
      Chance own = of(251, person, first);
      if (playsBackFrom(person, first)) {
        return Geometry.moved(person.home(), 20 * own.normal(1), 20 * own.normal(2));
      }
    }
    return null;
  }

  /** A check-in as the platform gets it, made up or not. */
  CheckIn checkIn(CheckIn honest, Person person, int day, int which, double minute) {
    Chance own = chance.of(252, person.number(), day, which);
    Elsewhere away = separation(person, day);
    if (away != null && away.covers(minute)) {
      Proof finger = new Proof("K-" + person.number() + "-away", null, null, false);
      return with(honest, Means.FINGERPRINT, away.place(), finger);
    }
    Spoof spoof = spoof(person, day, which);
    if (spoof == null && honest.means() != Means.FACE) {
      // The terminal stands in one place to the centimetre.
      String terminal = "K-" + person.number() + "-" + which;
      return with(honest, honest.means(), honest.point(), new Proof(terminal, null, null, false));
    }
    float face = (float) Math.max(0.75, Math.min(1, 0.93 + 0.03 * own.normal(1)));
    float alive = (float) Math.max(0.6, Math.min(1, 0.9 + 0.04 * own.normal(2)));
    Proof sound = new Proof(null, face, alive, false);
    if (spoof == null) {
      return with(honest, Means.FACE, honest.point(), sound);
    }
    return switch (spoof) {
      case MADE_UP_PLACE ->
          with(honest, Means.FACE, person.home(), new Proof(null, face, alive, true));
      case PICTURE ->
          with(
              honest,
              Means.FACE,
              honest.point(),
              new Proof(null, face, (float) own.between(3, 0.05, 0.45), false));
      case ANOTHER_FACE ->
          with(
              honest,
              Means.FACE,
              honest.point(),
              new Proof(null, (float) own.between(4, 0.3, 0.58), alive, false));
      case FAR_PLACE ->
          with(
              honest,
              Means.FACE,
              Geometry.towards(
                  honest.point(), own.between(5, 0, 2 * Math.PI), own.between(6, 8_000, 15_000)),
              sound);
      case PLAYED_BACK -> with(honest, Means.FACE, playedBack(person, day), sound);
    };
  }

  private static CheckIn with(CheckIn honest, Means means, @Nullable GeoPoint place, Proof proof) {
    return new CheckIn(
        honest.subject(),
        means,
        honest.accepted(),
        place,
        honest.accuracyMetres(),
        proof,
        honest.occurredAt(),
        honest.receivedAt());
  }

  // --- truth ---------------------------------------------------------------------------------

  /**
   * What was broken on a day, and whether it could be seen.
   *
   * @param facts all that was lawfully reported of the person that day, in no order
   */
  void truth(
      Person person, int day, long midnight, Supplier<List<Fact>> facts, List<Violation> truth) {
    Elsewhere away = separation(person, day);
    if (away != null) {
      boolean seen = isSeenApart(facts.get(), away.place(), person.home());
      truth.add(
          violation(
              "person-tag-separation",
              person,
              "tag",
              away,
              midnight,
              seen,
              "leaves the tag at home"));
    }
    Elsewhere leap = leap(person, day);
    if (leap != null) {
      long from = midnight + (long) (leap.from() * MINUTE);
      long until = midnight + (long) (leap.until() * MINUTE);
      long fixes =
          gps(facts.get()).stream()
              .filter(fix -> from <= fix.occurredAt() && fix.occurredAt() < until)
              .count();
      truth.add(
          violation(
              "impossible-travel",
              person,
              "tag",
              leap,
              midnight,
              fixes >= 3,
              "the tag reports from fifty kilometres away"));
    }
    Elsewhere second = twice(person, day);
    if (second != null) {
      truth.add(
          violation(
              "impossible-travel",
              person,
              "person",
              second,
              midnight,
              true,
              "is verified at two places"));
    }
  }

  private static Violation violation(
      String rule,
      Person person,
      String target,
      Elsewhere when,
      long midnight,
      boolean observable,
      String detail) {
    long from = midnight + (long) (when.from() * MINUTE);
    long until = midnight + (long) (when.until() * MINUTE);
    return new Violation(rule, person.pseudonym(), target, from, until, observable, detail);
  }

  /**
   * The made-up check-ins of one window.
   *
   * @param reported what came of the window
   */
  void spoofed(
      Person person,
      int day,
      int which,
      List<Fact> reported,
      Supplier<List<Fact>> facts,
      List<Violation> truth) {
    Spoof how = spoof(person, day, which);
    if (how == null || how == Spoof.PLAYED_BACK) {
      return;
    }
    for (Fact fact : reported) {
      if (fact instanceof CheckIn checkIn && checkIn.accepted()) {
        boolean seen = how != Spoof.FAR_PLACE || provable(facts.get(), checkIn, checkIn.point());
        long at = checkIn.occurredAt();
        truth.add(
            new Violation(
                "check-in-spoof", person.pseudonym(), "check-in", at, at, seen, how.words));
        return;
      }
    }
  }

  /** Whether three days on which one place is played back begin on a day. */
  boolean playsBackFrom(Person person, int day) {
    return person.tag() == null
        && of(251, person, day).happens(0, Breach.PLAYED_BACK.rate(intensity));
  }

  /** Every check-in of three days at one place: from the first to the last of them. */
  static @Nullable Violation playedBack(Person person, List<CheckIn> ofThreeDays) {
    if (ofThreeDays.isEmpty()) {
      return null;
    }
    return new Violation(
        "check-in-spoof",
        person.pseudonym(),
        "check-in",
        ofThreeDays.get(0).occurredAt(),
        ofThreeDays.get(ofThreeDays.size() - 1).occurredAt(),
        ofThreeDays.size() >= 4,
        Spoof.PLAYED_BACK.words);
  }

  private static List<TagFix> gps(List<Fact> facts) {
    return fixes(facts, true);
  }

  private static List<TagFix> fixes(List<Fact> facts, boolean satellite) {
    List<TagFix> fixes = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof TagFix fix && (fix.source() == FixSource.GPS) == satellite) {
        fixes.add(fix);
      }
    }
    return fixes;
  }

  /**
   * Whether the tag reported by satellite so soon before and after that nobody drives from it to {@code place} and back in
   * between at 150 km/h, with a kilometre and a half to spare, and whether no Wi-Fi or cell fix in between
   * leaves time to drive to or from it: such a fix may only exculpate. What the fixes say does not enter otherwise.
   */
  private static boolean provable(List<Fact> facts, Fact at, GeoPoint place) {
    TagFix before = null;
    TagFix after = null;
    for (TagFix fix : gps(facts)) {
      long t = fix.occurredAt();
      if (t <= at.occurredAt() && (before == null || t > before.occurredAt())) {
        before = fix;
      }
      if (t > at.occurredAt() && (after == null || t < after.occurredAt())) {
        after = fix;
      }
    }
    if (before == null || after == null) {
      return false;
    }
    for (TagFix coarse : fixes(facts, false)) {
      boolean between =
          before.occurredAt() < coarse.occurredAt() && coarse.occurredAt() < after.occurredAt();
      double apart = Math.abs(coarse.occurredAt() - at.occurredAt()) / (double) MINUTE;
      double reach = METRES_PER_MINUTE * apart + 1_500 + 2 * coarse.accuracyMetres();
      if (between && coarse.point().distanceMetres(place) <= reach) {
        return false;
      }
    }
    double minutes = (after.occurredAt() - before.occurredAt()) / (double) MINUTE;
    double way = before.point().distanceMetres(place) + after.point().distanceMetres(place);
    return minutes <= 10 && way > METRES_PER_MINUTE * minutes + 1_500;
  }

  /** Whether one witness that is sure, or two within four hours and not within five minutes, saw the person far from the tag. */
  /** Whether what saw the person while they were away suffices to show that they and the tag were apart. */
  static boolean isSeenAway(Elsewhere away, long midnight, List<Fact> facts, GeoPoint home) {
    List<Fact> then = new ArrayList<>(facts);
    then.removeIf(
        fact ->
            !(fact instanceof TagFix)
                && !away.covers((fact.occurredAt() - midnight) / (double) MINUTE));
    return isSeenApart(then, away.place(), home);
  }

  private static boolean isSeenApart(List<Fact> facts, GeoPoint place, GeoPoint home) {
    List<Fact> seen = new ArrayList<>();
    for (Fact fact : facts) {
      boolean far =
          fact instanceof Sighting sighting
              ? sighting.matchScore() >= 0.85f && sighting.point().distanceMetres(home) > 3_000
              : fact instanceof CheckIn checkIn
                  && checkIn.accepted()
                  && checkIn.proof().terminal() != null
                  && checkIn.point() != null
                  && checkIn.point().distanceMetres(home) > 3_000;
      if (far && provable(facts, fact, place)) {
        seen.add(fact);
      }
    }
    for (Fact one : seen) {
      for (Fact other : seen) {
        long apart = other.occurredAt() - one.occurredAt();
        boolean pair =
            !witness(one).equals(witness(other)) && 5 * MINUTE <= apart && apart <= 240 * MINUTE;
        if (pair || one instanceof Sighting sighting && sighting.humanVerified()) {
          return true;
        }
      }
    }
    return false;
  }

  private static String witness(Fact fact) {
    return fact instanceof Sighting sighting
        ? sighting.camera()
        : String.format(Locale.ROOT, "%s", ((CheckIn) fact).proof().terminal());
  }
}
