package zhijiao.local.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhijiao.local.simulator.Violation;

/**
 * Which alert found which violation.
 *
 * <p>They match when rule, person and target are the same and their spans overlap, with {@link #TOLERANCE_MILLIS} to
 * spare. Within one rule, person and target, violations are taken in order of their beginning, and each takes the first
 * alert that is left and overlaps it. So two alerts about one violation are one found and one false, and one alert about
 * two violations is one found and one missed.
 */
public final class Matching {

  /** Fifteen minutes: the longest grace, and more than any persistence. */
  public static final long TOLERANCE_MILLIS = 15 * 60_000L;

  private final List<Pair> found = new ArrayList<>();
  private final List<Violation> missed = new ArrayList<>();
  private final List<AlertSpan> wrong = new ArrayList<>();

  /** A violation and the alert that found it. */
  public record Pair(Violation violation, AlertSpan alert) {}

  private record Key(String rule, String subject, String target) {}

  private Matching() {}

  public static Matching of(List<Violation> truth, List<AlertSpan> alerts) {
    Map<Key, List<AlertSpan>> open = new HashMap<>();
    for (AlertSpan alert : alerts) {
      open.computeIfAbsent(
              new Key(alert.rule(), alert.subject(), alert.target()), unused -> new ArrayList<>())
          .add(alert);
    }
    open.values().forEach(list -> list.sort(Comparator.comparingLong(AlertSpan::openedAt)));
    Matching matching = new Matching();
    List<Violation> ordered = new ArrayList<>(truth);
    ordered.sort(Comparator.comparingLong(Violation::from));
    for (Violation violation : ordered) {
      matching.match(
          violation,
          open.getOrDefault(
              new Key(violation.rule(), violation.subject(), violation.target()), List.of()));
    }
    open.values().forEach(matching.wrong::addAll);
    matching.wrong.sort(Comparator.comparingLong(AlertSpan::openedAt));
    return matching;
  }

  private void match(Violation violation, List<AlertSpan> candidates) {
    for (AlertSpan alert : candidates) {
      boolean overlaps =
          alert.openedAt() <= violation.until() + TOLERANCE_MILLIS
              && violation.from() - TOLERANCE_MILLIS <= alert.endedAt();
      if (overlaps) {
        candidates.remove(alert);
        if (violation.observable()) {
          found.add(new Pair(violation, alert));
        }
        return;
      }
    }
    if (violation.observable()) {
      missed.add(violation);
    }
  }

  public List<Pair> found() {
    return found;
  }

  /** Observable violations that no alert found. */
  public List<Violation> missed() {
    return missed;
  }

  /** Alerts that match no violation. */
  public List<AlertSpan> wrong() {
    return wrong;
  }
}
