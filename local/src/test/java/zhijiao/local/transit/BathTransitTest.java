package zhijiao.local.transit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.GeoPoint;

/**
 * What a plausible journey between two cameras is, by number-plate cameras of Bath, 2017. Contains data published by B&amp;NES
 * Council under the Open Government Licence v3.0; the data lies outside the repository.
 */
class BathTransitTest {

  private static final double NEAREST_METRES = 1_000;

  /** Journeys of one hour between two sites, of which the mean speed is known. */
  private record Journeys(double kmh, int count) {}

  @Test
  void nearly_all_journeys_between_two_cameras_are_slower_than_half_of_what_is_called_plausible()
      throws IOException {
    Path folder = folder();
    assumeTrue(folder != null, "skipped: there is no shared/data/bath_anpr beside the repository");
    List<Journeys> all = journeys(folder);
    long total = all.stream().mapToLong(Journeys::count).sum();
    assertEquals(1_048_429, total);
    assertEquals(59.7, quantile(all, total, 0.999), 0.05);
    assertEquals(65.2, quantile(all, total, 0.9999), 0.05);
    assertTrue(quantile(all, total, 0.9999) < JudgeSettings.DEFAULT.plausibleSpeedKmh() / 2);
    long impossible =
        all.stream()
            .filter(j -> j.kmh() > JudgeSettings.DEFAULT.plausibleSpeedKmh())
            .mapToLong(Journeys::count)
            .sum();
    assertEquals(8, impossible);
  }

  private static double quantile(List<Journeys> sorted, long total, double share) {
    long seen = 0;
    for (Journeys one : sorted) {
      seen += one.count();
      if (seen >= share * total) {
        return one.kmh();
      }
    }
    throw new AssertionError("no journeys");
  }

  /** Slowest first. */
  private static List<Journeys> journeys(Path folder) throws IOException {
    Map<String, GeoPoint> sites = new HashMap<>();
    for (String[] row : rows(folder.resolve("sites.csv"))) {
      int last = row.length - 1;
      sites.put(
          row[0],
          GeoPoint.ofDegrees(Double.parseDouble(row[last]), Double.parseDouble(row[last - 1])));
    }
    List<Journeys> all = new ArrayList<>();
    for (String[] row : rows(folder.resolve("moves_hr.csv"))) {
      String[] ends = row[0].split("_");
      GeoPoint from = sites.get(ends[0]);
      GeoPoint to = sites.get(ends[1]);
      double seconds = Double.parseDouble(row[2]);
      if (from != null && to != null && seconds > 0) {
        double metres = from.distanceMetres(to);
        if (metres >= NEAREST_METRES) {
          all.add(new Journeys(metres / seconds * 3.6, Integer.parseInt(row[3])));
        }
      }
    }
    all.sort((a, b) -> Double.compare(a.kmh(), b.kmh()));
    return all;
  }

  private static List<String[]> rows(Path csv) throws IOException {
    return Files.readAllLines(csv, StandardCharsets.UTF_8).stream()
        .skip(1)
        .map(line -> line.replace("\"", "").split(","))
        .toList();
  }

  private static Path folder() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path data = up.resolve("shared").resolve("data").resolve("bath_anpr");
      if (Files.isDirectory(data)) {
        return data;
      }
    }
    return null;
  }
}
