package zhijiao.models.train;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;

/** Turns a table into a sample, as its spec says. */
final class SampleReader {

  /** More levels than this are no category but a name. */
  static final int MOST_LEVELS = 1000;

  /** Of a column more than this share unreadable: the spec is wrong about it. */
  private static final double MOST_UNREADABLE = 0.05;

  /** Fewer than this of either outcome and nothing can be held out twice. */
  static final int LEAST_OF_EACH = 30;

  private final Table table;
  private final Spec spec;
  private final List<String> problems = new ArrayList<>();

  private SampleReader(Table table, Spec spec) {
    this.table = table;
    this.spec = spec;
  }

  static Sample read(Table table, Spec spec) {
    return new SampleReader(table, spec).read();
  }

  private Sample read() {
    List<FeatureColumn> used = new ArrayList<>();
    for (Spec.Column column : spec.columns()) {
      List<String> levels = List.of();
      if (column.kind() == Kind.CATEGORY && column.levels().isEmpty()) {
        TreeSet<String> found = table.distinct(column.name());
        found.removeIf(FeatureColumn::isBlank);
        levels = found.stream().map(String::trim).distinct().toList();
        if (levels.size() > MOST_LEVELS) {
          problems.add(
              column.name() + ": " + levels.size() + " levels; a category may have " + MOST_LEVELS);
          continue;
        }
        if (levels.isEmpty()) {
          levels = List.of("");
        }
      }
      used.add(column.withLevels(levels));
    }
    stopAt(problems);
    FeatureSet features = new FeatureSet(used, spec.derived());
    int rows = table.rows();
    int[] unreadable = new int[used.size()];
    String[] example = new String[used.size()];
    double[][] vectors = new double[rows][];
    for (int row = 0; row < rows; row++) {
      int at = row;
      vectors[row] =
          features.vector(
              column -> table.text(column, at),
              (column, text) -> {
                unreadable[column]++;
                example[column] = text;
              });
    }
    List<Sample.ColumnQuality> columns = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      columns.add(quality(features, i, vectors, unreadable, example));
    }
    Outcomes outcomes = outcomes();
    Map<String, int[]> groups = new LinkedHashMap<>();
    Map<String, List<String>> groupNames = new LinkedHashMap<>();
    for (String group : spec.groups().keySet()) {
      List<String> names =
          table.distinct(group).stream().map(SampleReader::named).distinct().toList();
      groupNames.put(group, names);
      groups.put(
          group,
          IntStream.range(0, rows)
              .map(row -> names.indexOf(named(table.text(group, row))))
              .toArray());
    }
    double[] scores = new double[rows];
    Arrays.fill(scores, Double.NaN);
    double[] moments = new double[rows];
    List<String> ids = new ArrayList<>();
    Set<String> distinctIds = new HashSet<>();
    int repeated = 0;
    for (int row = 0; row < rows; row++) {
      ids.add(table.text(spec.id(), row));
      repeated += distinctIds.add(ids.get(row)) ? 0 : 1;
      if (spec.scoreInTable() != null) {
        scores[row] = number(table.text(spec.scoreInTable(), row));
      }
      if (spec.time() != null) {
        moments[row] = moment(table.text(spec.time().column(), row));
      }
    }
    if (spec.time() != null && Arrays.stream(moments).anyMatch(Double::isNaN)) {
      problems.add(spec.time().column() + ": some moments are neither numbers nor ISO dates");
    }
    if (repeated > 0) {
      problems.add(
          spec.id()
              + ": "
              + repeated
              + " ids are there more than once; one person in two folds would be known before the"
              + " test");
    }
    stopAt(problems);
    return new Sample(
        features,
        ids,
        persons(),
        vectors,
        outcomes.happened,
        outcomes.weights,
        outcomes.periods,
        outcomes.lasted,
        groups,
        groupNames,
        scores,
        moments,
        new Sample.Quality(table.rowsInFile(), rows, outcomes.unknown, columns, repeated));
  }

  private int[] persons() {
    if (spec.person() == null) {
      return IntStream.range(0, table.rows()).toArray();
    }
    Map<String, Integer> known = new HashMap<>();
    int[] persons = new int[table.rows()];
    for (int row = 0; row < persons.length; row++) {
      persons[row] = known.computeIfAbsent(table.text(spec.person(), row), name -> known.size());
    }
    return persons;
  }

  private static void stopAt(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new CannotTrainException(problems);
    }
  }

  private static String named(String text) {
    return FeatureColumn.isBlank(text) ? "not recorded" : text.trim();
  }

  private Sample.ColumnQuality quality(
      FeatureSet features, int feature, double[][] vectors, int[] unreadable, String[] example) {
    Set<Double> distinct = new HashSet<>();
    int missing = 0;
    for (double[] vector : vectors) {
      if (Double.isNaN(vector[feature])) {
        missing++;
      } else {
        distinct.add(vector[feature]);
      }
    }
    int bad = feature < unreadable.length ? unreadable[feature] : 0;
    String name = features.name(feature);
    String note = "";
    if (bad > MOST_UNREADABLE * vectors.length) {
      problems.add(
          name
              + ": "
              + bad
              + " of "
              + vectors.length
              + " values cannot be read as "
              + features.columns().get(feature).kind().word()
              + ", one is '"
              + example[feature]
              + "'");
    } else if (bad > 0) {
      note = bad + " unreadable or infinite, taken as missing, one is '" + example[feature] + "'";
    }
    if (missing == vectors.length) {
      note = "empty: it takes no part";
    } else if (distinct.size() == 1 && missing == 0) {
      note = "always the same: it takes no part";
    }
    return new Sample.ColumnQuality(name, missing, bad, distinct.size(), note);
  }

  private record Outcomes(
      boolean[] happened, double[] weights, int periods, int[] lasted, int unknown) {}

  private Outcomes outcomes() {
    Outcomes outcomes =
        spec.target() instanceof Spec.Target.Hazard hazard ? hazard(hazard) : plain();
    int events = 0;
    int others = 0;
    for (int i = 0; i < outcomes.happened.length; i++) {
      events += outcomes.weights[i] > 0 && outcomes.happened[i] ? 1 : 0;
      others += outcomes.weights[i] > 0 && !outcomes.happened[i] ? 1 : 0;
    }
    String target = spec.target().columns().get(spec.target().columns().size() - 1);
    if (problems.isEmpty() && (events == 0 || others == 0)) {
      problems.add(
          target
              + (events == 0 ? ": the event never happened" : ": the event always happened")
              + " in "
              + (events + others)
              + " rows; there is nothing to learn");
    } else if (problems.isEmpty() && Math.min(events, others) < LEAST_OF_EACH) {
      problems.add(
          target
              + ": "
              + events
              + " with and "
              + others
              + " without the event; at least "
              + LEAST_OF_EACH
              + " of each are needed, or a fold would be left with one of them alone");
    }
    return outcomes;
  }

  private Outcomes plain() {
    Spec.Target.Outcome target = (Spec.Target.Outcome) spec.target();
    int rows = table.rows();
    boolean[] happened = new boolean[rows];
    double[] weights = new double[rows];
    Arrays.fill(weights, 1);
    TreeSet<String> values = table.distinct(target.column());
    values.removeIf(text -> isSame(text, target.event()));
    int blanks = 0;
    for (int row = 0; row < rows; row++) {
      String text = table.text(target.column(), row);
      blanks += FeatureColumn.isBlank(text) ? 1 : 0;
      happened[row] = isSame(text, target.event());
    }
    if (blanks > 0) {
      problems.add(
          target.column()
              + ": "
              + blanks
              + " rows without an outcome; leave them out, or give time and event of a hazard");
    }
    if (values.size() > 1) {
      problems.add(
          target.column()
              + " has more than two values: "
              + target.event()
              + " and "
              + values.stream().limit(4).toList());
    }
    return new Outcomes(happened, weights, 1, new int[rows], 0);
  }

  private static boolean isSame(String text, String event) {
    if (text.trim().equals(event)) {
      return true;
    }
    double number = number(text);
    return !Double.isNaN(number) && number == number(event);
  }

  /**
   * Somebody who was not watched to the horizon counts in the periods of which he was watched at least half (so that on the whole
   * half of those who leave in a period count in it, as in a life table), and not at the horizon; there the others stand
   * for him, weighed by the inverse of the chance to be watched so long (Kaplan and Meier's, of the end of watching).
   */
  private Outcomes hazard(Spec.Target.Hazard target) {
    int rows = table.rows();
    double horizon = target.period() * target.periods();
    double[] times = new double[rows];
    boolean[] events = new boolean[rows];
    int[] lasted = new int[rows];
    boolean[] happened = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      times[row] = number(table.text(target.time(), row));
      events[row] = isSame(table.text(target.column(), row), target.event());
      if (!(times[row] >= 0)) {
        problems.add(
            target.time() + ": '" + table.text(target.time(), row) + "' is no time from 0 on");
        break;
      }
      happened[row] = events[row] && times[row] <= horizon;
      lasted[row] =
          happened[row]
              ? Math.min(
                  target.periods(), Math.max(1, (int) Math.ceil(times[row] / target.period())))
              : Math.min(target.periods(), (int) Math.round(times[row] / target.period()));
    }
    double[] weights = new double[rows];
    int unknown = 0;
    Integer[] order = IntStream.range(0, rows).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(row -> times[row]));
    double watched = 1;
    for (int at = 0; at < rows; ) {
      int end = at;
      int ended = 0;
      while (end < rows && times[order[end]] == times[order[at]]) {
        ended += events[order[end]] || times[order[end]] >= horizon ? 0 : 1;
        end++;
      }
      for (int i = at; i < end; i++) {
        int row = order[i];
        boolean isKnown = happened[row] || times[row] >= horizon;
        weights[row] = isKnown ? 1 / watched : 0;
        unknown += isKnown ? 0 : 1;
      }
      if (times[order[at]] < horizon) {
        watched *= 1 - (double) ended / (rows - at);
      }
      at = end;
    }
    return new Outcomes(happened, weights, target.periods(), lasted, unknown);
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text.trim());
      return Double.isInfinite(number) ? Double.NaN : number;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double moment(String text) {
    try {
      return LocalDate.parse(text.trim()).toEpochDay();
    } catch (DateTimeParseException e) {
      return number(text);
    }
  }
}
