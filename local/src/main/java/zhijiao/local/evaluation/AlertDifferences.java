package zhijiao.local.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertId;
import zhijiao.core.rule.Finding;
import zhijiao.jobs.io.FactJson;

/** How the alerts of two replays of the same facts differ, whatever the parameters that they tell. */
public final class AlertDifferences {

  /** What happened to an alert. */
  public enum Kind {
    ADDED,
    REMOVED,
    /** Its episodes begin or end at other times, are more or fewer, or it is more or less urgent. */
    CHANGED
  }

  /** One alert that is not the same; it is in one of both, or in both. */
  public record Difference(Kind kind, @Nullable Alert before, @Nullable Alert after) {

    /** The alert as it is, or as it was. */
    public Alert either() {
      return after != null ? after : java.util.Objects.requireNonNull(before);
    }

    /** One line for a person. */
    public String line() {
      Alert alert = either();
      String spans =
          kind == Kind.CHANGED
              ? spans(java.util.Objects.requireNonNull(before)) + " → " + spans(alert)
              : spans(alert);
      return String.format(
          Locale.ROOT,
          "%-8s %s %s %s %s %s",
          kind.name().toLowerCase(Locale.ROOT),
          alert.id(),
          alert.key().rule(),
          alert.key().subject().pseudonym(),
          alert.key().target(),
          spans);
    }
  }

  private final List<Difference> all;

  private AlertDifferences(List<Difference> all) {
    this.all = List.copyOf(all);
  }

  /** Compares alerts by their identity. */
  public static AlertDifferences between(Collection<Alert> before, Collection<Alert> after) {
    Map<AlertId, Alert> had = new TreeMap<>();
    Map<AlertId, Alert> has = new TreeMap<>();
    before.forEach(alert -> had.put(alert.id(), alert));
    after.forEach(alert -> has.put(alert.id(), alert));
    List<Difference> found = new ArrayList<>();
    has.forEach(
        (id, alert) -> {
          Alert old = had.get(id);
          if (old == null) {
            found.add(new Difference(Kind.ADDED, null, alert));
          } else if (!told(old).equals(told(alert))) {
            found.add(new Difference(Kind.CHANGED, old, alert));
          }
        });
    had.forEach(
        (id, alert) -> {
          if (!has.containsKey(id)) {
            found.add(new Difference(Kind.REMOVED, alert, null));
          }
        });
    found.sort(
        java.util.Comparator.comparing((Difference one) -> one.either().key().rule())
            .thenComparing(one -> one.either().county())
            .thenComparingLong(one -> one.either().openedAt())
            .thenComparing(one -> one.either().id()));
    return new AlertDifferences(found);
  }

  /** What an officer is told of an alert, but for its parameters. */
  private static List<Object> told(Alert alert) {
    List<Object> told = new ArrayList<>();
    told.add(alert.severity());
    told.add(alert.state());
    for (Finding episode : alert.episodes()) {
      told.add(episode.openedAt());
      told.add(String.valueOf(episode.endedAt()));
    }
    return told;
  }

  private static String spans(Alert alert) {
    List<String> spans = new ArrayList<>();
    for (Finding episode : alert.episodes()) {
      Long ended = episode.endedAt();
      spans.add(
          FactJson.time(episode.openedAt()) + "–" + (ended == null ? "" : FactJson.time(ended)));
    }
    return String.join(", ", spans);
  }

  public List<Difference> all() {
    return all;
  }

  public long count(Kind kind) {
    return all.stream().filter(one -> one.kind() == kind).count();
  }

  /** A table by rule and county, and some examples of each row. */
  public String render(int examples) {
    Map<String, List<Difference>> rows = new TreeMap<>();
    for (Difference one : all) {
      String row =
          String.format(
              Locale.ROOT, "  %-24s %-10s", one.either().key().rule(), one.either().county());
      rows.computeIfAbsent(row, unused -> new ArrayList<>()).add(one);
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "  %-24s %-10s %8s %8s %8s%n",
            "rule",
            "county",
            "added",
            "removed",
            "changed"));
    rows.forEach(
        (row, differences) -> {
          long[] counts = new long[Kind.values().length];
          differences.forEach(one -> counts[one.kind().ordinal()]++);
          text.append(
              String.format(Locale.ROOT, "%s %8d %8d %8d%n", row, counts[0], counts[1], counts[2]));
          differences.stream()
              .limit(examples)
              .forEach(one -> text.append("      ").append(one.line()).append('\n'));
        });
    return text.toString();
  }
}
