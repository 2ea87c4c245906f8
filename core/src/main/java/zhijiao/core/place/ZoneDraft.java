package zhijiao.core.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/**
 * A zone as somebody wrote it down: nothing in it has been checked.
 *
 * @param datum the datum of all coordinates in it
 * @param polygons each a list of rings, the outer one first; each ring a list of {longitude, latitude}
 * @param circles each {longitude, latitude, radius in metres}
 */
public record ZoneDraft(
    String id,
    @Nullable String name,
    @Nullable String nameEn,
    Zone.@Nullable Kind kind,
    @Nullable String legalBasis,
    int bufferMetres,
    Datum datum,
    List<List<double[][]>> polygons,
    List<double[]> circles) {

  /**
   * Degrees of latitude. 5° from the middle, east–west distances are wrong by 5 % at 30° of latitude: more than that and a
   * zone should be given as several.
   */
  private static final double GREATEST_HEIGHT = 10;

  private static final double GREATEST_WIDTH = 90;
  private static final int LEAST_RADIUS_METRES = 1;

  /** Less is a slip of the hand: no position can be told to be in it. */
  private static final double LEAST_SQUARE_METRES = 1;

  private static final int GREATEST_RADIUS_METRES = 100_000;
  private static final GeometryFactory FACTORY = new GeometryFactory();

  /**
   * What became of a draft.
   *
   * @param zone null when it cannot be used; then a problem says {@link ZoneProblem.Effect#REFUSED}
   */
  public record Survey(@Nullable Zone zone, List<ZoneProblem> problems) {

    public Survey {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Converts the draft to WGS-84, reports everything that is wrong with it and repairs what can be repaired without
   * guessing: rings are closed, holes without extent dropped, and polygons that cross or touch themselves are cleared up so
   * that their area is kept. A coordinate that cannot be is never guessed: such a zone is refused.
   *
   * @param where for the problems: the file and the feature in it
   */
  public Survey survey(String where) {
    return new Surveyor(where).survey();
  }

  private static final PrecisionModel CENTIMETRES = new PrecisionModel(100);

  private final class Surveyor {
    private final String where;
    private final List<ZoneProblem> problems = new ArrayList<>();
    private double west = 180;
    private double east = -180;
    private double south = 90;
    private double north = -90;

    Surveyor(String where) {
      this.where = where;
    }

    Survey survey() {
      if (id.isBlank()) {
        return refuse(ZoneProblem.Kind.NO_ID, "the id is empty");
      }
      if (bufferMetres < 0 || bufferMetres > GREATEST_RADIUS_METRES) {
        return refuse(ZoneProblem.Kind.BAD_PROPERTY, "a buffer of " + bufferMetres + " m");
      }
      List<List<List<double[]>>> converted = new ArrayList<>();
      for (List<double[][]> polygon : polygons) {
        List<List<double[]>> rings = new ArrayList<>();
        for (double[][] ring : polygon) {
          List<double[]> places = new ArrayList<>();
          for (double[] position : ring) {
            double @Nullable [] place = convert(position);
            if (place == null) {
              return refused();
            }
            places.add(place);
          }
          rings.add(places);
        }
        converted.add(rings);
      }
      List<double[]> centres = new ArrayList<>();
      for (double[] circle : circles) {
        double @Nullable [] place = convert(circle);
        if (place == null) {
          return refused();
        }
        if (circle.length < 3
            || !(circle[2] >= LEAST_RADIUS_METRES && circle[2] <= GREATEST_RADIUS_METRES)) {
          return refuse(
              ZoneProblem.Kind.BAD_GEOMETRY,
              "a circle's radius is not "
                  + LEAST_RADIUS_METRES
                  + "–"
                  + GREATEST_RADIUS_METRES
                  + " m: "
                  + (circle.length < 3 ? "none" : circle[2]));
        }
        centres.add(place);
      }
      if (west > east) {
        return refuse(ZoneProblem.Kind.BAD_GEOMETRY, "there is nothing in it");
      }
      if (north - south > GREATEST_HEIGHT
          || east - west > GREATEST_WIDTH
          || Math.max(north, -south) > 89) {
        return refuse(
            ZoneProblem.Kind.TOO_LARGE,
            "it reaches from "
                + south
                + ","
                + west
                + " to "
                + north
                + ","
                + east
                + "; a zone is at most "
                + GREATEST_HEIGHT
                + "° high and "
                + GREATEST_WIDTH
                + "° wide, and not at a pole: give it as several");
      }
      LocalPlane plane = new LocalPlane((south + north) / 2, (west + east) / 2);
      double[] flatCircles = new double[3 * centres.size()];
      for (int i = 0; i < centres.size(); i++) {
        flatCircles[3 * i] = plane.xOfDegrees(centres.get(i)[0]);
        flatCircles[3 * i + 1] = plane.yOfDegrees(centres.get(i)[1]);
        flatCircles[3 * i + 2] = circles.get(i)[2];
      }
      Geometry outline = outline(converted, plane);
      if (outline == null) {
        return refused();
      }
      Area area = new Area(plane, flatCircles, outline.isEmpty() ? null : outline);
      if (!(area.squareMetres() >= LEAST_SQUARE_METRES)) {
        return refuse(
            ZoneProblem.Kind.BAD_GEOMETRY,
            "it has no inside, or one of less than " + LEAST_SQUARE_METRES + " m²");
      }
      return new Survey(
          new Zone(
              id,
              name,
              nameEn,
              kind,
              legalBasis,
              bufferMetres,
              area,
              datum == Datum.WGS84 ? null : datum),
          problems);
    }

    /** Longitude and latitude in WGS-84, or null when there is no such place. */
    private double @Nullable [] convert(double[] position) {
      if (position.length < 2
          || !(Math.abs(position[0]) <= 180)
          || !(Math.abs(position[1]) <= 90)) {
        report(
            ZoneProblem.Kind.COORDINATE_OUT_OF_RANGE,
            position.length < 2
                ? "a position of " + position.length + " numbers"
                : "longitude " + position[0] + ", latitude " + position[1],
            ZoneProblem.Effect.REFUSED);
        return null;
      }
      double[] place = datum.toWgs84Degrees(position[1], position[0]);
      west = Math.min(west, place[1]);
      east = Math.max(east, place[1]);
      south = Math.min(south, place[0]);
      north = Math.max(north, place[0]);
      return new double[] {place[1], place[0]};
    }

    /** All polygons as one valid geometry in the plane; empty when none has an inside, null when refused. */
    private @Nullable Geometry outline(List<List<List<double[]>>> drafts, LocalPlane plane) {
      List<Polygon> drawn = new ArrayList<>();
      for (List<List<double[]>> draft : drafts) {
        @Nullable LinearRing shell = null;
        List<LinearRing> holes = new ArrayList<>();
        for (int i = 0; i < draft.size(); i++) {
          LinearRing ring = ring(draft.get(i), plane);
          if (ring == null && i == 0) {
            break;
          }
          if (i == 0) {
            shell = ring;
          } else if (ring != null) {
            holes.add(ring);
          }
        }
        if (shell != null) {
          drawn.add(FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new)));
        }
      }
      Geometry whole =
          drawn.size() == 1
              ? drawn.get(0)
              : FACTORY.createMultiPolygon(drawn.toArray(Polygon[]::new));
      TopologyValidationError error = new IsValidOp(whole).getValidationError();
      if (error == null) {
        return whole;
      }
      Geometry fixed = fixed(whole);
      if (fixed == null) {
        report(
            ZoneProblem.Kind.INVALID_POLYGON,
            error.getMessage().toLowerCase(Locale.ROOT) + ", and cannot be repaired",
            ZoneProblem.Effect.REFUSED);
        return null;
      }
      Coordinate at = error.getCoordinate();
      report(
          ZoneProblem.Kind.INVALID_POLYGON,
          error.getMessage().toLowerCase(Locale.ROOT)
              + " first near "
              + GeoPoint.ofDegrees(plane.latitude(at.y), plane.longitude(at.x))
              + ", area "
              + squareKilometres(whole)
              + " before and "
              + squareKilometres(fixed)
              + " after repair",
          ZoneProblem.Effect.REPAIRED);
      return fixed;
    }

    /**
     * The same area as a valid geometry, or null. Edges that all but coincide can defeat the repair; on a grid of a
     * centimetre, which is as fine as a place is kept, they do coincide.
     */
    private static @Nullable Geometry fixed(Geometry whole) {
      try {
        return GeometryFixer.fix(whole);
      } catch (TopologyException first) {
        try {
          return GeometryFixer.fix(GeometryPrecisionReducer.reducePointwise(whole, CENTIMETRES));
        } catch (TopologyException second) {
          return null;
        }
      }
    }

    /** The ring closed and without repeated points, or null when it has no inside. */
    private @Nullable LinearRing ring(List<double[]> places, LocalPlane plane) {
      List<Coordinate> points = new ArrayList<>();
      for (double[] place : places) {
        Coordinate point = new Coordinate(plane.xOfDegrees(place[0]), plane.yOfDegrees(place[1]));
        if (points.isEmpty() || !points.get(points.size() - 1).equals2D(point)) {
          points.add(point);
        }
      }
      long different = points.stream().distinct().count();
      if (different < 3) {
        report(
            ZoneProblem.Kind.TOO_FEW_POINTS,
            "a ring of " + different + " different points was left out",
            ZoneProblem.Effect.REPAIRED);
        return null;
      }
      if (!points.get(0).equals2D(points.get(points.size() - 1))) {
        double[] end = places.get(places.size() - 1);
        report(
            ZoneProblem.Kind.UNCLOSED_RING,
            "a ring of "
                + places.size()
                + " points ends at "
                + end[1]
                + ","
                + end[0]
                + " and begins at "
                + places.get(0)[1]
                + ","
                + places.get(0)[0],
            ZoneProblem.Effect.REPAIRED);
        points.add(points.get(0).copy());
      }
      return FACTORY.createLinearRing(points.toArray(Coordinate[]::new));
    }

    private String squareKilometres(Geometry geometry) {
      return Math.round(geometry.getArea() / 1e4) / 100.0 + " km²";
    }

    private Survey refuse(ZoneProblem.Kind kind, String detail) {
      report(kind, detail, ZoneProblem.Effect.REFUSED);
      return refused();
    }

    private Survey refused() {
      return new Survey(null, problems);
    }

    private void report(ZoneProblem.Kind kind, String detail, ZoneProblem.Effect effect) {
      problems.add(new ZoneProblem(where, id.isBlank() ? null : id, kind, detail, effect));
    }
  }
}
