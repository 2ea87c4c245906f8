package zhijiao.core.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void it_is_the_middle_one_however_far_off_the_others_are() {
    assertEquals(104, Median.of(104, 98, 132));
    assertEquals(104, Median.of(104, 1, 9_999));
    assertEquals(101, Median.of(132, 104, 98, 1));
    assertEquals(7, Median.of(7));
  }

  @Test
  void the_figures_stay_in_the_order_in_which_they_were_given() {
    double[] figures = {3, 1, 2};
    Median.of(figures);
    assertArrayEquals(new double[] {3, 1, 2}, figures);
  }

  @Test
  void of_no_figures_there_is_none() {
    assertThrows(IllegalArgumentException.class, Median::of);
  }
}
