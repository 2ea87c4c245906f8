package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import zhijiao.models.score.Band;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.Member;
import zhijiao.models.score.RiskModel;

/**
 * Makes a model of some people: tries the candidates on folds of them, takes the best, an ensemble only when it is better by more than
 * its standard error, chooses a calibration on the same validation, and fits the chosen on all of them.
 */
final class Trainer {

  private static final int FOLDS = 4;
  private static final Band ANYTHING = new Band(0, 0, 1);

  private final Sample sample;
  private final Spec spec;
  private final Budget budget;
  private final ExecutorService workers;
  private final Runnable step;

  Trainer(Sample sample, Spec spec, Budget budget, ExecutorService workers, Runnable step) {
    this.sample = sample;
    this.spec = spec;
    this.budget = budget;
    this.workers = workers;
    this.step = step;
  }

  /** How often {@code step} is run by one {@link #fit}. */
  static int steps(Spec spec) {
    return Candidates.of(spec.learners()).size() + spec.learners().size();
  }

  record Fitted(RiskModel model, Choice choice) {}

  Fitted fit(int[] people) {
    budget.beginFit();
    Validation validation = new Validation(people);
    Map<String, Tried> best = new LinkedHashMap<>();
    List<Choice.Trial> trials = new ArrayList<>();
    Map<String, Double> longest = new HashMap<>();
    int skipped = 0;
    for (Learner candidate : Candidates.of(spec.learners())) {
      String family = candidate.family();
      if (best.containsKey(family) && !budget.isLeftFor(longest.get(family))) {
        skipped++;
      } else {
        double begun = budget.now();
        Tried tried = validation.tryOut(candidate);
        trials.add(new Choice.Trial(tried.learner, tried.brier));
        longest.merge(family, budget.now() - begun, Math::max);
        best.merge(family, tried, (one, two) -> two.brier < one.brier ? two : one);
      }
      step.run();
    }
    List<Tried> finalists = new ArrayList<>();
    for (Tried one : best.values()) {
      Learner refined = one.learner.refined();
      finalists.add(refined.equals(one.learner) ? one : validation.tryOut(refined));
      step.run();
    }
    Choice choice = validation.choose(finalists, trials, skipped);
    Rows rows = sample.rows(people);
    List<Member> members = new ArrayList<>();
    for (Future<Member> one :
        submit(
            choice.members().stream()
                .<Supplier<Member>>map(learner -> () -> learner.fit(rows, spec.seed()))
                .toList())) {
      members.add(get(one));
    }
    double[] even = new double[sample.features().size()];
    Arrays.fill(even, 1);
    RiskModel model =
        new RiskModel(
            spec.name(),
            sample.features(),
            sample.periods(),
            choice.intercept(),
            members,
            choice.weights(),
            validation.calibration,
            even,
            List.of(ANYTHING));
    return new Fitted(model, choice);
  }

  private <T> List<Future<T>> submit(List<Supplier<T>> tasks) {
    return tasks.stream().map(task -> workers.submit(task::get)).toList();
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a learner failed: " + e.getCause(), e.getCause());
    }
  }

  /** A learner, and what it said of rows that it had not seen. */
  private record Tried(Learner learner, double[] values, double brier) {}

  /** Folds of the people, and all that is judged on them. */
  private final class Validation {
    private final List<Rows> training = new ArrayList<>();
    private final List<double[][]> others = new ArrayList<>();
    private final int[] outcomes;
    private final int[] foldOf;
    private Calibration calibration = Calibration.Platt.NONE;

    Validation(int[] people) {
      List<Integer> seen = new ArrayList<>();
      List<Integer> folds = new ArrayList<>();
      for (int[] part : Folds.stratified(people, sample, FOLDS, spec.seed() + 1)) {
        training.add(sample.rows(Folds.without(people, part)));
        Rows held = sample.rows(part);
        others.add(held.vectors());
        for (int outcome : held.outcomes()) {
          seen.add(outcome);
          folds.add(others.size() - 1);
        }
      }
      outcomes = seen.stream().mapToInt(Integer::intValue).toArray();
      foldOf = folds.stream().mapToInt(Integer::intValue).toArray();
    }

    Tried tryOut(Learner candidate) {
      List<Supplier<double[][]>> tasks = new ArrayList<>();
      for (int fold = 0; fold < FOLDS; fold++) {
        Rows rows = training.get(fold);
        double[][] held = others.get(fold);
        tasks.add(() -> candidate.path(rows, held, spec.seed()));
      }
      List<double[][]> paths = submit(tasks).stream().map(Trainer::get).toList();
      List<Learner> stages = candidate.stages();
      Tried best = null;
      for (int stage = 0; stage < stages.size(); stage++) {
        int number = stage;
        double[] values =
            paths.stream().flatMapToDouble(path -> Arrays.stream(path[number])).toArray();
        double brier = mean(squares(crossFitted(new double[][] {values})));
        if (best == null || brier < best.brier) {
          best = new Tried(stages.get(stage), values, brier);
        }
      }
      return best;
    }

    /** Margins by a logistic regression on the values, fitted for each fold on the others. */
    private double[] crossFitted(double[][] values) {
      double[] margins = new double[outcomes.length];
      double[] y = Arrays.stream(outcomes).asDoubleStream().toArray();
      for (int fold = 0; fold < FOLDS; fold++) {
        double[] weights = new double[outcomes.length];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = foldOf[i] == fold ? 0 : 1;
        }
        double[] beta = Logit.fit(values, y, weights).coefficients();
        for (int i = 0; i < weights.length; i++) {
          if (foldOf[i] == fold) {
            margins[i] = beta[0];
            for (int j = 0; j < values.length; j++) {
              margins[i] += beta[j + 1] * values[j][i];
            }
          }
        }
      }
      return margins;
    }

    private double[] squares(double[] margins) {
      double[] squares = new double[margins.length];
      for (int i = 0; i < squares.length; i++) {
        squares[i] = Measures.square(Calibration.logistic(margins[i]) - outcomes[i]);
      }
      return squares;
    }

    Choice choose(List<Tried> tried, List<Choice.Trial> trials, int skipped) {
      Tried single = tried.get(0);
      for (Tried one : tried) {
        single = one.brier < single.brier ? one : single;
      }
      double[] alone = squares(crossFitted(new double[][] {single.values}));
      List<Tried> together = helpful(tried);
      Gain gain =
          together.size() > 1 ? Gain.of(alone, squares(crossFitted(values(together)))) : Gain.NONE;
      List<Tried> members = gain.isMoreThanItsError() ? together : List.of(single);
      double[] weights = {1};
      double intercept = 0;
      if (members.size() > 1) {
        double[] beta = stack(members);
        intercept = beta[0];
        weights = Arrays.copyOfRange(beta, 1, beta.length);
      }
      double[] margins = new double[outcomes.length];
      for (int i = 0; i < margins.length; i++) {
        margins[i] = intercept;
        for (int j = 0; j < weights.length; j++) {
          margins[i] += weights[j] * members.get(j).values[i];
        }
      }
      double[] briers = new double[Calibrator.values().length];
      Calibrator chosen = calibrate(margins, briers);
      return new Choice(
          trials,
          members.stream().map(Tried::learner).toList(),
          weights,
          intercept,
          gain.mean(),
          gain.error(),
          chosen,
          briers,
          skipped);
    }

    private double[][] values(List<Tried> tried) {
      return tried.stream().map(Tried::values).toArray(double[][]::new);
    }

    private double[] stack(List<Tried> tried) {
      double[] ones = new double[outcomes.length];
      Arrays.fill(ones, 1);
      return Logit.fit(values(tried), Arrays.stream(outcomes).asDoubleStream().toArray(), ones)
          .coefficients();
    }

    /** Without those that would take part with a negative weight, which nobody could explain. */
    private List<Tried> helpful(List<Tried> tried) {
      List<Tried> kept = new ArrayList<>(tried);
      while (kept.size() > 1) {
        double[] beta = stack(kept);
        int worst = 0;
        for (int i = 1; i < kept.size(); i++) {
          worst = beta[i + 1] < beta[worst + 1] ? i : worst;
        }
        if (beta[worst + 1] > 0) {
          return kept;
        }
        kept.remove(worst);
      }
      return kept;
    }

    /** Platt unless nothing is as good, isotonic only when it is better by more than its standard error. */
    private Calibrator calibrate(double[] margins, double[] briers) {
      double[][] squares = new double[Calibrator.values().length][outcomes.length];
      for (Calibrator one : Calibrator.values()) {
        for (int fold = 0; fold < FOLDS; fold++) {
          int number = fold;
          int[] rows =
              java.util.stream.IntStream.range(0, outcomes.length)
                  .filter(i -> foldOf[i] != number)
                  .toArray();
          Calibration fitted =
              one.fit(
                  Arrays.stream(rows).mapToDouble(i -> margins[i]).toArray(),
                  Arrays.stream(rows).map(i -> outcomes[i]).toArray());
          for (int i = 0; i < outcomes.length; i++) {
            if (foldOf[i] == fold) {
              squares[one.ordinal()][i] =
                  Measures.square(fitted.probability(margins[i]) - outcomes[i]);
            }
          }
        }
        briers[one.ordinal()] = mean(squares[one.ordinal()]);
      }
      Calibrator simple =
          briers[Calibrator.NONE.ordinal()] <= briers[Calibrator.PLATT.ordinal()]
              ? Calibrator.NONE
              : Calibrator.PLATT;
      Calibrator chosen =
          Gain.of(squares[simple.ordinal()], squares[Calibrator.ISOTONIC.ordinal()])
                  .isMoreThanItsError()
              ? Calibrator.ISOTONIC
              : simple;
      calibration = chosen.fit(margins, outcomes);
      return chosen;
    }
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  static double standardError(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += Measures.square(value - mean);
    }
    return Math.sqrt(sum) / values.length;
  }
}
