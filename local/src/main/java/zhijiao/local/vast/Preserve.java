package zhijiao.local.vast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zhijiao.core.place.GeoPoint;

/**
 * The map of the preserve, put somewhere on earth.
 *
 * <p>The challenge gives pixels of a map of 200 × 200 that shows 12 × 12 miles, and no place on earth. Here its north-west
 * corner lies at {@value #NORTH}° N, {@value #WEST}° E, among the mountains of Lishui: made up, and to scale.
 */
final class Preserve {

  static final double NORTH = 28.60;
  static final double WEST = 119.80;

  private static final int PIXELS = 200;
  private static final double MILES = 12;
  private static final double METRES_PER_MILE = 1609.344;

  /** 96.56 m. */
  static final double METRES_PER_PIXEL = MILES * METRES_PER_MILE / PIXELS;

  /** On a sphere of radius 6,371,008.8 m, the mean radius of WGS-84. */
  private static final double METRES_PER_DEGREE = 111_195.08;

  /** A restricted gate's zone: who passes the sensor is in it, who passes the next is not. Made up. */
  static final int ZONE_RADIUS_METRES = 20;

  /** A sensor sees who passes it, no farther. Made up. */
  static final float SENSOR_ACCURACY_METRES = 5;

  private final Map<String, Sensor> sensors;

  private Preserve(Map<String, Sensor> sensors) {
    this.sensors = sensors;
  }

  /**
   * One line of the file of locations.
   *
   * @param row of the map, 0–199 from the north
   * @param column 0–199 from the west
   */
  record Drawn(String name, Sensor.Type type, int row, int column) {
    Drawn {
      if (row < 0 || row >= PIXELS || column < 0 || column >= PIXELS) {
        throw new IllegalArgumentException(
            name + " lies at " + row + "," + column + ", off the map of " + PIXELS + " pixels");
      }
    }
  }

  /**
   * Puts every sensor into the middle of its pixel; several of one pixel side by side in it, west to east in the order of
   * their names, because the map does not say more.
   *
   * @throws IOException when a sensor lies so near a restricted one that passing it could be taken for passing the other
   */
  static Preserve of(Collection<Drawn> drawn) throws IOException {
    Map<Long, List<Drawn>> byPixel = new TreeMap<>();
    for (Drawn one : drawn) {
      byPixel
          .computeIfAbsent((long) one.row() * PIXELS + one.column(), unused -> new ArrayList<>())
          .add(one);
    }
    Map<String, Sensor> sensors = new TreeMap<>();
    for (List<Drawn> together : byPixel.values()) {
      together.sort((a, b) -> a.name().compareTo(b.name()));
      for (int i = 0; i < together.size(); i++) {
        Drawn one = together.get(i);
        double east = one.column() + (i + 0.5) / together.size();
        Sensor sensor = new Sensor(one.name(), one.type(), place(one.row() + 0.5, east));
        if (sensors.put(one.name(), sensor) != null) {
          throw new IOException("two sensors are called " + one.name());
        }
      }
    }
    Preserve preserve = new Preserve(Collections.unmodifiableMap(sensors));
    preserve.requireApart();
    return preserve;
  }

  private static GeoPoint place(double rowsSouth, double columnsEast) {
    double latitude = NORTH - rowsSouth * METRES_PER_PIXEL / METRES_PER_DEGREE;
    double metresPerDegreeEast = METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(latitude));
    return GeoPoint.ofDegrees(
        latitude, WEST + columnsEast * METRES_PER_PIXEL / metresPerDegreeEast);
  }

  private void requireApart() throws IOException {
    // Sure to be outside is who is beyond the edge by twice the accuracy.
    double least = ZONE_RADIUS_METRES + 2 * SENSOR_ACCURACY_METRES;
    for (Sensor restricted : sensors.values()) {
      for (Sensor other : sensors.values()) {
        double metres = restricted.place().distanceMetres(other.place());
        if (restricted.isRestricted() && !other.equals(restricted) && metres < least) {
          throw new IOException(
              other.name()
                  + " and "
                  + restricted.name()
                  + " are drawn "
                  + Math.round(metres)
                  + " m apart: too near to tell who passes which");
        }
      }
    }
  }

  /** By name. */
  Map<String, Sensor> sensors() {
    return sensors;
  }

  /** Those that only rangers may pass, by name. */
  List<Sensor> restricted() {
    return sensors.values().stream().filter(Sensor::isRestricted).toList();
  }
}
