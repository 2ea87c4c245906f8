package zhijiao.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Holds the plane to the error that its documentation states. */
class LocalPlaneTest {

  /** WGS-84, from its semi-major axis and flattening, so that nothing is shared with what is tested. */
  private static final double A = 6_378_137;

  private static final double F = 1 / 298.257223563;

  @Property
  void lengths_to_the_east_are_off_by_no_more_than_is_stated(
      @ForAll @DoubleRange(min = -70, max = 70) @Scale(4) double latitude,
      @ForAll @DoubleRange(min = -5, max = 5) @Scale(4) double above) {
    LocalPlane plane = new LocalPlane(latitude, 120);
    double mapped = plane.xOfDegrees(120.001) - plane.xOfDegrees(120);
    double there = Math.toRadians(0.001) * parallelRadius(latitude + above);
    double radians = Math.toRadians(Math.abs(above));
    double tan = Math.abs(Math.tan(Math.toRadians(latitude)));
    double error = Math.abs(there / mapped - 1);
    assertTrue(
        error <= tan * radians + radians * radians + 1e-8,
        () -> error + " at " + latitude + " + " + above);
  }

  @Property
  void lengths_to_the_north_are_off_by_less_than_two_in_ten_thousand_a_degree(
      @ForAll @DoubleRange(min = -70, max = 70) @Scale(4) double latitude,
      @ForAll @DoubleRange(min = -5, max = 5) @Scale(4) double above) {
    LocalPlane plane = new LocalPlane(latitude, 120);
    double mapped = plane.yOfDegrees(latitude + above + 0.001) - plane.yOfDegrees(latitude + above);
    double there = Math.toRadians(0.001) * meridionalRadius(latitude + above);
    assertEquals(1, mapped / there, 2e-4 * Math.abs(above) + 1e-6);
  }

  @Test
  void a_county_one_degree_high_is_measured_to_half_a_percent() {
    LocalPlane plane = new LocalPlane(28, 120);
    double mapped = plane.xOfDegrees(121) - plane.xOfDegrees(120);
    assertEquals(0.0046, Math.toRadians(1) * parallelRadius(27.5) / mapped - 1, 0.0001);
  }

  @Property
  void a_place_on_the_plane_is_found_again_on_earth(
      @ForAll @DoubleRange(min = -89, max = 89) @Scale(5) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) @Scale(5) double longitude,
      @ForAll @IntRange(min = -900_000_000, max = 900_000_000) int latE7,
      @ForAll @IntRange(min = -1_799_999_999, max = 1_799_999_999) int lonE7) {
    LocalPlane plane = new LocalPlane(latitude, longitude);
    GeoPoint point = new GeoPoint(latE7, lonE7);
    assertEquals(point.latitude(), plane.latitude(plane.y(point)), 1e-9);
    double off = Math.abs(point.longitude() - plane.longitude(plane.x(point)));
    assertEquals(0, Math.min(off, 360 - off), 1e-9);
  }

  @Test
  void there_is_no_plane_at_a_pole() {
    assertThrows(IllegalArgumentException.class, () -> new LocalPlane(89.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new LocalPlane(Double.NaN, 0));
  }

  private static double parallelRadius(double latitude) {
    double phi = Math.toRadians(latitude);
    double reduced = Math.atan((1 - F) * Math.tan(phi));
    return A * Math.cos(reduced);
  }

  private static double meridionalRadius(double latitude) {
    double b = A * (1 - F);
    double cos = A * Math.cos(Math.toRadians(latitude));
    double sin = b * Math.sin(Math.toRadians(latitude));
    return A * A * b * b / Math.pow(cos * cos + sin * sin, 1.5);
  }
}
