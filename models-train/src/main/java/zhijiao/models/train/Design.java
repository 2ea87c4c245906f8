package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import zhijiao.models.feature.Kind;
import zhijiao.models.score.Term;

/** Which terms a learner reads. Whatever is fitted here is fitted on the rows given, which are those of a fold's training part. */
final class Design {

  /** A category with more levels than this is read as the rate of its level alone. */
  private static final int MOST_INDICATORS = 12;

  /** A number with at most so many values is read step by step. */
  private static final int MOST_STEPS = 12;

  /** Fewer rows than this behind an indicator and it is left out. */
  private static final int LEAST_BEHIND = 20;

  /** So many rows of the overall rate are added to each level's own. */
  private static final double SMOOTHING = 20;

  private Design() {}

  /** Features as they are, missing kept; categories as the rate of their level. For learners that know what missing is. */
  static List<Term> plain(Rows rows) {
    List<Term> terms = new ArrayList<>();
    for (int feature = 0; feature < rows.width(); feature++) {
      if (distinct(rows, feature).isEmpty()) {
        continue;
      }
      terms.add(rows.kind(feature) == Kind.CATEGORY ? rates(rows, feature) : new Term.Raw(feature));
    }
    return terms;
  }

  /** Filled with means, with a mark where something was missing; categories as the rate of their level. For Smile's trees. */
  static List<Term> filled(Rows rows) {
    List<Term> terms = new ArrayList<>();
    for (int feature = 0; feature < rows.width(); feature++) {
      TreeSet<Double> distinct = distinct(rows, feature);
      if (distinct.isEmpty()) {
        continue;
      }
      if (rows.kind(feature) == Kind.CATEGORY) {
        terms.add(rates(rows, feature));
        continue;
      }
      double[] column = rows.column(feature);
      if (distinct.size() > 1) {
        terms.add(new Term.Filled(feature, mean(column)));
      }
      addMark(terms, feature, column);
    }
    return terms;
  }

  /** Steps, knots, indicators and marks of missing values. For a linear learner. */
  static List<Term> linear(Rows rows) {
    List<Term> terms = new ArrayList<>();
    for (int feature = 0; feature < rows.width(); feature++) {
      TreeSet<Double> distinct = distinct(rows, feature);
      double[] column = rows.column(feature);
      if (distinct.isEmpty()) {
        continue;
      }
      addMark(terms, feature, column);
      if (distinct.size() == 1) {
        continue;
      }
      if (rows.kind(feature) == Kind.CATEGORY) {
        if (rows.levels(feature) > MOST_INDICATORS) {
          terms.add(rates(rows, feature));
          continue;
        }
        for (double level : distinct) {
          addIfKnown(terms, new Term.Is(feature, (int) level), rows);
        }
      } else if (distinct.size() <= MOST_STEPS) {
        terms.add(new Term.Filled(feature, mean(column)));
        if (distinct.size() > 2) {
          for (double step : distinct.tailSet(distinct.first(), false)) {
            addIfKnown(terms, new Term.AtLeast(feature, step), rows);
          }
        }
      } else {
        terms.add(new Term.Filled(feature, mean(column)));
        double[] known = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
        TreeSet<Double> knots = new TreeSet<>();
        for (double share : new double[] {0.2, 0.4, 0.6, 0.8}) {
          knots.add(known[(int) (share * (known.length - 1))]);
        }
        knots.remove(known[known.length - 1]);
        knots.remove(known[0]);
        for (double knot : knots) {
          terms.add(new Term.Above(feature, knot));
        }
        addIfKnown(terms, new Term.AtLeast(feature, Math.nextUp(known[0])), rows);
        addIfKnown(terms, new Term.AtLeast(feature, known[known.length - 1]), rows);
      }
    }
    return terms;
  }

  private static void addMark(List<Term> terms, int feature, double[] column) {
    long missing = Arrays.stream(column).filter(Double::isNaN).count();
    if (missing >= LEAST_BEHIND && missing < column.length) {
      terms.add(new Term.Missing(feature));
    }
  }

  private static void addIfKnown(List<Term> terms, Term term, Rows rows) {
    int behind = 0;
    for (double[] vector : rows.vectors()) {
      behind += term.value(vector) > 0 ? 1 : 0;
    }
    if (behind >= LEAST_BEHIND && rows.size() - behind >= LEAST_BEHIND) {
      terms.add(term);
    }
  }

  /** The log-odds of each level, drawn towards those of all. */
  private static Term rates(Rows rows, int feature) {
    int levels = rows.levels(feature);
    double[] count = new double[levels + 1];
    double[] events = new double[levels + 1];
    for (int i = 0; i < rows.size(); i++) {
      double level = rows.vectors()[i][feature];
      int at = Double.isNaN(level) ? levels : (int) level;
      count[at]++;
      events[at] += rows.outcomes()[i];
    }
    double rate = rows.rate();
    double[] table = new double[levels + 1];
    for (int level = 0; level <= levels; level++) {
      double smoothed = (events[level] + SMOOTHING * rate) / (count[level] + SMOOTHING);
      table[level] = Math.log(smoothed / (1 - smoothed));
    }
    return new Term.Lookup(feature, Arrays.copyOf(table, levels), table[levels]);
  }

  private static TreeSet<Double> distinct(Rows rows, int feature) {
    TreeSet<Double> distinct = new TreeSet<>();
    for (double[] vector : rows.vectors()) {
      if (!Double.isNaN(vector[feature])) {
        distinct.add(vector[feature]);
      }
    }
    return distinct;
  }

  private static double mean(double[] column) {
    return Arrays.stream(column).filter(v -> !Double.isNaN(v)).average().orElseThrow();
  }

  /** The values of the terms, row by row. */
  static double[][] matrix(List<Term> terms, double[][] vectors) {
    double[][] matrix = new double[vectors.length][terms.size()];
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        matrix[i][j] = terms.get(j).value(vectors[i]);
      }
    }
    return matrix;
  }
}
