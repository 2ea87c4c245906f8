package zhijiao.models.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import zhijiao.models.score.RiskModel;
import zhijiao.models.train.Evaluation.Reference;
import zhijiao.models.train.Spec.Bound;

/** What a model must show before anybody may promote it (S17, S18), and that every score can be given its reasons in time. */
final class Gate {

  /** S17: the slope of calibration of each group. */
  static final double LEAST_SLOPE = 0.8;

  static final double MOST_SLOPE = 1.25;

  /** S17: the gap of false alarms between groups. */
  static final double MOST_GAP = 0.05;

  /** At eight nanoseconds, the most that {@code ScoreBenchmark} measured for a step of any kind of trees, less than 300 µs. */
  static final long MOST_REASON_STEPS = 36_000;

  private static final double TWO_SIDED_95 = 1.96;

  private Gate() {}

  /** One thing asked. */
  record Line(String safeguard, String asked, String found, boolean passed) {}

  static List<Line> lines(Trained trained) {
    List<Line> lines = new ArrayList<>();
    for (Reference one : List.of(Reference.BASE_RATE, Reference.TWO_FEATURES)) {
      double[] advantage = trained.advantage(one);
      lines.add(
          new Line(
              "S18",
              "a lower Brier on people held out than " + one.words(),
              text("lower by %.4f, standard error %.4f", advantage[0], advantage[1]),
              advantage[0] > 0));
    }
    for (Map.Entry<String, Spec.Group> group : trained.spec().groups().entrySet()) {
      if (group.getValue().bounds().contains(Bound.CALIBRATION)) {
        addCalibration(trained, group.getKey(), lines);
      }
      if (group.getValue().bounds().contains(Bound.ERRORS)) {
        addErrors(trained, group.getKey(), lines);
      }
    }
    lines.add(reasons(trained.model()));
    return lines;
  }

  /** A score without its reasons is shown to nobody, so that a model that cannot give them in time cannot be used. */
  static Line reasons(RiskModel model) {
    return new Line(
        "reasons",
        text("the reasons of a score in at most %,d steps, some 300 µs", MOST_REASON_STEPS),
        text("%,d steps", model.reasonSteps()),
        model.reasonSteps() <= MOST_REASON_STEPS);
  }

  private static void addCalibration(Trained trained, String column, List<Line> lines) {
    Map<String, Measures> groups = trained.byGroup(column);
    groups.forEach(
        (name, measures) ->
            lines.add(
                new Line(
                    "S17",
                    text(
                        "calibration slope of %s %s within %.2f to %.2f",
                        column, name, LEAST_SLOPE, MOST_SLOPE),
                    text(
                        "%.3f (95 %%: %.3f to %.3f), %d people",
                        measures.slope(),
                        measures.slope() - TWO_SIDED_95 * measures.slopeError(),
                        measures.slope() + TWO_SIDED_95 * measures.slopeError(),
                        measures.size()),
                    measures.slope() >= LEAST_SLOPE && measures.slope() <= MOST_SLOPE)));
    if (groups.isEmpty()) {
      lines.add(
          new Line(
              "S17", "calibration slope by " + column, "no group is large enough to tell", false));
    }
  }

  private static void addErrors(Trained trained, String column, List<Line> lines) {
    List<GroupErrors> errors = trained.errors(column);
    for (int i = 0; i < errors.size(); i++) {
      GroupErrors.Gap gap = errors.get(i).falseAlarms();
      boolean compared = !gap.highest().isEmpty();
      lines.add(
          new Line(
              "S17",
              text(
                  "gap of false alarms by %s at most %.2f at threshold %.3f%s",
                  column,
                  MOST_GAP,
                  errors.get(i).threshold(),
                  i == 0 ? " (the staff's capacity)" : ""),
              compared
                  ? text(
                      "%.4f (95 %%: %.4f to %.4f) between %s and %s",
                      gap.size(), gap.low(), gap.high(), gap.highest(), gap.lowest())
                  : "fewer than two groups are large enough to tell",
              compared && gap.size() <= MOST_GAP));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
