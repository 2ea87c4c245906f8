package zhijiao.models.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhijiao.models.feature.Derived;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.Kind;

/**
 * What a table means and what may be made of it. Every column of the table has a part in it: a spec that does not name one is refused,
 * so that nothing gets into a model unseen.
 *
 * @param person the column that tells rows of one person, which stay together wherever some are held out; null when every row is
 *     another person
 * @param settled after so many days officers have decided about what happened; for a table from the engine's log
 * @param columns the features, in order; levels of a category may be left out and are then those of the table
 * @param banned columns that are in the table and must not be used, with the reason
 * @param disclosed sensitive features that are used all the same, with the reason
 * @param baseline the features of the plain logistic model that a candidate must beat
 * @param capacity the share of people whom the staff can attend to
 * @param thresholds where errors are compared between groups, besides the capacity
 */
public record Spec(
    String name,
    Words title,
    Words event,
    String purpose,
    String population,
    List<String> limits,
    String id,
    @Nullable String person,
    Target target,
    @Nullable TimeSplit time,
    int settled,
    Map<String, Group> groups,
    Map<String, String> banned,
    Map<String, String> disclosed,
    List<String> ignored,
    List<Column> columns,
    List<Derived> derived,
    List<String> baseline,
    @Nullable String scoreInTable,
    double capacity,
    List<Double> thresholds,
    List<String> learners,
    int folds,
    long seed) {

  /** The same in both languages. */
  public record Words(String english, String chinese) {}

  /** What is predicted. */
  public sealed interface Target {

    List<String> columns();

    /** Whether it happened. */
    record Outcome(String column, String event) implements Target {
      @Override
      public List<String> columns() {
        return List.of(column);
      }
    }

    /**
     * When it happened, or until when it had not: for people who were not watched to the end.
     *
     * @param period how long a period is, in the unit of {@code time}
     * @param periods how many make the horizon
     */
    record Hazard(String time, String column, String event, double period, int periods)
        implements Target {
      @Override
      public List<String> columns() {
        return List.of(time, column);
      }
    }
  }

  /**
   * Hold out the latest.
   *
   * @param column a number or an ISO date: when the prediction would have been made
   * @param gap nobody trains who is not earlier than the first held out by at least this much, in days or in the unit of the column:
   *     of those between the outcome was not known yet
   */
  public record TimeSplit(String column, double holdOut, double gap) {}

  /**
   * A column by which people are compared.
   *
   * @param because why a bound is not asked for, where one is left out
   */
  public record Group(Set<Bound> bounds, @Nullable String because) {}

  /** What the gate asks of a group. */
  public enum Bound {
    CALIBRATION,
    ERRORS
  }

  /** A feature as the spec has it. */
  public record Column(
      String name,
      Kind kind,
      List<String> levels,
      @Nullable String knownWith,
      String english,
      String chinese,
      List<String> chineseLevels) {

    FeatureColumn withLevels(List<String> found) {
      return new FeatureColumn(
          name,
          kind,
          kind == Kind.CATEGORY && levels.isEmpty() ? found : levels,
          knownWith,
          english,
          chinese,
          chineseLevels);
    }
  }

  /** All columns that the spec speaks of. */
  public Set<String> named() {
    Set<String> named = new LinkedHashSet<>();
    named.add(id);
    if (person != null) {
      named.add(person);
    }
    named.addAll(target.columns());
    if (time != null) {
      named.add(time.column());
    }
    named.addAll(groups.keySet());
    named.addAll(banned.keySet());
    named.addAll(ignored);
    columns.forEach(column -> named.add(column.name()));
    if (scoreInTable != null) {
      named.add(scoreInTable);
    }
    return named;
  }

  /** What is needed of a table to predict: the id and the features. */
  public List<String> neededToPredict() {
    List<String> needed = new ArrayList<>();
    needed.add(id);
    columns.forEach(column -> needed.add(column.name()));
    return needed;
  }
}
