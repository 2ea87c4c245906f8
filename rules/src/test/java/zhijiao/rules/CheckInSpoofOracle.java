package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.CheckIn.Means;
import zhijiao.core.fact.Fact;
import zhijiao.core.place.GeoPoint;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Spoofed check-ins: every sign with when it becomes known, and for each the next sound check-in. */
final class CheckInSpoofOracle extends WhereaboutsOracle {

  CheckInSpoofOracle(World world) {
    super(world);
  }

  /** A sign, or with none the sound check-in that ends what went on. */
  private record Sign(int position, int second, long at, boolean sound) {}

  @Override
  SortedSet<Episode> episodes() {
    List<Sign> signs = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      if (isCheckIn(facts.get(i)) && !isOfWrongClock(facts.get(i))) {
        CheckIn checkIn = (CheckIn) facts.get(i);
        signs.add(new Sign(i, 0, checkIn.occurredAt(), !isSpoofed(i)));
      }
    }
    for (Known one : known()) {
      boolean byPhone = one.subject() instanceof CheckIn claim && isByPhone(claim);
      boolean tag = one.verdict() == Verdict.APART && byPhone && !onLeave(one.at());
      if (tag || one.verdict() == Verdict.CLAIMED) {
        signs.add(new Sign(one.position(), one.second(), one.at(), false));
      }
    }
    for (long change : changesOfTerms()) {
      if (orderAt(change) == null) {
        signs.add(new Sign(-1, 0, change, true));
      }
    }
    signs.sort(
        (a, b) ->
            a.at() != b.at()
                ? Long.compare(a.at(), b.at())
                : a.position() != b.position()
                    ? Integer.compare(a.position(), b.position())
                    : Integer.compare(a.second(), b.second()));
    TreeSet<Episode> found = new TreeSet<>();
    Long from = null;
    // What begins twice in one instant is one episode.
    for (Sign sign : signs) {
      if (sign.sound() && from != null) {
        found.add(new Episode("check-in-spoof", "check-in", dayOf(from), from, sign.at()));
        from = null;
      } else if (!sign.sound() && from == null) {
        long at = sign.at();
        found.removeIf(episode -> episode.openedAt() == at);
        from = at;
      }
    }
    if (from != null) {
      found.add(new Episode("check-in-spoof", "check-in", dayOf(from), from, null));
    }
    return found;
  }

  private boolean isSpoofed(int i) {
    CheckIn checkIn = (CheckIn) facts.get(i);
    boolean phone = isByPhone(checkIn);
    boolean face = checkIn.means() == Means.FACE;
    Float liveness = checkIn.proof().liveness();
    Float score = checkIn.proof().faceScore();
    return phone && checkIn.proof().mockLocation()
        || face && liveness != null && liveness < 0.5
        || face && score != null && score < 0.6
        || phone && isTheSameFourTimes(i);
  }

  private boolean isTheSameFourTimes(int i) {
    List<GeoPoint> places = new ArrayList<>();
    for (int j = i; j >= 0 && places.size() < 4; j--) {
      Fact fact = facts.get(j);
      if (orderAt(fact.occurredAt()) == null) {
        break;
      }
      if (isCheckIn(fact) && !isOfWrongClock(fact) && isByPhone((CheckIn) fact)) {
        places.add(place(fact));
      }
    }
    return places.size() == 4 && places.stream().allMatch(p -> sixDecimals(p, places.get(0)));
  }

  private static boolean sixDecimals(GeoPoint a, GeoPoint b) {
    return Math.floor(a.latE7() / 10.0) == Math.floor(b.latE7() / 10.0)
        && Math.floor(a.lonE7() / 10.0) == Math.floor(b.lonE7() / 10.0);
  }
}
