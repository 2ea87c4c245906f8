package zhijiao.local.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.place.GeoPoint;

/** Protected persons as a plain tracker sees them: every fix against the last position, however old, each a point. */
final class NaiveProtection {

  private final Map<String, GeoPoint> last = new HashMap<>();

  /** Place in the list of alerts of what goes on, by person and target. */
  private final Map<String, Integer> going = new HashMap<>();

  void accept(ProtectedPosition position) {
    last.put(position.person(), position.point());
  }

  void accept(
      String subject,
      OrderTerms terms,
      GeoPoint point,
      long at,
      long receivedAt,
      List<AlertSpan> alerts) {
    for (Particulars.Protection order : terms.particulars().protections()) {
      GeoPoint place = last.get(order.person());
      if (place != null) {
        double metres = place.distanceMetres(point);
        int belt = order.radiusMetres() + order.bufferMetres();
        step(subject, order.person(), metres < order.radiusMetres(), at, receivedAt, alerts);
        step(subject, order.person() + "/buffer", metres < belt, at, receivedAt, alerts);
      }
    }
  }

  private void step(
      String subject, String target, boolean near, long at, long told, List<AlertSpan> alerts) {
    Integer place = going.get(subject + " " + target);
    if (near && place == null) {
      going.put(subject + " " + target, alerts.size());
      alerts.add(new AlertSpan("victim-proximity", subject, target, at, at, told));
    } else if (!near && place != null) {
      going.remove(subject + " " + target);
      AlertSpan known = alerts.get(place);
      alerts.set(
          place,
          new AlertSpan(
              known.rule(),
              subject,
              target,
              known.openedAt(),
              Math.max(at, known.openedAt()),
              known.toldAt()));
    }
  }
}
