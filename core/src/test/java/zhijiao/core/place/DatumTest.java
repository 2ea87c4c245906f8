package zhijiao.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class DatumTest {

  /** Of the shift's own size, and over a hundred times less than a person's step. */
  private static final double SETTLED_DEGREES = 1e-9;

  @Property
  void gcj_02_and_back_is_the_same_place(
      @ForAll @DoubleRange(min = 0.9, max = 55.7) @Scale(9) double latitude,
      @ForAll @DoubleRange(min = 72.1, max = 137.7) @Scale(9) double longitude) {
    thereAndBack(Datum.GCJ02, latitude, longitude);
  }

  @Property
  void bd_09_and_back_is_the_same_place(
      @ForAll @DoubleRange(min = 0.9, max = 55.7) @Scale(9) double latitude,
      @ForAll @DoubleRange(min = 72.1, max = 137.7) @Scale(9) double longitude) {
    thereAndBack(Datum.BD09, latitude, longitude);
  }

  @Property
  void to_wgs_84_and_back_is_what_was_given(
      @ForAll @DoubleRange(min = 1, max = 55.6) @Scale(9) double latitude,
      @ForAll @DoubleRange(min = 72.2, max = 137.6) @Scale(9) double longitude) {
    for (Datum datum : Datum.values()) {
      double[] place = datum.toWgs84Degrees(latitude, longitude);
      double[] again = datum.fromWgs84Degrees(place[0], place[1]);
      assertEquals(latitude, again[0], SETTLED_DEGREES);
      assertEquals(longitude, again[1], SETTLED_DEGREES);
    }
  }

  @Property
  void the_inverse_settles_everywhere_on_earth(
      @ForAll @DoubleRange(min = -90, max = 90) @Scale(9) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) @Scale(9) double longitude) {
    for (Datum datum : Datum.values()) {
      double[] place = datum.toWgs84Degrees(latitude, longitude);
      assertTrue(Math.abs(place[0] - latitude) < 0.02, () -> datum + " " + place[0]);
      assertTrue(Math.abs(place[1] - longitude) < 0.02, () -> datum + " " + place[1]);
    }
  }

  @Property
  void where_the_waves_have_a_cusp_it_settles_too(
      @ForAll @DoubleRange(min = 20, max = 45) @Scale(9) double latitude,
      @ForAll @DoubleRange(min = -1e-8, max = 1e-8) @Scale(14) double off) {
    thereAndBack(Datum.GCJ02, latitude, 105 + off);
  }

  @Property
  void outside_of_china_gcj_02_changes_nothing(
      @ForAll @DoubleRange(min = -90, max = 90) @Scale(9) double latitude,
      @ForAll @DoubleRange(min = -180, max = 72) @Scale(9) double longitude) {
    assertEquals(GeoPoint.ofDegrees(latitude, longitude), Datum.GCJ02.toWgs84(latitude, longitude));
  }

  @Property
  void in_china_the_shift_is_of_hundreds_of_metres(
      @ForAll @DoubleRange(min = 18, max = 53) @Scale(9) double latitude,
      @ForAll @DoubleRange(min = 74, max = 134) @Scale(9) double longitude) {
    double metres =
        GeoPoint.ofDegrees(latitude, longitude)
            .distanceMetres(Datum.GCJ02.toWgs84(latitude, longitude));
    assertTrue(metres > 30 && metres < 1200, () -> metres + " m");
  }

  /** The worked example that is most often printed with these formulas: Tian'anmen. */
  @Test
  void a_published_pair_of_coordinates_agrees() {
    double[] gcj = Datum.GCJ02.fromWgs84Degrees(39.908823, 116.397470);
    assertEquals(39.910226, gcj[0], 2e-5);
    assertEquals(116.403714, gcj[1], 2e-5);
  }

  @Test
  void what_is_no_place_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Datum.GCJ02.toWgs84(Double.NaN, 120));
    assertThrows(IllegalArgumentException.class, () -> Datum.BD09.toWgs84(28, 181));
  }

  private static void thereAndBack(Datum datum, double latitude, double longitude) {
    double[] image = datum.fromWgs84Degrees(latitude, longitude);
    double[] place = datum.toWgs84Degrees(image[0], image[1]);
    assertEquals(latitude, place[0], SETTLED_DEGREES);
    assertEquals(longitude, place[1], SETTLED_DEGREES);
  }
}
