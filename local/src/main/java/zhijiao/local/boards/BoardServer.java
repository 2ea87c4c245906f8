package zhijiao.local.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseException;

/** Serves the board page, its data and the alert feed on the loopback address. */
public final class BoardServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A statement of a shipped board is a few hundred characters, and choices are few. */
  private static final int LONGEST_REQUEST = 64 * 1024;

  /** A column of time has a zone of its own; the page is given instants. */
  private static final String INSTANTS_IN_UTC =
      "\nSETTINGS date_time_output_format = 'iso'\nFORMAT JSONCompact";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "geojson", "application/json",
          "svg", "image/svg+xml");

  /** Lengths of a step that people count in, seconds. */
  private static final long[] STEPS = {
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600,
    43_200, 86_400, 604_800
  };

  private final BoardLibrary library;
  private final ClickHouse reader;
  private final Path page;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8, BoardServer::daemon);
  private final AlertFeed feed;

  private BoardServer(BoardLibrary library, ClickHouse reader, Path page, HttpServer server) {
    this.library = library;
    this.reader = reader;
    this.page = page;
    this.server = server;
    this.feed = new AlertFeed(reader);
  }

  /**
   * @param boards folder of the shipped boards
   * @param page folder of the built page
   * @param reader ClickHouse as a user who may only read
   * @param port 0 for any that is free
   */
  public static BoardServer start(Path boards, Path page, ClickHouse reader, int port)
      throws IOException {
    if (!Files.isRegularFile(page.resolve("index.html"))) {
      throw new IOException("the board page is not built: " + page);
    }
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    BoardServer server = new BoardServer(BoardLibrary.read(boards), reader, page, http);
    http.createContext("/", server::answer);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "boards");
    thread.setDaemon(true);
    return thread;
  }

  /** Where a browser finds the page. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isLocal(exchange)) {
        send(exchange, 403, "text/plain", "this page answers on this machine alone");
        return;
      }
      String path = exchange.getRequestURI().getPath();
      try {
        if (path.equals("/api/feed")) {
          feed.serve(exchange);
        } else if (path.startsWith("/api/")) {
          sendJson(exchange, api(path.substring("/api/".length()), exchange));
        } else {
          file(exchange, path);
        }
      } catch (NotThere e) {
        send(exchange, 404, "text/plain; charset=utf-8", message(e));
      } catch (IllegalArgumentException e) {
        send(exchange, 400, "text/plain; charset=utf-8", message(e));
      } catch (ClickHouseException e) {
        send(exchange, 502, "text/plain; charset=utf-8", message(e));
      }
    }
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** A page of a stranger could otherwise have a browser on this machine ask in its name. */
  private static boolean isLocal(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    int port = exchange.getLocalAddress().getPort();
    boolean known = ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
    return known && (origin == null || origin.equals("http://" + host));
  }

  private JsonNode api(String path, HttpExchange exchange) throws IOException {
    if (path.equals("boards")) {
      return boards();
    }
    if (path.startsWith("boards/")) {
      String uid = path.substring("boards/".length());
      return library.find(uid).orElseThrow(() -> new NotThere("there is no board " + uid));
    }
    if (path.equals("span")) {
      return span();
    }
    if (path.equals("query")) {
      JsonNode request = request(exchange);
      String sql =
          library
              .query(
                  request.path("board").asText(),
                  request.path("panel").asInt(),
                  request.path("refId").asText())
              .orElseThrow(() -> new NotThere("no shipped board has this query"));
      return run(sql, request);
    }
    if (path.equals("variable")) {
      JsonNode request = request(exchange);
      String sql =
          library
              .variable(request.path("board").asText(), request.path("variable").asText())
              .orElseThrow(() -> new NotThere("no shipped board has this variable"));
      return run(sql, request);
    }
    throw new NotThere("there is no " + path);
  }

  private ArrayNode boards() {
    ArrayNode list = JSON.createArrayNode();
    for (JsonNode board : library.boards()) {
      list.addObject()
          .put("uid", board.path("uid").asText())
          .put("title", board.path("title").asText());
    }
    return list;
  }

  /** From when to when there are alerts, or null. */
  private JsonNode span() throws IOException {
    String answer =
        reader
            .run(
                "SELECT toUnixTimestamp(min(opened_at)), toUnixTimestamp(max(changed_at)), count()"
                    + " FROM zhijiao.alerts_board FORMAT TabSeparated")
            .strip();
    String[] cells = answer.split("\t");
    if (cells.length < 3 || cells[2].equals("0")) {
      return JSON.nullNode();
    }
    long hour = 3_600;
    return JSON.createObjectNode()
        .put("from", (Long.parseLong(cells[0]) / hour - 1) * hour * 1_000)
        .put("to", (Long.parseLong(cells[1]) / hour + 1) * hour * 1_000);
  }

  private JsonNode run(String rawSql, JsonNode request) throws IOException {
    Map<String, List<String>> chosen = new HashMap<>();
    for (Map.Entry<String, JsonNode> variable : request.path("variables").properties()) {
      List<String> values = new ArrayList<>();
      variable.getValue().forEach(value -> values.add(value.asText()));
      chosen.put(variable.getKey(), values);
    }
    long from = request.path("from").asLong();
    long until = request.path("to").asLong();
    long interval =
        interval(
            until - from, request.path("points").asInt(500), request.path("interval").asText());
    BoardSql sql = new BoardSql(from, until, interval, chosen);
    JsonNode answer = JSON.readTree(reader.run(sql.write(rawSql) + INSTANTS_IN_UTC));
    ObjectNode out = JSON.createObjectNode();
    out.set("columns", answer.path("meta"));
    out.set("rows", answer.path("data"));
    return out.put("interval", interval);
  }

  /**
   * Steps of a course, seconds: about as many as there are points on the screen, of a length that people count in, no finer
   * than the panel allows.
   */
  static long interval(long spanMillis, int points, String least) {
    long smallest = 1;
    if (!least.isEmpty()) {
      long count = Long.parseLong(least.substring(0, least.length() - 1));
      smallest =
          switch (least.charAt(least.length() - 1)) {
            case 's' -> count;
            case 'm' -> count * 60;
            case 'h' -> count * 3_600;
            case 'd' -> count * 86_400;
            default -> throw new IllegalArgumentException("no interval: " + least);
          };
    }
    double wanted = spanMillis / 1_000.0 / Math.max(1, points);
    long nearest = STEPS[0];
    for (long step : STEPS) {
      if (Math.abs(step - wanted) < Math.abs(nearest - wanted)) {
        nearest = step;
      }
    }
    return Math.max(smallest, nearest);
  }

  private static JsonNode request(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new IllegalArgumentException("a query is posted");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST + 1);
    if (body.length > LONGEST_REQUEST) {
      throw new IllegalArgumentException("the request is too long");
    }
    try {
      return JSON.readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("the request is no JSON", e);
    }
  }

  private void file(HttpExchange exchange, String path) throws IOException {
    Path file = page.resolve(path.equals("/") ? "index.html" : path.substring(1)).normalize();
    if (!file.startsWith(page) || !Files.isRegularFile(file)) {
      throw new NotThere("there is no " + path);
    }
    String name = file.getFileName().toString();
    String type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
    send(exchange, 200, type, Files.readAllBytes(file));
  }

  private static void sendJson(HttpExchange exchange, JsonNode body) throws IOException {
    send(exchange, 200, "application/json", JSON.writeValueAsBytes(body));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    feed.close();
    server.stop(0);
    threads.shutdownNow();
  }

  /** What was asked for is not there. */
  private static final class NotThere extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotThere(String message) {
      super(message);
    }
  }
}
