package zhijiao.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.CheckIn.Means;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.rules.story.World;

/** What can be said of a person by holding cameras, terminals, telephones and the tag against each other, pair by pair. */
abstract class WhereaboutsOracle extends Oracle {

  private static final long GAP = 10 * MINUTE;

  /** What is known when two observations have been compared. */
  enum Verdict {
    /** The person was not where the tag was. */
    APART,
    /** The person was where the tag was. */
    TOGETHER,
    /** A telephone claimed a place where the person was not seen. */
    CLAIMED,
    /** Seen, or reported by the tag, at two places too soon one after the other. */
    LEAP
  }

  /**
   * @param position of the fact at which it becomes known, in the list of facts
   * @param subject what was compared: the observation, the claim, or the later of two
   */
  record Known(int position, int second, long at, Verdict verdict, Fact subject) {}

  WhereaboutsOracle(World world) {
    super(world);
  }

  List<Known> known() {
    List<Known> known = new ArrayList<>();
    List<Integer> fixes = fixes();
    for (int i = 0; i < facts.size(); i++) {
      if (isPlaced(facts.get(i))) {
        againstTheTag(i, fixes, known);
        againstOthers(i, known);
      }
    }
    tagLeaps(fixes, known);
    known.sort(Comparator.comparingInt(Known::position).thenComparingInt(Known::second));
    return known;
  }

  /** A sighting or an accepted check-in with a place and a right date, of a person under supervision. */
  private boolean isPlaced(Fact fact) {
    return isLawful(fact)
        && !isOfWrongClock(fact)
        && (fact instanceof Sighting
            || fact instanceof CheckIn checkIn && checkIn.accepted() && checkIn.point() != null);
  }

  /** Positions of satellite fixes, those left out that repeat the place of the one before exactly. */
  private List<Integer> fixes() {
    List<Integer> fixes = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      if (!(facts.get(i) instanceof TagFix fix)
          || fix.source() != FixSource.GPS
          || !isLawful(fix)) {
        continue;
      }
      TagFix last = fixes.isEmpty() ? null : (TagFix) facts.get(fixes.get(fixes.size() - 1));
      boolean stuck =
          last != null
              && last.point().equals(fix.point())
              && holdsThroughout(last.occurredAt(), fix.occurredAt(), true);
      if (!stuck) {
        fixes.add(i);
      }
    }
    return fixes;
  }

  /** Whether the order, and the authorisation of the tag if asked, held without a break after {@code from}. */
  private boolean holdsThroughout(long from, long to, boolean tag) {
    for (long change : changesOfTerms()) {
      boolean within = from < change && change <= to;
      if (within && (orderAt(change) == null || tag && !authorisedAt(change))) {
        return false;
      }
    }
    return true;
  }

  private void againstTheTag(int i, List<Integer> fixes, List<Known> known) {
    Integer before = null;
    Integer after = null;
    for (int position : fixes) {
      if (position < i) {
        before = position;
      } else if (after == null) {
        after = position;
      }
    }
    if (before == null || after == null) {
      return;
    }
    TagFix first = (TagFix) facts.get(before);
    TagFix second = (TagFix) facts.get(after);
    if (second.occurredAt() - first.occurredAt() > GAP
        || !isPlausible(first)
        || !isPlausible(second)
        || !holdsThroughout(first.occurredAt(), second.occurredAt(), true)
        || metres(first.point(), second.point())
            > FREE_METRES + kilometresAnHour(150, first, second)) {
      return;
    }
    Fact seen = facts.get(i);
    boolean excused = false;
    for (int j = before + 1; j < after; j++) {
      if (facts.get(j) instanceof TagFix coarse
          && coarse.source() != FixSource.GPS
          && isLawful(coarse)
          && metres(coarse.point(), place(seen))
              <= FREE_METRES
                  + kilometresAnHour(150, coarse, seen)
                  + 2 * (coarse.accuracyMetres() + error(seen))) {
        excused = true;
      }
    }
    double there = metres(first.point(), place(seen));
    double back = metres(second.point(), place(seen));
    double errors = first.accuracyMetres() + second.accuracyMetres() + 2 * error(seen);
    boolean apart =
        !excused
            && there + back > 2 * FREE_METRES + kilometresAnHour(150, first, second) + 2 * errors;
    boolean together = Math.min(there, back) <= 300 + 2 * errors;
    if (apart || together) {
      known.add(
          new Known(
              after,
              i - facts.size(),
              second.occurredAt(),
              apart ? Verdict.APART : Verdict.TOGETHER,
              seen));
    }
  }

  /** The last observation before of each kind. */
  private void againstOthers(int i, List<Known> known) {
    Fact now = facts.get(i);
    if (kind(now) == null) {
      return;
    }
    Sighting camera = null;
    CheckIn terminal = null;
    CheckIn phone = null;
    for (int j = 0; j < i; j++) {
      Fact then = facts.get(j);
      String kind = isPlaced(then) ? kind(then) : null;
      if (kind != null && holdsThroughout(then.occurredAt(), now.occurredAt(), false)) {
        camera = kind.equals("camera") ? (Sighting) then : camera;
        terminal = kind.equals("terminal") ? (CheckIn) then : terminal;
        phone = kind.equals("phone") ? (CheckIn) then : phone;
      }
    }
    long at = now.occurredAt();
    boolean bySameCamera =
        camera != null
            && now instanceof Sighting sighting
            && sighting.camera().equals(camera.camera());
    boolean cameraFar = camera != null && !bySameCamera && isTooFar(camera, now);
    boolean terminalFar = terminal != null && isTooFar(terminal, now);
    boolean phoneFar = phone != null && isTooFar(phone, now);
    boolean byPhone = Objects.equals(kind(now), "phone");
    if (byPhone ? cameraFar || terminalFar : phoneFar) {
      known.add(new Known(i, 1, at, Verdict.CLAIMED, byPhone ? now : phone));
    }
    if (byPhone ? phoneFar : cameraFar || terminalFar) {
      known.add(new Known(i, 2, at, Verdict.LEAP, now));
    }
  }

  private String kind(Fact fact) {
    if (fact instanceof Sighting sighting) {
      return needsNoSecond(sighting) ? "camera" : null;
    }
    CheckIn checkIn = (CheckIn) fact;
    boolean atTerminal = checkIn.proof().terminal() != null;
    return isByPhone(checkIn) ? "phone" : atTerminal ? "terminal" : null;
  }

  static boolean isByPhone(CheckIn checkIn) {
    return checkIn.point() != null
        && checkIn.proof().terminal() == null
        && List.of(Means.FACE, Means.ID_CARD, Means.FINGERPRINT).contains(checkIn.means());
  }

  private static boolean isTooFar(Fact then, Fact now) {
    double metres = metres(place(then), place(now));
    double hours = (now.occurredAt() - then.occurredAt() + MINUTE) / 3_600_000.0;
    double reach = (metres > 50_000 ? 900_000 : 150_000) * hours;
    return metres > FREE_METRES + reach + 2 * (error(then) + error(now));
  }

  /**
   * Three fixes in a row that fit the first of them, and none of which can be reached from what went before; unless only the
   * last fix before does not fit.
   */
  private void tagLeaps(List<Integer> fixes, List<Known> known) {
    TagFix first = null;
    TagFix last = null;
    TagFix reached = null;
    TagFix reachedBefore = null;
    int count = 0;
    for (int position : fixes) {
      TagFix fix = (TagFix) facts.get(position);
      if (last != null && !holdsThroughout(last.occurredAt(), fix.occurredAt(), true)) {
        first = null;
        reached = null;
        reachedBefore = null;
      }
      last = fix;
      if (isPlausible(fix)) {
        first = null;
        reachedBefore = reached;
        reached = fix;
      } else if (first != null
          && metres(first.point(), fix.point())
              <= FREE_METRES + kilometresAnHour(150, first, fix)) {
        count++;
        boolean stray =
            reachedBefore != null
                && metres(reachedBefore.point(), first.point())
                    <= FREE_METRES + kilometresAnHour(150, reachedBefore, first);
        if (count == 3 && !stray) {
          known.add(new Known(position, Integer.MIN_VALUE, fix.occurredAt(), Verdict.LEAP, fix));
        }
      } else {
        first = fix;
        count = 1;
      }
    }
  }

  private static double kilometresAnHour(double speed, Fact from, Fact to) {
    return speed * 1000 * Math.abs(to.occurredAt() - from.occurredAt()) / 3_600_000.0;
  }

  private static double metres(GeoPoint a, GeoPoint b) {
    return a.distanceMetres(b);
  }

  static GeoPoint place(Fact fact) {
    return fact instanceof Sighting sighting ? sighting.point() : ((CheckIn) fact).point();
  }

  static double error(Fact fact) {
    return fact instanceof Sighting sighting
        ? sighting.accuracyMetres()
        : ((CheckIn) fact).accuracyMetres();
  }
}
