package zhijiao.local.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import zhijiao.local.simulator.Violation;

/** Compares alerts with the truth, rule by rule. */
public record Evaluation(List<Line> lines, Matching matching, double alertsPerPersonDay) {

  /**
   * One rule's figures.
   *
   * @param recall found of those that could be seen; NaN when there were none
   * @param precision found of all alerts; NaN when there were none
   * @param delayP50 from the violation's beginning to the alert, in event time, seconds
   */
  public record Line(
      String rule,
      int violations,
      int found,
      int missed,
      int wrong,
      double recall,
      double precision,
      double alertsPerPersonDay,
      double delayP50,
      double delayP99) {}

  /**
   * @param peopleDays people times days
   */
  public static Evaluation of(List<Violation> truth, List<AlertSpan> alerts, double peopleDays) {
    Matching matching = Matching.of(truth, alerts);
    TreeSet<String> rules = new TreeSet<>();
    truth.forEach(violation -> rules.add(violation.rule()));
    alerts.forEach(alert -> rules.add(alert.rule()));
    List<Line> lines = new ArrayList<>();
    for (String rule : rules) {
      lines.add(line(rule, matching, peopleDays));
    }
    return new Evaluation(lines, matching, alerts.size() / peopleDays);
  }

  private static Line line(String rule, Matching matching, double peopleDays) {
    List<Double> delays = new ArrayList<>();
    for (Matching.Pair pair : matching.found()) {
      if (pair.violation().rule().equals(rule)) {
        delays.add((pair.alert().toldAt() - pair.violation().from()) / 1_000.0);
      }
    }
    delays.sort(Double::compare);
    int found = delays.size();
    int missed = (int) matching.missed().stream().filter(v -> v.rule().equals(rule)).count();
    int wrong = (int) matching.wrong().stream().filter(a -> a.rule().equals(rule)).count();
    return new Line(
        rule,
        found + missed,
        found,
        missed,
        wrong,
        found / (double) (found + missed),
        found / (double) (found + wrong),
        (found + wrong) / peopleDays,
        percentile(delays, 0.5),
        percentile(delays, 0.99));
  }

  /** The smallest value that at least the share {@code p} of the sorted values does not exceed; NaN of none. */
  public static double percentile(List<Double> sorted, double p) {
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(p * sorted.size()) - 1);
  }

  /** A table for a terminal. */
  public String render(String title) {
    StringBuilder text = new StringBuilder();
    text.append(title).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "  %-16s %10s %6s %7s %7s %8s %10s %12s %10s %10s%n",
            "rule",
            "violations",
            "found",
            "missed",
            "false",
            "recall",
            "precision",
            "per person/d",
            "delay p50",
            "delay p99"));
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-16s %10d %6d %7d %7d %8s %10s %12.4f %10s %10s%n",
              line.rule(),
              line.violations(),
              line.found(),
              line.missed(),
              line.wrong(),
              share(line.recall()),
              share(line.precision()),
              line.alertsPerPersonDay(),
              minutes(line.delayP50()),
              minutes(line.delayP99())));
    }
    text.append(
        String.format(
            Locale.ROOT, "  all rules: %.4f alerts per person and day%n", alertsPerPersonDay));
    return text.toString();
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String minutes(double seconds) {
    return Double.isNaN(seconds)
        ? "–"
        : String.format(
            Locale.ROOT,
            "%d:%02d",
            Math.round(seconds) / 60,
            Math.floorMod(Math.round(seconds), 60));
  }
}
