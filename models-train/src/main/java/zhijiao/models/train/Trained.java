package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zhijiao.models.score.RiskModel;

/**
 * A model, and all that is known of it.
 *
 * @param shap by feature: the mean size of its contribution, in log-odds
 * @param direction by feature: how a contribution goes with the value, from -1 to 1; not a number for categories
 */
record Trained(
    Spec spec,
    Sample sample,
    RiskModel model,
    String version,
    Choice choice,
    Evaluation evaluation,
    double[] shap,
    double[] direction,
    double seconds,
    double budgetSeconds) {

  Measures measures() {
    return measures(evaluation.probabilities(), evaluation.tested());
  }

  Measures measures(double[] probabilities, int[] people) {
    return Measures.of(probabilities, sample.happened(), sample.weights(), people);
  }

  Map<Evaluation.Reference, Measures> references() {
    Map<Evaluation.Reference, Measures> measures = new LinkedHashMap<>();
    evaluation
        .references()
        .forEach((name, values) -> measures.put(name, measures(values, evaluation.tested())));
    return measures;
  }

  /** By how much the model's Brier is below that of a reference, with the standard error of the paired difference. */
  double[] advantage(Evaluation.Reference over) {
    double[] other = evaluation.references().get(over);
    double all = 0;
    double sum = 0;
    int[] tested = evaluation.tested();
    double[] differences = new double[tested.length];
    for (int i = 0; i < tested.length; i++) {
      int person = tested[i];
      double outcome = sample.happened()[person] ? 1 : 0;
      differences[i] =
          Measures.square(other[person] - outcome)
              - Measures.square(evaluation.probabilities()[person] - outcome);
      all += sample.weights()[person];
      sum += sample.weights()[person] * differences[i];
    }
    double mean = sum / all;
    double squares = 0;
    for (int i = 0; i < tested.length; i++) {
      squares += Measures.square(sample.weights()[tested[i]] * (differences[i] - mean));
    }
    return new double[] {mean, Math.sqrt(squares) / all};
  }

  /** Measures of each group that has enough of either outcome to say something. */
  Map<String, Measures> byGroup(String column) {
    Map<String, Measures> measures = new LinkedHashMap<>();
    List<String> names = sample.groupNames().get(column);
    for (int group = 0; group < names.size(); group++) {
      int number = group;
      int[] people =
          Arrays.stream(evaluation.tested())
              .filter(person -> sample.groups().get(column)[person] == number)
              .toArray();
      long known = Arrays.stream(people).filter(i -> sample.weights()[i] > 0).count();
      long events =
          Arrays.stream(people)
              .filter(i -> sample.weights()[i] > 0 && sample.happened()[i])
              .count();
      if (events >= GroupErrors.LEAST / 2 && known - events >= GroupErrors.LEAST / 2) {
        measures.put(names.get(group), measures(evaluation.probabilities(), people));
      }
    }
    return measures;
  }

  /** From this probability upwards are as many as the staff can attend to. */
  double capacityThreshold() {
    double[] sorted =
        Arrays.stream(evaluation.tested())
            .mapToDouble(person -> evaluation.probabilities()[person])
            .sorted()
            .toArray();
    return sorted[(int) Math.min(sorted.length - 1, (1 - spec.capacity()) * sorted.length)];
  }

  List<GroupErrors> errors(String column) {
    List<Double> thresholds = new ArrayList<>();
    thresholds.add(capacityThreshold());
    thresholds.addAll(spec.thresholds());
    return thresholds.stream().map(threshold -> errors(column, threshold)).toList();
  }

  GroupErrors errors(String column, double threshold) {
    return GroupErrors.of(
        threshold,
        evaluation.probabilities(),
        sample.happened(),
        sample.weights(),
        evaluation.tested(),
        sample.groups().get(column),
        sample.groupNames().get(column));
  }

  /** Of everybody at the staff's capacity. */
  GroupErrors atCapacity() {
    return GroupErrors.of(
        capacityThreshold(),
        evaluation.probabilities(),
        sample.happened(),
        sample.weights(),
        evaluation.tested(),
        new int[sample.size()],
        List.of("all"));
  }
}
