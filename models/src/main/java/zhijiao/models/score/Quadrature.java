package zhijiao.models.score;

import java.util.Arrays;

/** Points within 0 to 1 and their weights: the weighted sum of a polynomial at them is its integral (Gauss and Legendre). */
final class Quadrature {

  /** Newton's steps double the digits, so that more than these change nothing. */
  private static final int STEPS = 60;

  private final double[] points;
  private final double[] left;
  private final double[] weights;

  private Quadrature(double[] points, double[] weights) {
    this.points = points;
    this.left = Arrays.stream(points).map(point -> 1 - point).toArray();
    this.weights = weights;
  }

  /** Of polynomials up to this degree. */
  static Quadrature exactTo(int degree) {
    int size = degree / 2 + 1;
    double[] points = new double[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      double x = StrictMath.cos(StrictMath.PI * (i + 0.75) / (size + 0.5));
      double slope = 1;
      for (int step = 0; step < STEPS; step++) {
        double before = 1;
        double value = x;
        for (int n = 2; n <= size; n++) {
          double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
          before = value;
          value = next;
        }
        slope = size * (x * value - before) / (x * x - 1);
        double better = x - value / slope;
        if (better == x) {
          break;
        }
        x = better;
      }
      points[i] = (1 + x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new Quadrature(points, weights);
  }

  int size() {
    return points.length;
  }

  double at(int point) {
    return points[point];
  }

  /** From there to 1. */
  double left(int point) {
    return left[point];
  }

  double[] weights() {
    return weights.clone();
  }
}
