package zhijiao.local.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import zhijiao.jobs.io.clickhouse.ClickHouse;

/** Alert events as server-sent events, in the order in which they reached the database: the last fifty, then each as it comes. */
final class AlertFeed implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST = 50;
  private static final int MOST = 500;
  private static final long PAUSE_MILLIS = 1_000;

  private static final String COLUMNS =
      "toString(written_at) AS written, severity, change, rule, subject, county,"
          + " toUnixTimestamp64Milli(cause_at) AS at, chinese, english";

  private final ClickHouse reader;
  private final AtomicBoolean open = new AtomicBoolean(true);

  AlertFeed(ClickHouse reader) {
    this.reader = reader;
  }

  /** Serves until the reader goes away or the server stops. */
  void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      List<JsonNode> events = rows("ORDER BY written_at DESC LIMIT " + FIRST);
      java.util.Collections.reverse(events);
      String last = "1970-01-01 00:00:00.000";
      while (open.get()) {
        for (JsonNode event : events) {
          last = event.path("written").asText();
          out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
        // A comment keeps the connection and shows when the reader has gone.
        out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        Thread.sleep(PAUSE_MILLIS);
        events =
            rows(
                "WHERE written_at > toDateTime64('"
                    + last
                    + "', 3, 'UTC') ORDER BY written_at LIMIT "
                    + MOST
                    + " WITH TIES");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<JsonNode> rows(String tail) throws IOException {
    String lines =
        reader.run(
            "SELECT "
                + COLUMNS
                + " FROM zhijiao.alert_feed "
                + tail
                + " SETTINGS output_format_json_quote_64bit_integers = 0 FORMAT JSONEachRow");
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines.split("\n")) {
      if (!line.isBlank()) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    open.set(false);
  }
}
