package zhijiao.models.feature;

import java.util.List;
import java.util.Locale;

/** A feature that is computed from others; missing when one of them is. */
public record Derived(
    String name, Operation operation, List<String> of, String english, String chinese) {

  /** How. */
  public enum Operation {
    SUM,
    PRODUCT,
    /** The first by the second; missing when the second is zero. */
    RATIO;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Derived {
    of = List.copyOf(of);
    if (of.size() < 2 || (operation == Operation.RATIO && of.size() != 2)) {
      throw new IllegalArgumentException(
          name + ": a " + operation.word() + " of " + of.size() + " columns");
    }
  }

  double value(double[] vector, int[] sources) {
    double value = vector[sources[0]];
    for (int i = 1; i < sources.length; i++) {
      double next = vector[sources[i]];
      value =
          switch (operation) {
            case SUM -> value + next;
            case PRODUCT -> value * next;
            case RATIO -> next == 0 ? Double.NaN : value / next;
          };
    }
    return value;
  }
}
