package zhijiao.models.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QuadratureTest {

  private static double integral(Quadrature quadrature, int power) {
    double[] weights = quadrature.weights();
    double sum = 0;
    for (int i = 0; i < quadrature.size(); i++) {
      sum += weights[i] * StrictMath.pow(quadrature.at(i), power);
    }
    return sum;
  }

  @Test
  void every_power_up_to_the_degree_is_integrated_and_a_much_higher_one_is_not() {
    for (int degree = 0; degree <= 40; degree++) {
      Quadrature quadrature = Quadrature.exactTo(degree);
      for (int power = 0; power <= degree; power++) {
        assertEquals(1.0 / (power + 1), integral(quadrature, power), 1e-14, degree + " " + power);
      }
    }
    int beyond = 4;
    assertTrue(Math.abs(integral(Quadrature.exactTo(1), beyond) - 1.0 / (beyond + 1)) > 0.01);
  }
}
