package zhijiao.jobs.io.clickhouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows in batches, all of them before a checkpoint completes: at least once. Since the tables replace rows of
 * equal key, that is as good as exactly once to whoever reads with FINAL. While the server is away the job waits; when it
 * stays away, or refuses a row, the job fails loudly and goes back to its last checkpoint.
 */
public final class ClickHouseSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1;

  private final ClickHouseAddress address;
  private final ClickHouseRow<T> rows;
  private final Batching batching;

  public ClickHouseSink(ClickHouseAddress address, ClickHouseRow<T> rows, Batching batching) {
    this.address = address;
    this.rows = rows;
    this.batching = batching;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(
        new ClickHouse(address), rows, batching, context.getProcessingTimeService());
  }

  static final class Writer<T> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseSink.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClickHouse server;
    private final ClickHouseRow<T> rows;
    private final Batching batching;
    private final ProcessingTimeService clock;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(64 << 10);
    private int waitingRows;
    private boolean timerSet;

    Writer(
        ClickHouse server, ClickHouseRow<T> rows, Batching batching, ProcessingTimeService clock) {
      this.server = server;
      this.rows = rows;
      this.batching = batching;
      this.clock = clock;
    }

    @Override
    public void write(T value, Context context) throws IOException {
      ObjectNode row = JSON.createObjectNode();
      if (!rows.fill(value, row)) {
        return;
      }
      waiting.writeBytes(bytes(row));
      waiting.write('\n');
      waitingRows++;
      if (waitingRows >= batching.rows() || waiting.size() >= batching.bytes()) {
        send();
      } else if (!timerSet) {
        timerSet = true;
        clock.registerTimer(
            clock.getCurrentProcessingTime() + batching.delayMillis(),
            time -> {
              timerSet = false;
              send();
            });
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      send();
    }

    @Override
    public void close() {}

    private void send() throws IOException {
      if (waitingRows == 0) {
        return;
      }
      byte[] batch = waiting.toByteArray();
      for (int attempt = 1; ; attempt++) {
        try {
          server.insert(rows.table(), batch);
          break;
        } catch (InterruptedIOException e) {
          throw e;
        } catch (IOException e) {
          boolean hopeless = e instanceof ClickHouseException refused && !refused.isPassing();
          if (hopeless || attempt == batching.attempts()) {
            throw new IOException(
                waitingRows
                    + " rows for "
                    + rows.table()
                    + " could not be written in "
                    + attempt
                    + (attempt == 1 ? " attempt" : " attempts"),
                e);
          }
          long pause = batching.backoffMillis(attempt);
          LOG.warn(
              "{} rows for {} not written at attempt {} of {}, again in {} ms: {}",
              waitingRows,
              rows.table(),
              attempt,
              batching.attempts(),
              pause,
              e.toString());
          sleep(pause);
        }
      }
      waiting.reset();
      waitingRows = 0;
    }

    private static byte[] bytes(ObjectNode row) {
      try {
        return JSON.writeValueAsBytes(row);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree of plain values can always be written", e);
      }
    }

    private static void sleep(long millis) throws IOException {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        throw interrupted;
      }
    }
  }
}
