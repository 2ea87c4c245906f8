package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.Term;
import zhijiao.models.train.Evaluation.Reference;

/** Holds people out, has models made without them, and asks these about them. */
final class Evaluator {

  /** Of so many people at most features are shuffled. */
  private static final int SHUFFLED = 4000;

  private final Sample sample;
  private final Spec spec;
  private final Trainer trainer;

  Evaluator(Sample sample, Spec spec, Trainer trainer) {
    this.sample = sample;
    this.spec = spec;
    this.trainer = trainer;
  }

  static int fits(Spec spec) {
    return spec.time() == null ? spec.folds() : 1;
  }

  Evaluation evaluate() {
    int[] all = IntStream.range(0, sample.size()).toArray();
    List<int[]> parts =
        spec.time() == null
            ? Folds.stratified(all, sample, spec.folds(), spec.seed())
            : List.of(latest(all, spec.time().holdOut()));
    double[] probabilities = new double[all.length];
    Map<Reference, double[]> references = new EnumMap<>(Reference.class);
    references.put(Reference.BASE_RATE, new double[all.length]);
    references.put(Reference.TWO_FEATURES, new double[all.length]);
    if (spec.scoreInTable() != null) {
      references.put(Reference.SCORE_IN_TABLE, new double[all.length]);
    }
    int[] foldOf = new int[all.length];
    Arrays.fill(foldOf, -1);
    List<Choice> choices = new ArrayList<>();
    Shuffling shuffling = new Shuffling();
    for (int fold = 0; fold < parts.size(); fold++) {
      int[] part = parts.get(fold);
      int[] others =
          spec.time() == null ? Folds.without(all, part) : earlier(all, part, spec.time().gap());
      bothHappen(others, "the training part of fold " + (fold + 1));
      bothHappen(part, "fold " + (fold + 1));
      Trainer.Fitted fitted = trainer.fit(others);
      choices.add(fitted.choice());
      for (int person : part) {
        probabilities[person] = fitted.model().probability(sample.vectors()[person]);
        foldOf[person] = fold;
      }
      refer(others, part, references);
      shuffling.add(fitted.model(), part, probabilities, SHUFFLED / parts.size());
    }
    String method =
        spec.time() == null
            ? "nested "
                + parts.size()
                + "-fold cross-validation: tuning, ensemble and calibration are chosen anew inside"
                + " each training part"
            : "temporal hold-out: the latest "
                + parts.get(0).length
                + " people by "
                + spec.time().column()
                + ", predicted from those "
                + (spec.time().gap() == 0 ? "" : "at least " + number(spec.time().gap()) + " ")
                + "before them";
    return new Evaluation(
        method,
        IntStream.range(0, all.length).filter(person -> foldOf[person] >= 0).toArray(),
        foldOf,
        probabilities,
        references,
        choices,
        shuffling.means(),
        shuffling.errors());
  }

  private void bothHappen(int[] people, String where) {
    boolean with = false;
    boolean without = false;
    for (int person : people) {
      if (sample.weights()[person] > 0) {
        with |= sample.happened()[person];
        without |= !sample.happened()[person];
      }
    }
    if (!with || !without) {
      throw new CannotTrainException(
          "in " + where + " the event " + (with ? "always" : "never") + " happened");
    }
  }

  private int[] latest(int[] all, double share) {
    if (share <= 0 || share >= 1) {
      throw new CannotTrainException("time.hold-out: " + share + " is no share");
    }
    Integer[] order = Arrays.stream(all).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(person -> sample.moments()[person]));
    double first = sample.moments()[order[(int) (order.length * (1 - share))]];
    return Arrays.stream(all).filter(person -> sample.moments()[person] >= first).toArray();
  }

  private int[] earlier(int[] all, int[] part, double gap) {
    double first =
        Arrays.stream(part).mapToDouble(person -> sample.moments()[person]).min().orElseThrow();
    int[] others =
        Arrays.stream(Folds.without(all, part))
            .filter(person -> sample.moments()[person] <= first - gap)
            .toArray();
    if (others.length == 0) {
      throw new CannotTrainException(
          "time: nobody is earlier than those to be held out"
              + (gap == 0 ? "" : " by " + number(gap)));
    }
    return others;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private void refer(int[] others, int[] part, Map<Reference, double[]> references) {
    int[] known = Arrays.stream(others).filter(i -> sample.weights()[i] > 0).toArray();
    double[] y = Arrays.stream(known).mapToDouble(i -> sample.happened()[i] ? 1 : 0).toArray();
    double[] w = Arrays.stream(known).mapToDouble(i -> sample.weights()[i]).toArray();
    double all = Arrays.stream(w).sum();
    double rate = IntStream.range(0, y.length).mapToDouble(i -> w[i] * y[i]).sum() / all;
    int[] two = spec.baseline().stream().mapToInt(sample.features().names()::indexOf).toArray();
    Plain plain = new Plain(known, y, w, person -> pick(sample.vectors()[person], two));
    for (int person : part) {
      references.get(Reference.BASE_RATE)[person] = rate;
      references.get(Reference.TWO_FEATURES)[person] = plain.probability(person);
    }
    double[] score = references.get(Reference.SCORE_IN_TABLE);
    if (score != null) {
      Plain calibrated = new Plain(known, y, w, person -> new double[] {sample.scores()[person]});
      for (int person : part) {
        score[person] = calibrated.probability(person);
      }
    }
  }

  private static double[] pick(double[] vector, int[] features) {
    return Arrays.stream(features).mapToDouble(feature -> vector[feature]).toArray();
  }

  /** A plain logistic regression on a few numbers, the missing ones at their mean. */
  private static final class Plain {
    private final java.util.function.IntFunction<double[]> numbers;
    private final double[] means;
    private final double[] beta;

    Plain(int[] people, double[] y, double[] w, java.util.function.IntFunction<double[]> numbers) {
      this.numbers = numbers;
      int width = numbers.apply(people[0]).length;
      double[][] columns = new double[width][people.length];
      means = new double[width];
      for (int j = 0; j < width; j++) {
        int column = j;
        means[j] =
            Arrays.stream(people)
                .mapToDouble(person -> numbers.apply(person)[column])
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(0);
        for (int i = 0; i < people.length; i++) {
          columns[j][i] = new Term.Filled(j, means[j]).value(numbers.apply(people[i]));
        }
      }
      beta = Logit.fit(columns, y, w).coefficients();
    }

    double probability(int person) {
      double[] values = numbers.apply(person);
      double margin = beta[0];
      for (int j = 0; j < values.length; j++) {
        margin += beta[j + 1] * new Term.Filled(j, means[j]).value(values);
      }
      return Calibration.logistic(margin);
    }
  }

  /** Shuffles each column among people held out, and sees what that costs. */
  private final class Shuffling {
    private final int columns = sample.features().columns().size();
    private final List<List<Double>> costs = new ArrayList<>();

    Shuffling() {
      for (int i = 0; i < columns; i++) {
        costs.add(new ArrayList<>());
      }
    }

    void add(RiskModel model, int[] part, double[] probabilities, int most) {
      SplittableRandom random = new SplittableRandom(spec.seed() + 2);
      int[] known = Arrays.stream(part).filter(i -> sample.weights()[i] > 0).toArray();
      int[] people = Arrays.copyOf(shuffled(known, random), Math.min(known.length, most));
      for (int column = 0; column < columns; column++) {
        int[] givers = shuffled(people, random);
        for (int i = 0; i < people.length; i++) {
          int person = people[i];
          double[] vector = sample.vectors()[person].clone();
          vector[column] = sample.vectors()[givers[i]][column];
          sample.features().complete(vector);
          double outcome = sample.happened()[person] ? 1 : 0;
          costs
              .get(column)
              .add(
                  sample.weights()[person]
                      * (Measures.square(model.probability(vector) - outcome)
                          - Measures.square(probabilities[person] - outcome)));
        }
      }
    }

    private int[] shuffled(int[] people, SplittableRandom random) {
      int[] order = people.clone();
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      return order;
    }

    double[] means() {
      return costs.stream()
          .mapToDouble(list -> list.stream().mapToDouble(Double::doubleValue).average().orElse(0))
          .toArray();
    }

    double[] errors() {
      return costs.stream()
          .mapToDouble(
              list -> {
                double[] values = list.stream().mapToDouble(Double::doubleValue).toArray();
                return values.length == 0 ? 0 : Trainer.standardError(values, Trainer.mean(values));
              })
          .toArray();
    }
  }
}
