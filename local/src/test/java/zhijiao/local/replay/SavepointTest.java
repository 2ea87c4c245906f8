package zhijiao.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertState;
import zhijiao.core.fact.Fact;
import zhijiao.core.timeline.Horizon;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.ArrivalRun;
import zhijiao.jobs.io.ArrivalRunFormat;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.jobs.main.EngineSettings;
import zhijiao.jobs.operator.ProgramSource;
import zhijiao.jobs.pipeline.ReceiptWatermarks;
import zhijiao.jobs.pipeline.SupervisionPipeline;
import zhijiao.jobs.pipeline.Uids;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.Simulator;
import zhijiao.rules.RuleCatalog;

/** A job that was stopped with a savepoint goes on from it, at another parallelism, as if it had never stopped. */
class SavepointTest {

  private static final Queue<AlertEvent> EVENTS = new ConcurrentLinkedQueue<>();

  @TempDir private Path folder;

  @Test
  void a_job_goes_on_from_a_savepoint_at_another_parallelism() throws Exception {
    Path run = folder.resolve("arrivals.run");
    ProgramSource program = prepare(run);
    EVENTS.clear();
    start(program, run, 2, null, false).getJobExecutionResult().get(120, TimeUnit.SECONDS);
    Map<String, Alert> expected = last();
    assertTrue(expected.size() > 10, "only " + expected.size() + " alerts");

    EVENTS.clear();
    JobClient first = start(program, run, 2, null, true);
    while (EVENTS.size() < 5) {
      Thread.sleep(10);
    }
    String savepoint =
        first
            .stopWithSavepoint(
                false,
                folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    int before = last().size();
    assertTrue(before < expected.size(), "it was done before the savepoint was taken");
    start(program, run, 3, savepoint, false).getJobExecutionResult().get(120, TimeUnit.SECONDS);
    assertEquals(lines(expected), lines(last()));
  }

  /** One line for each alert, so that a difference can be read. */
  private static String lines(Map<String, Alert> alerts) {
    StringBuilder lines = new StringBuilder();
    alerts.forEach((id, alert) -> lines.append(alert).append('\n'));
    return lines.toString();
  }

  private static ProgramSource prepare(Path run) throws IOException {
    Simulator simulator =
        new Simulator(
            Simulator.Scenario.ofDefault(5, 2, 300, Noise.DEFAULT).intense(6),
            CalendarFile.china());
    List<Fact> facts = new ArrayList<>();
    simulator.facts(facts::add);
    ArrivalRun.Stats stats;
    try (ArrivalRun.Sorter sorter = new ArrivalRun.Sorter(run)) {
      long line = 0;
      for (Fact fact : facts) {
        sorter.add(Arrival.of(new Origin("facts", 0, line++), fact));
      }
      stats = sorter.finish();
    }
    EngineSettings settings = EngineSettings.DEFAULT;
    try (var zones =
        new java.io.ByteArrayInputStream(simulator.zones().getBytes(StandardCharsets.UTF_8))) {
      return new ProgramSource(
          ZonesFile.read(zones, "zones").catalog(),
          settings.holidays(),
          settings.judge(),
          settings.timeline(),
          RuleCatalog.of(settings.rules()),
          settings.alerts(),
          new Horizon(stats.firstObserved(), stats.lastObserved()));
    }
  }

  private JobClient start(
      ProgramSource program, Path run, int parallelism, String savepoint, boolean slowly)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DataStream<Arrival> arrivals =
        env.fromSource(
                FileSource.forRecordStreamFormat(
                        new ArrivalRunFormat(),
                        org.apache.flink.core.fs.Path.fromLocalFile(run.toFile()))
                    .build(),
                ReceiptWatermarks.strategy(Duration.ofSeconds(10), null),
                "facts")
            .setParallelism(1)
            .uid(Uids.SOURCE)
            .map(new Slow(slowly))
            .returns(ZhijiaoTypes.ARRIVAL)
            .setParallelism(1)
            .uid("slow");
    SupervisionPipeline.attach(arrivals, program, SupervisionPipeline.Capacity.DEFAULT)
        .alerts()
        .map(new Collect())
        .returns(Types.INT)
        .uid("collect")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    return env.executeAsync("savepoint test");
  }

  /**
   * The last state of each alert that stands. Which ones were told and taken back in between depends on how far time had
   * come when a fact arrived.
   */
  private static Map<String, Alert> last() {
    Map<String, AlertEvent> last = new TreeMap<>();
    for (AlertEvent event : EVENTS) {
      last.merge(
          event.alert().id().toString(),
          event,
          (known, next) -> next.revision() >= known.revision() ? next : known);
    }
    Map<String, Alert> alerts = new TreeMap<>();
    last.forEach(
        (id, event) -> {
          if (event.alert().state() != AlertState.RETRACTED) {
            alerts.put(id, event.alert());
          }
        });
    return alerts;
  }

  private static final class Slow implements MapFunction<Arrival, Arrival> {
    private static final long serialVersionUID = 1L;
    private final boolean slow;
    private long seen;

    Slow(boolean slow) {
      this.slow = slow;
    }

    @Override
    public Arrival map(Arrival arrival) throws InterruptedException {
      if (slow && ++seen % 10 == 0) {
        Thread.sleep(1);
      }
      return arrival;
    }
  }

  private static final class Collect implements MapFunction<AlertEvent, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer map(AlertEvent event) {
      EVENTS.add(event);
      return 1;
    }
  }
}
