package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A column in at most 64 bins: bin 0 is what is missing, the others are of about equal size and rise. */
final class Bins {

  static final int MOST = 65;
  static final int MISSING = 0;

  final byte[] codes;
  private final double[] cuts;

  private Bins(double[] cuts, byte[] codes) {
    this.cuts = cuts;
    this.codes = codes;
  }

  static Bins of(double[] column) {
    double[] known = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] cuts = cuts(known);
    byte[] codes = new byte[column.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (Double.isNaN(column[i]) ? MISSING : 1 + below(cuts, column[i]));
    }
    return new Bins(cuts, codes);
  }

  /** How many cuts lie below a value. */
  private static int below(double[] cuts, double value) {
    int at = Arrays.binarySearch(cuts, value);
    return at >= 0 ? at : -at - 1;
  }

  private static double[] cuts(double[] known) {
    double[] distinct = Arrays.stream(known).distinct().toArray();
    List<Double> cuts = new ArrayList<>();
    int most = MOST - 1;
    if (distinct.length <= most) {
      for (int i = 1; i < distinct.length; i++) {
        cuts.add(distinct[i - 1] + (distinct[i] - distinct[i - 1]) / 2);
      }
    } else {
      for (int i = 1; i < most; i++) {
        double at = known[(int) ((long) i * known.length / most)];
        int place = Arrays.binarySearch(distinct, at);
        if (place > 0) {
          double cut = distinct[place - 1] + (at - distinct[place - 1]) / 2;
          if (cuts.isEmpty() || cuts.get(cuts.size() - 1) < cut) {
            cuts.add(cut);
          }
        }
      }
    }
    return cuts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** With the one of what is missing. */
  int size() {
    return cuts.length + 2;
  }

  /** A value in this bin or below is at most this; the last bin's is beyond all. */
  double threshold(int bin) {
    return bin - 1 < cuts.length ? cuts[bin - 1] : Double.MAX_VALUE;
  }
}
