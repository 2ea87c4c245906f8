package zhijiao.local.lishui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneProblem;
import zhijiao.jobs.io.ZonesFile;

/** The counties that come with the simulator: real data that no one here wrote, and all of it in need of repair. */
class LishuiCountiesTest {

  private static final Set<String> COUNTIES =
      Set.of(
          "331102", "331121", "331122", "331123", "331124", "331125", "331126", "331127", "331181");

  /** The prefecture's area by its own statistics, km². */
  private static final double LISHUI_SQUARE_KILOMETRES = 17_275;

  private static ZonesFile.Result counties;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = resource("/lishui/counties.geojson.gz")) {
      counties = ZonesFile.read(new GZIPInputStream(in), "counties.geojson.gz");
    }
  }

  @Test
  void all_nine_are_loaded_and_each_is_reported_as_repaired() {
    assertEquals(COUNTIES, counties.catalog().ids());
    Set<String> repaired = new TreeSet<>();
    for (ZoneProblem problem : counties.problems()) {
      assertEquals(ZoneProblem.Effect.REPAIRED, problem.effect(), problem.toString());
      assertEquals(ZoneProblem.Kind.INVALID_POLYGON, problem.kind(), problem.toString());
      repaired.add(String.valueOf(problem.zone()));
    }
    assertEquals(COUNTIES, repaired);
    assertEquals(COUNTIES.size(), counties.problems().size());
  }

  @Test
  void repair_keeps_the_area() {
    double sum = 0;
    for (ZoneProblem problem : counties.problems()) {
      String[] words = problem.detail().replaceAll(".*area ", "").split(" ");
      double before = Double.parseDouble(words[0]);
      double after = Double.parseDouble(words[4]);
      assertEquals(1, after / before, 0.001, problem.toString());
      Zone zone = counties.catalog().find(String.valueOf(problem.zone()));
      assertNotNull(zone);
      assertEquals(after, zone.area().squareMetres() / 1e6, 0.01);
      sum += after;
    }
    assertEquals(1, sum / LISHUI_SQUARE_KILOMETRES, 0.02, sum + " km²");
  }

  @Test
  void the_prefectures_seat_is_in_its_county_and_in_no_other() {
    GeoPoint seat = GeoPoint.ofDegrees(28.4517, 119.9229);
    for (Zone zone : counties.catalog().zones()) {
      assertEquals(
          zone.id().equals("331102") ? Containment.INSIDE : Containment.OUTSIDE,
          zone.containment(seat, 30f),
          zone.id());
    }
  }

  @Test
  void neighbours_do_not_overlap_by_more_than_the_grid_they_were_rounded_to() {
    int inTwo = 0;
    int points = 0;
    for (double latitude = 27.4; latitude < 29; latitude += 0.02) {
      for (double longitude = 118.7; longitude < 120.5; longitude += 0.02) {
        GeoPoint point = GeoPoint.ofDegrees(latitude, longitude);
        int in = 0;
        for (Zone zone : counties.catalog().zones()) {
          if (zone.signedDistanceMetres(point) < -150) {
            in++;
          }
        }
        assertTrue(in <= 1, point + " is deep in " + in + " counties");
        points += in;
        inTwo += in > 1 ? 1 : 0;
      }
    }
    assertEquals(0, inTwo);
    assertTrue(points > 3000, points + " points were in a county");
  }

  @Test
  void there_are_173_townships_and_each_is_in_one_of_the_nine() throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(resource("/lishui/townships.csv"), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    }
    assertEquals("code,name,areaCode,provinceCode,cityCode", lines.get(0));
    assertEquals(173, lines.size() - 1);
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(COUNTIES.contains(line.split(",")[2]), line);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = LishuiCountiesTest.class.getResourceAsStream(name);
    assertNotNull(in, name);
    return in;
  }
}
