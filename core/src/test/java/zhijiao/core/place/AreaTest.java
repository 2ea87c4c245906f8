package zhijiao.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class AreaTest {

  private static final GeoPoint HOME = GeoPoint.ofDegrees(28.4511, 119.9203);
  private static final Area HOME_80M = Area.ofCircles(List.of(new Circle(HOME, 80)));

  /** 0.001° of latitude on the ellipsoid at 28.45°, metres. */
  private static final double MILLIDEGREE_NORTH = 110.83;

  @Test
  void the_middle_of_a_home_is_its_radius_away_from_the_edge() {
    assertEquals(-80, HOME_80M.signedDistanceMetres(HOME), 1e-9);
  }

  @Test
  void a_thousandth_of_a_degree_to_the_north_is_as_long_as_on_the_ellipsoid() {
    GeoPoint north = GeoPoint.ofDegrees(28.4521, 119.9203);
    assertEquals(MILLIDEGREE_NORTH - 80, HOME_80M.signedDistanceMetres(north), 0.01);
  }

  @Test
  void twice_the_accuracy_must_lie_between_a_position_and_the_edge() {
    assertEquals(Containment.INSIDE, HOME_80M.containment(HOME, 39.9f));
    assertEquals(Containment.UNSURE, HOME_80M.containment(HOME, 40.1f));
    GeoPoint north = GeoPoint.ofDegrees(28.4521, 119.9203); // 30.8 m outside
    assertEquals(Containment.OUTSIDE, HOME_80M.containment(north, 15.4f));
    assertEquals(Containment.UNSURE, HOME_80M.containment(north, 15.5f));
  }

  @Test
  void on_the_very_margin_nothing_is_concluded() {
    assertEquals(Containment.UNSURE, Containment.of(24.0, 12f));
    assertEquals(Containment.OUTSIDE, Containment.of(Math.nextUp(24.0), 12f));
    assertEquals(Containment.UNSURE, Containment.of(-24.0, 12f));
    assertEquals(Containment.INSIDE, Containment.of(Math.nextDown(-24.0), 12f));
    assertEquals(Containment.UNSURE, Containment.of(0, 0f));
  }

  @Test
  void an_accuracy_that_is_none_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> HOME_80M.containment(HOME, Float.NaN));
    assertThrows(IllegalArgumentException.class, () -> HOME_80M.containment(HOME, -1f));
    SurveyedArea surveyed = new SurveyedArea(HOME_80M);
    assertThrows(IllegalArgumentException.class, () -> surveyed.containment(HOME, Float.NaN));
    assertThrows(IllegalArgumentException.class, () -> surveyed.containment(HOME, -1f));
  }

  @Test
  void with_an_infinite_accuracy_nothing_is_concluded() {
    SurveyedArea surveyed = new SurveyedArea(HOME_80M);
    surveyed.containment(HOME, 1f);
    assertEquals(Containment.UNSURE, surveyed.containment(HOME, Float.POSITIVE_INFINITY));
  }

  @Test
  void of_two_homes_either_will_do() {
    GeoPoint parents = GeoPoint.ofDegrees(28.60, 120.10);
    Area both = Area.ofCircles(List.of(new Circle(HOME, 80), new Circle(parents, 120)));
    assertEquals(Containment.INSIDE, both.containment(HOME, 12f));
    assertEquals(Containment.INSIDE, both.containment(parents, 12f));
    assertEquals(Containment.OUTSIDE, both.containment(GeoPoint.ofDegrees(28.5, 120.0), 1000f));
  }

  @Test
  void an_area_of_nothing_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Area.ofCircles(List.of()));
  }

  @Test
  void the_date_line_is_not_an_edge() {
    Area home = Area.ofCircles(List.of(new Circle(GeoPoint.ofDegrees(0, 179.9999), 100)));
    assertEquals(22.26 - 100, home.signedDistanceMetres(GeoPoint.ofDegrees(0, -179.9999)), 0.01);
  }

  @Test
  void a_degree_of_the_equator_is_as_long_as_on_the_sphere() {
    assertEquals(
        111_195.08,
        GeoPoint.ofDegrees(0, 179.5).distanceMetres(GeoPoint.ofDegrees(0, -179.5)),
        0.01);
    assertEquals(0, HOME.distanceMetres(HOME));
  }
}
