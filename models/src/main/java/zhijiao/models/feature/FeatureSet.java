package zhijiao.models.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The features of a model, in order: the columns, then what is derived from them.
 *
 * <p>A vector has one number for each; not a number where the value is missing.
 */
public final class FeatureSet {

  private final List<FeatureColumn> columns;
  private final List<Derived> derived;
  private final int[] knownWith;
  private final int[][] sources;
  private final FeatureSetId id;

  public FeatureSet(List<FeatureColumn> columns, List<Derived> derived) {
    this.columns = List.copyOf(columns);
    this.derived = List.copyOf(derived);
    Map<String, Integer> places = new HashMap<>();
    for (FeatureColumn column : columns) {
      add(places, column.name());
    }
    this.knownWith =
        columns.stream()
            .mapToInt(
                column ->
                    column.knownWith() == null
                        ? -1
                        : place(places, column.knownWith(), column.name()))
            .toArray();
    this.sources = new int[derived.size()][];
    for (int i = 0; i < derived.size(); i++) {
      Derived one = derived.get(i);
      sources[i] =
          one.of().stream().mapToInt(source -> place(places, source, one.name())).toArray();
      add(places, one.name());
    }
    this.id = FeatureSetId.of(description());
  }

  private static void add(Map<String, Integer> places, String name) {
    if (places.put(name, places.size()) != null) {
      throw new IllegalArgumentException("two features are named " + name);
    }
  }

  private static int place(Map<String, Integer> places, String name, String user) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException(user + " refers to " + name + ", which is no feature");
    }
    return place;
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (FeatureColumn column : columns) {
      text.append(column.name()).append('|').append(column.kind()).append('|');
      text.append(String.join("\u001f", column.levels())).append('|').append(column.knownWith());
      text.append('\n');
    }
    for (Derived one : derived) {
      text.append(one.name()).append('=').append(one.operation()).append(one.of()).append('\n');
    }
    return text.toString();
  }

  public FeatureSetId id() {
    return id;
  }

  public List<FeatureColumn> columns() {
    return columns;
  }

  public List<Derived> derived() {
    return derived;
  }

  public int size() {
    return columns.size() + derived.size();
  }

  public String name(int feature) {
    return feature < columns.size() ? columns.get(feature).name() : derived(feature).name();
  }

  public String english(int feature) {
    return feature < columns.size() ? columns.get(feature).english() : derived(feature).english();
  }

  public String chinese(int feature) {
    return feature < columns.size() ? columns.get(feature).chinese() : derived(feature).chinese();
  }

  /** The column that a feature is, or nothing for a derived one. */
  public @Nullable FeatureColumn column(int feature) {
    return feature < columns.size() ? columns.get(feature) : null;
  }

  private Derived derived(int feature) {
    return derived.get(feature - columns.size());
  }

  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int feature = 0; feature < size(); feature++) {
      names.add(name(feature));
    }
    return names;
  }

  /**
   * The vector of one person.
   *
   * @param values text by name of column; null is missing
   * @param unreadable is told each column whose text is there and cannot be read; it counts as missing
   */
  public double[] vector(Function<String, @Nullable String> values, Unreadable unreadable) {
    double[] vector = new double[size()];
    for (int i = 0; i < columns.size(); i++) {
      String text = values.apply(columns.get(i).name());
      if (text == null || FeatureColumn.isBlank(text)) {
        vector[i] = Double.NaN;
      } else {
        vector[i] = columns.get(i).read(text);
        if (Double.isNaN(vector[i])) {
          unreadable.column(i, text);
        }
      }
    }
    complete(vector);
    return vector;
  }

  /** Makes unknown what is known only with something unknown, and computes what is derived. */
  public void complete(double[] vector) {
    boolean[] unknown = new boolean[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      unknown[i] = knownWith[i] >= 0 && Double.isNaN(vector[knownWith[i]]);
    }
    for (int i = 0; i < columns.size(); i++) {
      if (unknown[i]) {
        vector[i] = Double.NaN;
      }
    }
    for (int i = 0; i < derived.size(); i++) {
      vector[columns.size() + i] = derived.get(i).value(vector, sources[i]);
    }
  }

  /** Is told of texts that are no value of their column. */
  public interface Unreadable {

    Unreadable IGNORED = (column, text) -> {};

    void column(int column, String text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureSet that
        && columns.equals(that.columns)
        && derived.equals(that.derived);
  }

  @Override
  public int hashCode() {
    return Arrays.asList(columns, derived).hashCode();
  }

  @Override
  public String toString() {
    return id + " " + names();
  }
}
