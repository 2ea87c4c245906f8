package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import zhijiao.models.score.Calibration;

class MeasuresTest {

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Property(tries = 100)
  void auc_is_the_share_of_pairs_in_the_right_order(@ForAll long seed) {
    Random random = new Random(seed);
    double[] p = random.ints(40, 0, 9).asDoubleStream().toArray();
    double[] y = random.ints(40, 0, 2).asDoubleStream().toArray();
    y[0] = 0;
    y[1] = 1;
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        if (y[i] == 1 && y[j] == 0) {
          pairs++;
          right += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
        }
      }
    }
    assertEquals(right / pairs, Measures.auc(p, y, ones(40))[0], 1e-12);
  }

  @Test
  void a_model_that_tells_the_truth_is_calibrated_within_chance() {
    Random random = new Random(1);
    int size = 20_000;
    double[] p = random.doubles(size).toArray();
    boolean[] happened = new boolean[size];
    for (int i = 0; i < size; i++) {
      happened[i] = random.nextDouble() < p[i];
    }
    Measures m = Measures.of(p, happened, ones(size), IntStream.range(0, size).toArray());
    assertEquals(1, m.slope(), 3 * m.slopeError());
    assertEquals(0, m.shift(), 0.05);
    assertEquals(1.0 / 6, m.brier(), 3 * m.brierError());
    assertTrue(m.ece() < 3 * m.eceOfPerfect());
    assertEquals(1 - (1.0 / 6) / 0.25, m.skill(), 0.02);
  }

  @Test
  void a_model_that_exaggerates_has_a_slope_below_one() {
    Random random = new Random(2);
    int size = 20_000;
    double[] p = new double[size];
    boolean[] happened = new boolean[size];
    for (int i = 0; i < size; i++) {
      double margin = random.nextGaussian();
      happened[i] = random.nextDouble() < Calibration.logistic(margin);
      p[i] = Calibration.logistic(2 * margin);
    }
    Measures m = Measures.of(p, happened, ones(size), IntStream.range(0, size).toArray());
    assertEquals(0.5, m.slope(), 0.03);
  }

  @Test
  void gaps_are_between_the_highest_and_the_lowest_of_the_groups_that_are_large_enough() {
    int size = 1210;
    double[] p = new double[size];
    boolean[] happened = new boolean[size];
    int[] groups = new int[size];
    for (int i = 0; i < size; i++) {
      groups[i] = i < 600 ? 0 : i < 1200 ? 1 : 2;
      happened[i] = i % 2 == 0;
      // Of those without the event, a fifth of the first group is flagged, a tenth of the second,
      // all of the tiny third.
      int among = i / 2;
      boolean wrongly = groups[i] == 0 ? among % 5 == 0 : groups[i] == 1 ? among % 10 == 0 : true;
      p[i] = happened[i] || wrongly ? 0.9 : 0.1;
    }
    GroupErrors errors =
        GroupErrors.of(
            0.5,
            p,
            happened,
            ones(size),
            IntStream.range(0, size).toArray(),
            groups,
            List.of("one", "two", "tiny"));
    assertEquals(0.1, errors.falseAlarms().size(), 1e-9);
    assertEquals("one", errors.falseAlarms().highest());
    assertTrue(errors.falseAlarms().low() > 0.03 && errors.falseAlarms().high() < 0.17);
    assertEquals(0, errors.misses().size());
    assertEquals(3, errors.groups().size());
  }

  @Test
  void platt_and_isotonic_mend_what_is_bent() {
    Random random = new Random(3);
    int size = 6000;
    double[] margins = random.doubles(size, -3, 3).toArray();
    int[] outcomes = new int[size];
    for (int i = 0; i < size; i++) {
      outcomes[i] = random.nextDouble() < Calibration.logistic(0.5 * margins[i] + 0.7) ? 1 : 0;
    }
    Calibration.Platt platt = (Calibration.Platt) Calibrator.PLATT.fit(margins, outcomes);
    assertEquals(0.5, platt.slope(), 0.06);
    assertEquals(0.7, platt.shift(), 0.1);
    Calibration isotonic = Calibrator.ISOTONIC.fit(margins, outcomes);
    for (double margin = -2.5; margin < 2.5; margin += 0.5) {
      assertEquals(Calibration.logistic(0.5 * margin + 0.7), isotonic.probability(margin), 0.12);
    }
  }
}
