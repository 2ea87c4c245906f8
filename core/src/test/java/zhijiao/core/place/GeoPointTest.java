package zhijiao.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GeoPointTest {

  @Test
  void what_is_within_a_distance_is_what_the_distance_says() {
    Random random = new Random(7);
    int within = 0;
    for (int i = 0; i < 20_000; i++) {
      GeoPoint from =
          GeoPoint.ofDegrees(180 * random.nextDouble() - 90, 360 * random.nextDouble() - 180);
      double most = Math.pow(10, 1 + 5 * random.nextDouble());
      GeoPoint to = near(from, most / 111_000, random);
      boolean is = from.isWithin(most, to);
      assertEquals(from.distanceMetres(to) <= most, is, from + " to " + to + " within " + most);
      within += is ? 1 : 0;
    }
    assertTrue(within > 5_000 && within < 19_000, within + " of 20,000");
  }

  private static GeoPoint near(GeoPoint point, double degrees, Random random) {
    double north = point.latitude() + degrees * random.nextGaussian();
    double east = point.longitude() + degrees * random.nextGaussian();
    return GeoPoint.ofDegrees(
        Math.max(-90, Math.min(90, north)), Math.max(-180, Math.min(180, east)));
  }

  @Test
  void a_point_is_within_no_distance_of_itself_and_of_no_other() {
    GeoPoint point = new GeoPoint(284_511_000, 1_199_203_000);
    assertTrue(point.isWithin(0, point));
    assertFalse(point.isWithin(0, new GeoPoint(284_511_001, 1_199_203_000)));
  }

  @Test
  void the_way_over_the_date_line_is_the_short_one() {
    GeoPoint west = GeoPoint.ofDegrees(0, 179.9999);
    GeoPoint east = GeoPoint.ofDegrees(0, -179.9999);
    assertTrue(west.isWithin(30, east));
  }
}
