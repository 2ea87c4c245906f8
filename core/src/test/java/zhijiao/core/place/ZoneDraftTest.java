package zhijiao.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ZoneDraftTest {

  private static final double[][] SQUARE = {
    {120, 28}, {120.1, 28}, {120.1, 28.1}, {120, 28.1}, {120, 28}
  };
  private static final GeoPoint MIDDLE = GeoPoint.ofDegrees(28.05, 120.05);

  @Test
  void a_good_square_has_no_problem_and_its_area_is_that_of_the_ellipsoid() {
    ZoneDraft.Survey survey = survey(SQUARE);
    assertEquals(List.of(), survey.problems());
    // 0.1° by 0.1° at 28.05°: 11.0818 km by 9.8314 km
    assertEquals(108.95, zone(survey).area().squareMetres() / 1e6, 0.02);
    assertEquals(-4_916, zone(survey).signedDistanceMetres(MIDDLE), 2);
  }

  @Test
  void the_direction_of_a_ring_does_not_matter() {
    double[][] turned = {SQUARE[0], SQUARE[3], SQUARE[2], SQUARE[1], SQUARE[0]};
    assertEquals(
        zone(survey(SQUARE)).signedDistanceMetres(MIDDLE),
        zone(survey(turned)).signedDistanceMetres(MIDDLE));
  }

  @Test
  void repeated_points_are_no_problem() {
    double[][] repeated = {
      SQUARE[0], SQUARE[0], SQUARE[1], SQUARE[2], SQUARE[2], SQUARE[3], SQUARE[0]
    };
    assertEquals(List.of(), survey(repeated).problems());
  }

  @Test
  void an_unclosed_ring_is_closed() {
    ZoneDraft.Survey survey = survey(SQUARE[0], SQUARE[1], SQUARE[2], SQUARE[3]);
    assertEquals(List.of(ZoneProblem.Kind.UNCLOSED_RING), kinds(survey));
    assertEquals(
        zone(survey(SQUARE)).signedDistanceMetres(MIDDLE),
        zone(survey).signedDistanceMetres(MIDDLE));
  }

  @Test
  void a_bow_becomes_two_triangles_and_the_place_where_it_crosses_is_named() {
    ZoneDraft.Survey survey = survey(SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]);
    assertEquals(List.of(ZoneProblem.Kind.INVALID_POLYGON), kinds(survey));
    assertEquals(ZoneProblem.Effect.REPAIRED, survey.problems().get(0).effect());
    String detail = survey.problems().get(0).detail();
    assertTrue(detail.startsWith("self-intersection first near 28.0"), detail);
    assertEquals(
        zone(survey(SQUARE)).area().squareMetres() / 2, zone(survey).area().squareMetres(), 1000);
  }

  @Test
  void a_hole_without_extent_is_left_out_and_the_zone_stays() {
    ZoneDraft.Survey survey =
        draft(List.of(List.of(SQUARE, new double[][] {{120.05, 28.05}, {120.06, 28.05}})))
            .survey("here");
    assertEquals(List.of(ZoneProblem.Kind.TOO_FEW_POINTS), kinds(survey));
    assertEquals(Containment.INSIDE, zone(survey).containment(MIDDLE, 10f));
  }

  @Test
  void a_hole_outside_of_its_polygon_is_reported() {
    double[][] far = {{121, 28}, {121.1, 28}, {121.1, 28.1}, {121, 28}};
    ZoneDraft.Survey survey = draft(List.of(List.of(SQUARE, far))).survey("here");
    assertEquals(List.of(ZoneProblem.Kind.INVALID_POLYGON), kinds(survey));
    assertEquals(Containment.INSIDE, zone(survey).containment(MIDDLE, 10f));
  }

  @Test
  void parts_that_overlap_are_united() {
    double[][] shifted = {{120.05, 28}, {120.15, 28}, {120.15, 28.1}, {120.05, 28.1}, {120.05, 28}};
    ZoneDraft.Survey survey =
        draft(List.of(List.<double[][]>of(SQUARE), List.<double[][]>of(shifted))).survey("here");
    assertEquals(List.of(ZoneProblem.Kind.INVALID_POLYGON), kinds(survey));
    assertEquals(
        zone(survey(SQUARE)).area().squareMetres() * 1.5, zone(survey).area().squareMetres(), 1000);
  }

  @Test
  void a_polygon_without_an_inside_is_refused() {
    for (ZoneDraft.Survey survey :
        List.of(
            survey(SQUARE[0], SQUARE[1]),
            survey(SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[1]),
            survey(new double[] {120, 28}, new double[] {120, 29}, new double[] {120, 30}),
            survey(),
            draft(List.of()).survey("here"))) {
      assertNull(survey.zone());
      ZoneProblem last = survey.problems().get(survey.problems().size() - 1);
      assertEquals(ZoneProblem.Effect.REFUSED, last.effect());
    }
  }

  @Test
  void a_coordinate_that_cannot_be_is_never_guessed() {
    for (double[] wrong :
        List.of(
            new double[] {28, 120},
            new double[] {Double.NaN, 28},
            new double[] {120, Double.POSITIVE_INFINITY},
            new double[] {180.001, 28},
            new double[] {120})) {
      ZoneDraft.Survey survey = survey(SQUARE[0], wrong, SQUARE[2], SQUARE[3], SQUARE[0]);
      assertNull(survey.zone());
      assertEquals(List.of(ZoneProblem.Kind.COORDINATE_OUT_OF_RANGE), kinds(survey));
    }
  }

  @Test
  void a_zone_that_one_plane_cannot_hold_is_refused() {
    ZoneDraft.Survey tall =
        survey(
            new double[] {120, 20},
            new double[] {121, 20},
            new double[] {121, 31},
            new double[] {120, 20});
    assertEquals(List.of(ZoneProblem.Kind.TOO_LARGE), kinds(tall));
    ZoneDraft.Survey overTheDateLine =
        survey(
            new double[] {179, 0},
            new double[] {-179, 0},
            new double[] {-179, 1},
            new double[] {179, 0});
    assertEquals(List.of(ZoneProblem.Kind.TOO_LARGE), kinds(overTheDateLine));
  }

  @Test
  void a_converted_zone_says_so_and_lies_where_the_conversion_puts_it() {
    Zone zone =
        zone(
            new ZoneDraft(
                    "z",
                    null,
                    null,
                    null,
                    null,
                    0,
                    Datum.GCJ02,
                    List.of(List.<double[][]>of(SQUARE)),
                    List.of())
                .survey("here"));
    assertEquals(Datum.GCJ02, zone.convertedFrom());
    assertEquals(0, zone.signedDistanceMetres(Datum.GCJ02.toWgs84(28.0, 120.0)), 0.02);
    assertEquals(0, zone.signedDistanceMetres(Datum.GCJ02.toWgs84(28.1, 120.1)), 0.02);
  }

  @Test
  void of_two_zones_with_one_id_the_first_holds() {
    ZoneSurvey survey = new ZoneSurvey();
    survey.add("feature 1", draft(List.of(List.<double[][]>of(SQUARE))));
    survey.add(
        "feature 2",
        new ZoneDraft(
            "z",
            null,
            null,
            null,
            null,
            0,
            Datum.WGS84,
            List.of(),
            List.of(new double[] {121, 29, 50})));
    assertEquals(Set.of("z"), survey.catalog().ids());
    assertEquals(
        Containment.INSIDE,
        java.util.Objects.requireNonNull(survey.catalog().find("z")).containment(MIDDLE, 10f));
    assertEquals(1, survey.problems().size());
    assertEquals(ZoneProblem.Kind.DUPLICATE_ID, survey.problems().get(0).kind());
    assertEquals("feature 2", survey.problems().get(0).where());
  }

  @Test
  void a_catalog_finds_what_it_has_and_nothing_else() {
    Zone zone = zone(survey(SQUARE));
    ZoneCatalog catalog = new ZoneCatalog(List.of(zone));
    assertEquals(zone, catalog.find("z"));
    assertNull(catalog.find("Z"));
    assertThrows(IllegalArgumentException.class, () -> new ZoneCatalog(List.of(zone, zone)));
    assertThrows(UnsupportedOperationException.class, () -> catalog.ids().remove("z"));
  }

  @Test
  void a_catalog_that_is_sent_to_another_process_measures_the_same()
      throws IOException, ClassNotFoundException {
    Zone zone =
        zone(
            new ZoneDraft(
                    "z",
                    "区",
                    null,
                    Zone.Kind.EXCLUSION,
                    null,
                    0,
                    Datum.WGS84,
                    List.of(List.<double[][]>of(SQUARE)),
                    List.of(new double[] {121, 29, 50}))
                .survey("here"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ZoneCatalog(List.of(zone)));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Zone sent = ((ZoneCatalog) in.readObject()).find("z");
      assertNotNull(sent);
      assertEquals("区", sent.name());
      assertEquals(zone.signedDistanceMetres(MIDDLE), sent.signedDistanceMetres(MIDDLE));
    }
  }

  private static ZoneDraft.Survey survey(double[]... ring) {
    return draft(List.of(List.<double[][]>of(ring))).survey("here");
  }

  /** The first repair fails on these with a conflict of sides. */
  @Test
  void edges_that_all_but_coincide_are_cleared_up_on_a_grid_of_a_centimetre() {
    double[][] point = {{120.0, 28.1}};
    double[][] corner = {{120.0, 28.0}, {120.0, 28.01}, {120.01, 28.0}};
    double[][] shell = {{120.0, 28.0}, {120.02, 28.0}, {120.06, 28.08}};
    double[][] hole = {
      {120.04, 28.04},
      {120.0, 28.0},
      {120.0, 28.0},
      {120.0, 28.05},
      {120.08, 28.03},
      {120.06, 28.08}
    };
    ZoneDraft.Survey survey =
        draft(
                List.of(
                    List.<double[][]>of(point), List.<double[][]>of(corner), List.of(shell, hole)))
            .survey("here");
    assertTrue(kinds(survey).contains(ZoneProblem.Kind.INVALID_POLYGON));
    assertTrue(zone(survey).area().squareMetres() > 1e6);
  }

  private static ZoneDraft draft(List<List<double[][]>> polygons) {
    return new ZoneDraft(
        "z", null, null, Zone.Kind.PERMITTED, null, 0, Datum.WGS84, polygons, List.of());
  }

  private static Zone zone(ZoneDraft.Survey survey) {
    Zone zone = survey.zone();
    assertNotNull(zone, survey.problems().toString());
    return zone;
  }

  private static List<ZoneProblem.Kind> kinds(ZoneDraft.Survey survey) {
    return survey.problems().stream().map(ZoneProblem::kind).toList();
  }
}
