package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.place.Containment;
import zhijiao.core.place.Datum;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneProblem;

class ZonesFileTest {

  private static final String SQUARE =
      "{'type':'Polygon','coordinates':[[[120,28],[120.1,28],[120.1,28.1],[120,28.1],[120,28]]]}";
  private static final GeoPoint MIDDLE = GeoPoint.ofDegrees(28.05, 120.05);

  @Test
  void every_property_is_read() throws IOException {
    Zone zone =
        only(
            feature(
                "'id':'school','name':'小学','nameEn':'School','kind':'exclusion',"
                    + "'legalBasis':'禁止令 (2026)浙1102刑初1号','datum':'WGS84','bufferMetres':200",
                SQUARE));
    assertEquals("school", zone.id());
    assertEquals("小学", zone.name());
    assertEquals("School", zone.nameEn());
    assertEquals(Zone.Kind.EXCLUSION, zone.kind());
    assertEquals("禁止令 (2026)浙1102刑初1号", zone.legalBasis());
    assertEquals(200, zone.bufferMetres());
    assertNull(zone.convertedFrom());
    assertEquals(Containment.INSIDE, zone.containment(MIDDLE, 12f));
  }

  @Test
  void an_id_suffices_and_may_be_a_number_or_stand_beside_the_properties() throws IOException {
    assertEquals("331102", only(feature("'id':331102", SQUARE)).id());
    assertEquals(
        "331102",
        only("{'type':'Feature','id':'331102','properties':{},'geometry':" + SQUARE + "}").id());
    Zone bare = only(feature("'id':'a'", SQUARE));
    assertNull(bare.kind());
    assertNull(bare.name());
    assertEquals(0, bare.bufferMetres());
  }

  @Test
  void a_multipolygon_has_all_its_parts_and_a_hole_is_outside() throws IOException {
    Zone zone =
        only(
            feature(
                "'id':'a'",
                "{'type':'MultiPolygon','coordinates':[[[[120,28],[120.1,28],[120.1,28.1],[120,28.1],[120,28]],"
                    + "[[120.04,28.04],[120.06,28.04],[120.06,28.06],[120.04,28.06],[120.04,28.04]]],"
                    + "[[[121,28],[121.1,28],[121.1,28.1],[121,28.1],[121,28]]]]}"));
    assertEquals(Containment.OUTSIDE, zone.containment(MIDDLE, 12f));
    assertEquals(Containment.INSIDE, zone.containment(GeoPoint.ofDegrees(28.02, 120.02), 12f));
    assertEquals(Containment.INSIDE, zone.containment(GeoPoint.ofDegrees(28.05, 121.05), 12f));
  }

  @Test
  void a_point_with_a_radius_is_a_circle() throws IOException {
    Zone zone =
        only(
            feature(
                "'id':'a','radiusMetres':150.5", "{'type':'Point','coordinates':[120.05,28.05]}"));
    assertEquals(-150.5, zone.signedDistanceMetres(MIDDLE), 0.01);
  }

  @Test
  void coordinates_of_a_map_service_are_converted_and_the_zone_is_marked() throws IOException {
    Zone gcj =
        only(
            feature(
                "'id':'a','datum':'GCJ-02','radiusMetres':100",
                "{'type':'Point','coordinates':[120.05,28.05]}"));
    assertEquals(Datum.GCJ02, gcj.convertedFrom());
    assertEquals(-100, gcj.signedDistanceMetres(Datum.GCJ02.toWgs84(28.05, 120.05)), 0.02);
    assertTrue(gcj.signedDistanceMetres(MIDDLE) > 100);
    Zone bd =
        only(
            feature(
                "'id':'a','datum':'bd09','radiusMetres':100",
                "{'type':'Point','coordinates':[120.05,28.05]}"));
    assertEquals(Datum.BD09, bd.convertedFrom());
    assertEquals(-100, bd.signedDistanceMetres(Datum.BD09.toWgs84(28.05, 120.05)), 0.02);
  }

  @Test
  void each_mistake_is_named_with_its_feature_and_the_others_are_loaded() throws IOException {
    ZonesFile.Result result =
        read(
            collection(
                feature("'id':'first'", SQUARE),
                feature("'name':'nobody'", SQUARE),
                feature("'id':'first'", SQUARE),
                feature("'id':'c','datum':'CGCS'", SQUARE),
                feature("'id':'d','kind':'forbidden'", SQUARE),
                feature("'id':'e','bufferMetres':1.5", SQUARE),
                feature("'id':'f','bufferMetres':-1", SQUARE),
                feature("'id':'g'", "{'type':'LineString','coordinates':[[120,28],[121,29]]}"),
                feature("'id':'h'", "null"),
                feature("'id':'i'", "{'type':'Point','coordinates':[120,28]}"),
                feature("'id':'j','radiusMetres':5", SQUARE),
                feature("'id':'k'", "{'type':'Polygon','coordinates':[[['120','28']]]}"),
                feature("'id':'l'", "{'type':'Polygon','coordinates':'@@EJ'}"),
                feature("'id':'m'", SQUARE.replace("28.1", "91")),
                feature("'id':'n','name':7", SQUARE),
                "7",
                feature("'id':'o','radiusMetres':0", "{'type':'Point','coordinates':[120,28]}"),
                feature("'id':'last'", SQUARE)));
    assertEquals(Set.of("first", "last"), result.catalog().ids());
    assertEquals(
        List.of(
            "zones.geojson feature 2 null NO_ID",
            "zones.geojson feature 3 first DUPLICATE_ID",
            "zones.geojson feature 4 c UNKNOWN_DATUM",
            "zones.geojson feature 5 d BAD_PROPERTY",
            "zones.geojson feature 6 e BAD_PROPERTY",
            "zones.geojson feature 7 f BAD_PROPERTY",
            "zones.geojson feature 8 g BAD_GEOMETRY",
            "zones.geojson feature 9 h BAD_GEOMETRY",
            "zones.geojson feature 10 i BAD_PROPERTY",
            "zones.geojson feature 11 j BAD_PROPERTY",
            "zones.geojson feature 12 k BAD_GEOMETRY",
            "zones.geojson feature 13 l BAD_GEOMETRY",
            "zones.geojson feature 14 m COORDINATE_OUT_OF_RANGE",
            "zones.geojson feature 15 n BAD_PROPERTY",
            "zones.geojson feature 16 null NO_ID",
            "zones.geojson feature 17 o BAD_GEOMETRY"),
        result.problems().stream().map(p -> p.where() + " " + p.zone() + " " + p.kind()).toList());
    assertTrue(result.problems().stream().allMatch(p -> p.effect() == ZoneProblem.Effect.REFUSED));
  }

  @Test
  void a_polygon_that_crosses_itself_is_reported_repaired_and_loaded() throws IOException {
    ZonesFile.Result result =
        read(
            collection(
                feature(
                    "'id':'bow'",
                    "{'type':'Polygon','coordinates':[[[120,28],[120.1,28.1],[120.1,28],[120,28.1]]]}")));
    assertEquals(Set.of("bow"), result.catalog().ids());
    assertEquals(
        List.of(ZoneProblem.Kind.UNCLOSED_RING, ZoneProblem.Kind.INVALID_POLYGON),
        result.problems().stream().map(ZoneProblem::kind).toList());
    Zone zone = result.catalog().find("bow");
    assertNotNull(zone);
    assertEquals(Containment.INSIDE, zone.containment(GeoPoint.ofDegrees(28.05, 120.01), 12f));
    assertEquals(Containment.OUTSIDE, zone.containment(GeoPoint.ofDegrees(28.01, 120.05), 12f));
  }

  @Test
  void what_is_not_geojson_is_one_problem_with_its_line() throws IOException {
    ZonesFile.Result broken = read("{'type':'FeatureCollection',\n'features':[");
    assertEquals(0, broken.catalog().size());
    assertEquals("zones.geojson line 2", broken.problems().get(0).where());
    assertEquals(ZoneProblem.Kind.UNREADABLE, broken.problems().get(0).kind());
    assertEquals(ZoneProblem.Kind.UNREADABLE, read("[]").problems().get(0).kind());
    assertEquals(ZoneProblem.Kind.UNREADABLE, read("").problems().get(0).kind());
  }

  @Test
  void another_coordinate_reference_system_is_refused_and_those_of_degrees_are_not()
      throws IOException {
    assertEquals(
        ZoneProblem.Kind.UNKNOWN_DATUM,
        read(inSystem("urn:ogc:def:crs:EPSG::3857")).problems().get(0).kind());
    assertEquals(Set.of("a"), read(inSystem("urn:ogc:def:crs:OGC:1.3:CRS84")).catalog().ids());
    assertEquals(Set.of("a"), read(inSystem("urn:ogc:def:crs:EPSG::4490")).catalog().ids());
  }

  @Test
  void a_gzipped_file_is_read_by_its_name(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("zones.geojson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          collection(feature("'id':'a'", SQUARE))
              .replace('\'', '"')
              .getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(Set.of("a"), ZonesFile.read(file).catalog().ids());
    assertThrows(NoSuchFileException.class, () -> ZonesFile.read(folder.resolve("none.geojson")));
  }

  private static String inSystem(String name) {
    return collection(feature("'id':'a'", SQUARE))
        .replace(
            "'features'", "'crs':{'type':'name','properties':{'name':'" + name + "'}},'features'");
  }

  private static Zone only(String feature) throws IOException {
    ZonesFile.Result result = read(collection(feature));
    assertEquals(List.of(), result.problems());
    assertEquals(1, result.catalog().size());
    return result.catalog().zones().iterator().next();
  }

  private static String feature(String properties, String geometry) {
    return "{'type':'Feature','properties':{" + properties + "},'geometry':" + geometry + "}";
  }

  private static String collection(String... features) {
    return "{'type':'FeatureCollection','features':[" + String.join(",\n", features) + "]}";
  }

  /** GeoJSON with single quotes, for legibility. */
  private static ZonesFile.Result read(String json) throws IOException {
    return ZonesFile.read(
        new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
        "zones.geojson");
  }
}
