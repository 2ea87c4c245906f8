package zhijiao.jobs.io.correlation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.correlation.CorrelationRequest;
import zhijiao.core.place.Datum;
import zhijiao.core.place.GeoPoint;

/** A request as a file of JSON, with everything that is missing or wrong in it at once. */
public final class RequestFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "until",
          "lat",
          "lon",
          "datum",
          "radiusMetres",
          "basis",
          "requester",
          "purpose",
          "caseNumber");

  private static final int TEXT_CHARS = 500;

  private final JsonNode json;
  private final List<String> problems = new ArrayList<>();

  /**
   * What was read.
   *
   * @param request null when it must be refused
   * @param problems why, each in words
   */
  public record Result(@Nullable CorrelationRequest request, List<String> problems) {}

  private RequestFile(JsonNode json) {
    this.json = json;
  }

  /**
   * @throws IOException when the file cannot be read
   */
  public static Result read(Path file) throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      if (json == null || !json.isObject()) {
        return new Result(null, List.of("a request is one JSON object"));
      }
      return new RequestFile(json).result();
    } catch (JsonProcessingException e) {
      return new Result(null, List.of("not JSON: " + e.getOriginalMessage()));
    }
  }

  private Result result() {
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    unknown.forEach(name -> problems.add(name + ": not a field of a request"));
    Long from = instant("from");
    Long until = instant("until");
    GeoPoint place = place();
    int radius = json.has("radiusMetres") ? json.get("radiusMetres").asInt(-1) : 100;
    CorrelationRequest request =
        new CorrelationRequest(
            from == null ? 0 : from,
            until == null ? 1 : until,
            place == null ? new GeoPoint(0, 0) : place,
            radius,
            text("basis"),
            text("requester"),
            text("purpose"),
            text("caseNumber"));
    for (String problem : request.problems()) {
      if (from != null && until != null || !problem.startsWith("until")) {
        problems.add(problem);
      }
    }
    return problems.isEmpty()
        ? new Result(request, List.of())
        : new Result(null, List.copyOf(problems));
  }

  private String text(String name) {
    JsonNode value = json.get(name);
    if (value == null || !value.isTextual()) {
      return "";
    }
    if (value.textValue().length() > TEXT_CHARS) {
      problems.add(name + ": longer than " + TEXT_CHARS + " characters");
    }
    return value.textValue().strip();
  }

  private @Nullable Long instant(String name) {
    JsonNode value = json.get(name);
    if (value == null || !value.isTextual()) {
      problems.add(name + ": missing, a time with an offset");
      return null;
    }
    try {
      return OffsetDateTime.parse(value.textValue()).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      problems.add(name + ": not a time with an offset");
      return null;
    }
  }

  private @Nullable GeoPoint place() {
    JsonNode lat = json.get("lat");
    JsonNode lon = json.get("lon");
    if (lat == null || lon == null || !lat.isNumber() || !lon.isNumber()) {
      problems.add("lat, lon: missing, the place in degrees");
      return null;
    }
    try {
      Datum datum = Datum.valueOf(json.path("datum").asText("WGS84"));
      return datum.toWgs84(lat.doubleValue(), lon.doubleValue());
    } catch (IllegalArgumentException e) {
      problems.add("lat, lon, datum: " + e.getMessage());
      return null;
    }
  }
}
