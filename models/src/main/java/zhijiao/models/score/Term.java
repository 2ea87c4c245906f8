package zhijiao.models.score;

/**
 * One number that a member of a model reads off a vector. All but {@link Raw} give a number for a missing value too.
 */
public sealed interface Term {

  int feature();

  double value(double[] vector);

  /** The feature itself; not a number where it is missing. */
  record Raw(int feature) implements Term {
    @Override
    public double value(double[] vector) {
      return vector[feature];
    }
  }

  /** The feature, or a stated number in place of a missing one. */
  record Filled(int feature, double with) implements Term {
    @Override
    public double value(double[] vector) {
      double value = vector[feature];
      return Double.isNaN(value) ? with : value;
    }
  }

  /** 1 where the feature is missing. */
  record Missing(int feature) implements Term {
    @Override
    public double value(double[] vector) {
      return Double.isNaN(vector[feature]) ? 1 : 0;
    }
  }

  /** 1 from a threshold upwards; 0 where missing. */
  record AtLeast(int feature, double threshold) implements Term {
    @Override
    public double value(double[] vector) {
      return vector[feature] >= threshold ? 1 : 0;
    }
  }

  /** How far above a knot; 0 below it and where missing. */
  record Above(int feature, double knot) implements Term {
    @Override
    public double value(double[] vector) {
      double value = vector[feature];
      return value > knot ? value - knot : 0;
    }
  }

  /** 1 for one level of a category. */
  record Is(int feature, int level) implements Term {
    @Override
    public double value(double[] vector) {
      return vector[feature] == level ? 1 : 0;
    }
  }

  /** A number for each level of a category, and one for a missing or unknown level. */
  final class Lookup implements Term {
    private final int feature;
    private final double[] table;
    private final double missing;

    public Lookup(int feature, double[] table, double missing) {
      this.feature = feature;
      this.table = table.clone();
      this.missing = missing;
    }

    @Override
    public int feature() {
      return feature;
    }

    @Override
    public double value(double[] vector) {
      double level = vector[feature];
      return level >= 0 && level < table.length ? table[(int) level] : missing;
    }

    double[] table() {
      return table.clone();
    }

    double missing() {
      return missing;
    }
  }
}
