package zhijiao.local.evaluation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zhijiao.core.place.GeoPoint;

/**
 * Meetings as a plain tracker sees them: every fix is compared with the last fix of everybody else, and whoever is within a
 * hundred metres has met them, at home or not, for however short a time.
 */
final class NaiveCompany {

  private static final long MINUTE = 60_000;
  private static final double METRES = 100;

  /** A degree of latitude is at least 110 km. */
  private static final int REACH_E7 = 10_000;

  private static final long FRESH_MILLIS = 5 * MINUTE;
  private static final long APART_MILLIS = 30 * MINUTE;

  private record Seen(GeoPoint point, long at) {}

  private final Map<String, Seen> last = new LinkedHashMap<>();

  /** Place in the list of alerts of the meeting that goes on, by both pseudonyms. */
  private final Map<String, Integer> going = new HashMap<>();

  void accept(String subject, GeoPoint point, long at, long receivedAt, List<AlertSpan> alerts) {
    last.forEach(
        (other, seen) -> {
          if (Math.abs((long) seen.point().latE7() - point.latE7()) <= REACH_E7
              && Math.abs(seen.at() - at) <= FRESH_MILLIS
              && !other.equals(subject)
              && seen.point().distanceMetres(point) <= METRES) {
            together(subject, other, at, receivedAt, alerts);
          }
        });
    last.put(subject, new Seen(point, at));
  }

  private void together(
      String one, String other, long at, long receivedAt, List<AlertSpan> alerts) {
    String subject = one.compareTo(other) < 0 ? one : other;
    String target = one.compareTo(other) < 0 ? other : one;
    Integer place = going.get(subject + " " + target);
    AlertSpan known = place == null ? null : alerts.get(place);
    if (known != null && Math.abs(at - known.endedAt()) <= APART_MILLIS) {
      long until = Math.max(at, known.endedAt());
      alerts.set(
          place,
          new AlertSpan(known.rule(), subject, target, known.openedAt(), until, known.toldAt()));
    } else {
      going.put(subject + " " + target, alerts.size());
      alerts.add(new AlertSpan("colocation", subject, target, at, at, receivedAt));
    }
  }
}
