package zhijiao.local.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.jobs.io.ZonesFile;

/** Lishui: nine counties with their outlines, and their townships. The outlines are rough and no legal boundaries. */
final class Prefecture {

  private static final String COUNTIES = "/lishui/counties.geojson.gz";
  private static final String TOWNSHIPS = "/lishui/townships.csv";

  /** The prefecture lies between these degrees. */
  private static final double SOUTH = 27.3;

  private static final double NORTH = 29.1;
  private static final double WEST = 118.6;
  private static final double EAST = 120.5;
  private static final double GRID = 0.02;

  private static final Map<String, double[]> BOXES = new ConcurrentHashMap<>();

  private final ZoneCatalog counties;
  private final Map<String, List<String>> townships = new TreeMap<>();

  private Prefecture(ZoneCatalog counties) {
    this.counties = counties;
  }

  static Prefecture lishui() {
    try (InputStream zipped = Prefecture.class.getResourceAsStream(COUNTIES);
        InputStream in = new GZIPInputStream(zipped);
        BufferedReader csv =
            new BufferedReader(
                new InputStreamReader(
                    Prefecture.class.getResourceAsStream(TOWNSHIPS), StandardCharsets.UTF_8))) {
      Prefecture prefecture = new Prefecture(ZonesFile.read(in, COUNTIES).catalog());
      csv.lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              row ->
                  prefecture
                      .townships
                      .computeIfAbsent(row[2], unused -> new ArrayList<>())
                      .add(row[0]));
      return prefecture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Zone> counties() {
    return counties.zones().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  /**
   * South, north, west and east of a county, degrees: the smallest box on a grid of a fiftieth of a degree that holds
   * every grid point inside.
   */
  static double[] box(Zone county) {
    return BOXES.computeIfAbsent(county.id(), unused -> search(county));
  }

  private static double[] search(Zone county) {
    double[] box = {90, -90, 180, -180};
    for (double latitude = SOUTH; latitude <= NORTH; latitude += GRID) {
      for (double longitude = WEST; longitude <= EAST; longitude += GRID) {
        if (county.signedDistanceMetres(GeoPoint.ofDegrees(latitude, longitude)) < 0) {
          box[0] = Math.min(box[0], latitude);
          box[1] = Math.max(box[1], latitude);
          box[2] = Math.min(box[2], longitude);
          box[3] = Math.max(box[3], longitude);
        }
      }
    }
    return box;
  }

  /** Codes of a county's townships, each with a judicial office. */
  List<String> townships(String county) {
    return townships.getOrDefault(county, List.of(county + "000"));
  }
}
