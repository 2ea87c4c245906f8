package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import zhijiao.core.rule.RuleCard.Audience;

/** Reads back what {@link ResultFiles} wrote. */
public final class AlertFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AlertFiles() {}

  /**
   * The event time at which each alert was first told, by alert id, epoch milliseconds UTC.
   *
   * @param results a folder that {@link ResultFiles} wrote
   */
  public static Map<String, Long> firstTold(Path results) throws IOException {
    Map<String, Long> told = new HashMap<>();
    for (Audience audience : Audience.values()) {
      Path alerts = results.resolve(Routing.fileOf(audience, ""));
      if (Files.exists(alerts)) {
        read(alerts, told);
      }
    }
    return told;
  }

  private static void read(Path alerts, Map<String, Long> told) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(alerts, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = JSON.readTree(line);
        if (event.path("watermark").isTextual()) {
          long at =
              OffsetDateTime.parse(event.get("watermark").asText()).toInstant().toEpochMilli();
          told.merge(event.get("alertId").asText(), at, Math::min);
        }
      }
    }
  }
}
