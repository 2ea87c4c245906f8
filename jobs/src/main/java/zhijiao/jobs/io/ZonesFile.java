package zhijiao.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.Datum;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.place.ZoneDraft;
import zhijiao.core.place.ZoneProblem;
import zhijiao.core.place.ZoneSurvey;

/**
 * Reads zones from a GeoJSON feature collection (RFC 7946), plain or gzipped.
 *
 * <p>A feature is a {@code Polygon}, a {@code MultiPolygon}, or a {@code Point} with the property {@code radiusMetres}. Its
 * properties:
 *
 * <ul>
 *   <li>{@code id}: text or whole number; if it is missing, the feature's own {@code id} is taken
 *   <li>{@code name}, {@code nameEn}, {@code legalBasis}: text, optional
 *   <li>{@code kind}: {@code permitted} or {@code exclusion}, optional
 *   <li>{@code datum}: {@code WGS84} (if missing), {@code GCJ02} or {@code BD09}; all coordinates of the feature are in it and
 *       are converted, and the zone is marked as converted
 *   <li>{@code bufferMetres}: whole number from 0, optional
 *   <li>{@code radiusMetres}: 1–100,000, for a point and for nothing else
 * </ul>
 *
 * <p>A feature that cannot be used is refused with a problem that names it; the others are loaded all the same.
 */
public final class ZonesFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ZonesFile() {}

  /**
   * @param catalog the zones that can be used
   * @param problems what was wrong, in the order of the file; empty when nothing was
   */
  public record Result(ZoneCatalog catalog, List<ZoneProblem> problems) {

    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param file gzipped when its name ends in {@code .gz}
   * @throws IOException when the file cannot be read; that it holds no GeoJSON is a problem in the result
   */
  public static Result read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      boolean gzipped = String.valueOf(file.getFileName()).endsWith(".gz");
      return read(gzipped ? new GZIPInputStream(raw) : raw, String.valueOf(file.getFileName()));
    }
  }

  /**
   * @param in plain GeoJSON
   * @param name of the file, for the problems
   */
  public static Result read(InputStream in, String name) throws IOException {
    ZoneSurvey survey = new ZoneSurvey();
    try {
      readCollection(JSON.readTree(in), name, survey);
    } catch (JsonProcessingException e) {
      survey.refuse(
          name + (e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr()),
          null,
          ZoneProblem.Kind.UNREADABLE,
          "not JSON: " + e.getOriginalMessage());
    }
    return new Result(survey.catalog(), survey.problems());
  }

  private static void readCollection(JsonNode root, String name, ZoneSurvey survey) {
    JsonNode features = root.path("features");
    if (!root.path("type").asText().equals("FeatureCollection") || !features.isArray()) {
      survey.refuse(
          name, null, ZoneProblem.Kind.UNREADABLE, "not a GeoJSON FeatureCollection with features");
      return;
    }
    String system = root.path("crs").path("properties").path("name").asText();
    if (!root.path("crs").isMissingNode() && !system.matches(".*(CRS84|[:/]4326|[:/]4490)")) {
      survey.refuse(
          name,
          null,
          ZoneProblem.Kind.UNKNOWN_DATUM,
          "its member \"crs\" names \""
              + system
              + "\": give longitude and latitude in degrees and"
              + " say \"datum\" in each feature's properties");
      return;
    }
    for (int i = 0; i < features.size(); i++) {
      new FeatureReader(features.get(i), name + " feature " + (i + 1), survey).read();
    }
  }

  /** Says what cannot be read of a feature. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final ZoneProblem.Kind kind;

    Unreadable(ZoneProblem.Kind kind, String detail) {
      super(detail);
      this.kind = kind;
    }

    ZoneProblem.Kind kind() {
      return kind;
    }
  }

  private static final class FeatureReader {
    private final JsonNode feature;
    private final JsonNode properties;
    private final String where;
    private final ZoneSurvey survey;
    private @Nullable String id;

    FeatureReader(JsonNode feature, String where, ZoneSurvey survey) {
      this.feature = feature;
      this.properties = feature.path("properties");
      this.where = where;
      this.survey = survey;
    }

    void read() {
      try {
        id = id();
        survey.add(where, draft(id));
      } catch (Unreadable e) {
        survey.refuse(where, id, e.kind(), String.valueOf(e.getMessage()));
      }
    }

    private String id() throws Unreadable {
      JsonNode given = properties.hasNonNull("id") ? properties.get("id") : feature.path("id");
      if (given.isTextual() && !given.textValue().isBlank() || given.isIntegralNumber()) {
        return given.asText();
      }
      throw new Unreadable(ZoneProblem.Kind.NO_ID, "no \"id\" of text or a whole number");
    }

    private ZoneDraft draft(String id) throws Unreadable {
      String type = feature.path("geometry").path("type").asText();
      JsonNode coordinates = feature.path("geometry").path("coordinates");
      List<List<double[][]>> polygons = new ArrayList<>();
      List<double[]> circles = new ArrayList<>();
      if (!type.equals("Point") && properties.hasNonNull("radiusMetres")) {
        throw new Unreadable(
            ZoneProblem.Kind.BAD_PROPERTY, "\"radiusMetres\" is for a Point, this is a " + type);
      }
      switch (type) {
        case "Polygon" -> polygons.add(polygon(coordinates));
        case "MultiPolygon" -> {
          for (JsonNode part : array(coordinates, "a MultiPolygon's coordinates")) {
            polygons.add(polygon(part));
          }
        }
        case "Point" -> {
          double[] centre = position(coordinates);
          JsonNode radius = properties.path("radiusMetres");
          if (!radius.isNumber()) {
            throw new Unreadable(
                ZoneProblem.Kind.BAD_PROPERTY, "a Point needs \"radiusMetres\", a number");
          }
          circles.add(new double[] {centre[0], centre[1], radius.doubleValue()});
        }
        default ->
            throw new Unreadable(
                ZoneProblem.Kind.BAD_GEOMETRY,
                "a zone is a Polygon, a MultiPolygon or a Point with \"radiusMetres\", not "
                    + (type.isEmpty() ? "without a geometry" : "a " + type));
      }
      return new ZoneDraft(
          id,
          text("name"),
          text("nameEn"),
          zoneKind(),
          text("legalBasis"),
          bufferMetres(),
          datum(),
          polygons,
          circles);
    }

    private @Nullable String text(String property) throws Unreadable {
      JsonNode given = properties.path(property);
      if (given.isMissingNode() || given.isNull()) {
        return null;
      }
      if (!given.isTextual()) {
        throw new Unreadable(
            ZoneProblem.Kind.BAD_PROPERTY, "\"" + property + "\" is not text: " + given);
      }
      return given.textValue();
    }

    private Zone.@Nullable Kind zoneKind() throws Unreadable {
      String given = text("kind");
      if (given == null) {
        return null;
      }
      return switch (given.toLowerCase(Locale.ROOT)) {
        case "permitted" -> Zone.Kind.PERMITTED;
        case "exclusion" -> Zone.Kind.EXCLUSION;
        default ->
            throw new Unreadable(
                ZoneProblem.Kind.BAD_PROPERTY,
                "\"kind\" is permitted or exclusion, not \"" + given + "\"");
      };
    }

    private Datum datum() throws Unreadable {
      String given = text("datum");
      if (given == null) {
        return Datum.WGS84;
      }
      return switch (given.toUpperCase(Locale.ROOT).replace("-", "")) {
        case "WGS84" -> Datum.WGS84;
        case "GCJ02" -> Datum.GCJ02;
        case "BD09" -> Datum.BD09;
        default ->
            throw new Unreadable(
                ZoneProblem.Kind.UNKNOWN_DATUM,
                "\"datum\" is WGS84, GCJ02 or BD09, not \"" + given + "\"");
      };
    }

    private int bufferMetres() throws Unreadable {
      JsonNode given = properties.path("bufferMetres");
      if (given.isMissingNode() || given.isNull()) {
        return 0;
      }
      if (!given.canConvertToExactIntegral() || !given.canConvertToInt()) {
        throw new Unreadable(
            ZoneProblem.Kind.BAD_PROPERTY, "\"bufferMetres\" is not a whole number: " + given);
      }
      return given.intValue();
    }

    private static List<double[][]> polygon(JsonNode node) throws Unreadable {
      List<double[][]> rings = new ArrayList<>();
      for (JsonNode ring : array(node, "a Polygon's coordinates")) {
        double[][] positions = new double[array(ring, "a ring").size()][];
        for (int i = 0; i < positions.length; i++) {
          positions[i] = position(ring.get(i));
        }
        rings.add(positions);
      }
      return rings;
    }

    private static double[] position(JsonNode node) throws Unreadable {
      if (!node.isArray() || !node.path(0).isNumber() || !node.path(1).isNumber()) {
        throw new Unreadable(
            ZoneProblem.Kind.BAD_GEOMETRY,
            "a position is [longitude, latitude], not " + shortened(node));
      }
      return new double[] {node.get(0).doubleValue(), node.get(1).doubleValue()};
    }

    private static JsonNode array(JsonNode node, String what) throws Unreadable {
      if (!node.isArray()) {
        throw new Unreadable(
            ZoneProblem.Kind.BAD_GEOMETRY, what + " is not an array: " + shortened(node));
      }
      return node;
    }

    private static String shortened(JsonNode node) {
      String text = node.isMissingNode() ? "missing" : node.toString();
      return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
  }
}
