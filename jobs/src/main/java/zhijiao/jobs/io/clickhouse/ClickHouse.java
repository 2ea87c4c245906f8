package zhijiao.jobs.io.clickhouse;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * ClickHouse over its HTTP interface. An insert that returns has been written; one that throws may have been.
 *
 * <p>User and password go into headers, so that no address, log or message holds them.
 */
public final class ClickHouse {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Longest time that one statement may take. */
  private static final Duration STATEMENT = Duration.ofMinutes(2);

  /** Long enough for the reason, too short to carry much of a row into a log. */
  private static final int MESSAGE_CHARS = 300;

  private final ClickHouseAddress address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public ClickHouse(ClickHouseAddress address) {
    this.address = address;
  }

  public ClickHouseAddress address() {
    return address;
  }

  /**
   * Runs one statement.
   *
   * @return what it prints, tab-separated
   * @throws ClickHouseException when the server refuses it
   * @throws IOException when the server cannot be reached
   */
  public String run(String sql) throws IOException {
    return post("wait_end_of_query=1", sql.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Inserts rows. Fields that the table does not have are an error, and so are instants in any form but ISO-8601.
   *
   * @param table a table of the address's database
   * @param jsonEachRow one JSON object per row, in UTF-8
   * @throws ClickHouseException when the server refuses them; none has been written then
   * @throws IOException when the server cannot be reached, or the connection breaks
   */
  public void insert(String table, byte[] jsonEachRow) throws IOException {
    String sql = "INSERT INTO " + address.database() + "." + table + " FORMAT JSONEachRow";
    post(
        "wait_end_of_query=1&async_insert=0&date_time_input_format=best_effort"
            + "&input_format_skip_unknown_fields=0&query="
            + URLEncoder.encode(sql, StandardCharsets.UTF_8),
        jsonEachRow);
  }

  private String post(String parameters, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base() + "/?" + parameters))
            .timeout(STATEMENT)
            .header("X-ClickHouse-User", address.user())
            .header("X-ClickHouse-Key", address.password().read())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw refusal(answer);
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static ClickHouseException refusal(HttpResponse<String> answer) {
    int code =
        answer
            .headers()
            .firstValue("X-ClickHouse-Exception-Code")
            .map(ClickHouse::number)
            .orElse(0);
    String message = answer.body().strip();
    if (message.length() > MESSAGE_CHARS) {
      message = message.substring(0, MESSAGE_CHARS) + "…";
    }
    return new ClickHouseException(
        code,
        String.format(Locale.ROOT, "ClickHouse answered %d: %s", answer.statusCode(), message));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String base() {
    String url = address.url().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
