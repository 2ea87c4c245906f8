package zhijiao.jobs.io.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;

/** What is sent, when, and how often; against a server that answers as it is told. */
class ClickHouseTest {

  private static final String SECRET = "s3cret-word";

  @TempDir Path folder;

  private HttpServer http;
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> urls = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private ClickHouse server;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          urls.add(exchange.getRequestURI().toString());
          keys.add(exchange.getRequestHeaders().getFirst("X-ClickHouse-Key"));
          int code = answers.isEmpty() ? 0 : answers.remove();
          byte[] text = ("Code: " + code + ". DB::Exception").getBytes(StandardCharsets.UTF_8);
          if (code != 0) {
            exchange.getResponseHeaders().add("X-ClickHouse-Exception-Code", "" + code);
          }
          exchange.sendResponseHeaders(code == 0 ? 200 : 500, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    http.start();
    Path password = Files.writeString(folder.resolve("password"), SECRET + "\n");
    server =
        new ClickHouse(
            new ClickHouseAddress(
                URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/"),
                "db",
                "me",
                new PasswordSource.InFile(password.toString())));
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @Test
  void a_full_batch_is_sent_and_the_rest_waits_for_the_checkpoint() throws IOException {
    ClickHouseSink.Writer<DeadLetter> writer = writer(new Batching(2, 1 << 20, 1_000, 1, 1, 1));
    for (int i = 1; i <= 5; i++) {
      writer.write(letter(i), null);
    }
    assertEquals(List.of(2L, 2L), bodies.stream().map(b -> b.lines().count()).toList());
    writer.flush(false);
    assertEquals(3, bodies.size());
    writer.flush(true);
    assertEquals(3, bodies.size(), "nothing is sent when nothing waits");
    assertTrue(urls.get(0).contains("INSERT+INTO+db.dead_letters+FORMAT+JSONEachRow"));
  }

  @Test
  void rows_that_wait_are_sent_when_their_time_is_up() throws Exception {
    Timers timers = new Timers();
    ClickHouseSink.Writer<DeadLetter> writer =
        new ClickHouseSink.Writer<>(
            server, Rows.deadLetters(), new Batching(10, 1 << 20, 1_000, 1, 1, 1), timers);
    writer.write(letter(1), null);
    writer.write(letter(2), null);
    assertEquals(1, timers.set.size());
    timers.set.remove().onProcessingTime(0);
    assertEquals(1, bodies.size());
    writer.write(letter(3), null);
    assertEquals(1, timers.set.size());
  }

  @Test
  void what_may_pass_is_tried_again_with_the_same_rows() throws IOException {
    answers.addAll(List.of(252, 999));
    ClickHouseSink.Writer<DeadLetter> writer = writer(new Batching(10, 1 << 20, 1_000, 3, 1, 2));
    writer.write(letter(1), null);
    writer.flush(false);
    assertEquals(3, bodies.size());
    assertEquals(bodies.get(0), bodies.get(2));
  }

  @Test
  void what_does_not_pass_in_all_attempts_fails_with_its_reason_and_without_the_password()
      throws IOException {
    answers.addAll(List.of(252, 252, 252));
    ClickHouseSink.Writer<DeadLetter> writer = writer(new Batching(10, 1 << 20, 1_000, 3, 1, 2));
    writer.write(letter(1), null);
    IOException failure = assertThrows(IOException.class, () -> writer.flush(false));
    assertTrue(failure.getMessage().contains("1 rows for dead_letters"), failure.getMessage());
    ClickHouseException cause = (ClickHouseException) failure.getCause();
    assertEquals(252, cause.code());
    assertFalse((failure + "" + cause + server.address()).contains(SECRET));
  }

  @Test
  void what_will_not_pass_is_not_tried_again() throws IOException {
    answers.add(60);
    ClickHouseSink.Writer<DeadLetter> writer = writer(Batching.DEFAULT);
    writer.write(letter(1), null);
    assertThrows(IOException.class, () -> writer.flush(false));
    assertEquals(1, bodies.size());
  }

  @Test
  void the_password_goes_into_a_header_and_never_into_the_url() throws IOException {
    server.run("SELECT 1");
    assertEquals(SECRET, keys.get(0));
    assertFalse(urls.get(0).contains(SECRET));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ClickHouseAddress(
                URI.create("http://me:pw@host:8123"),
                "db",
                "me",
                new PasswordSource.Environment("X")));
  }

  @Test
  void waits_double_up_to_the_longest() {
    Batching batching = new Batching(1, 1, 1, 40, 250, 20_000);
    assertEquals(250, batching.backoffMillis(1));
    assertEquals(500, batching.backoffMillis(2));
    assertEquals(20_000, batching.backoffMillis(8));
    assertEquals(20_000, batching.backoffMillis(40));
  }

  private ClickHouseSink.Writer<DeadLetter> writer(Batching batching) {
    return new ClickHouseSink.Writer<>(server, Rows.deadLetters(), batching, new Timers());
  }

  private static DeadLetter letter(long offset) {
    return new DeadLetter(new Origin("tag-fixes", 0, offset), RejectReason.EMPTY, "", 0, "");
  }

  /** A clock that stands still and rings when it is told to. */
  private static final class Timers implements ProcessingTimeService {

    final Deque<ProcessingTimeCallback> set = new ArrayDeque<>();

    @Override
    public long getCurrentProcessingTime() {
      return 0;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback target) {
      set.add(target);
      return null;
    }
  }
}
