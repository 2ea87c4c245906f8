package zhijiao.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.Simulator;
import zhijiao.rules.Rule;
import zhijiao.rules.RuleCatalog;

/** The same facts in any order, twice, late, on any parallelism, through a failure: the same last lines, byte for byte. */
class ReplayLawsTest {

  private static final int PEOPLE = 500;
  private static final int DAYS = 2;

  /** What these rules find takes longer than the days of this replay. */
  private static final Set<String> OF_WEEKS =
      Set.of(
          "check-in-odd-hour",
          "activity-shortfall",
          "lost-contact",
          "intake-overdue",
          "new-staypoint",
          "shield-jam",
          "night-shift");

  @TempDir static Path folder;

  private static Simulator simulator;
  private static List<Fact> facts;
  private static String expected;

  @BeforeAll
  static void replay_as_it_came() throws IOException {
    simulator =
        new Simulator(
            Simulator.Scenario.ofDefault(3, DAYS, PEOPLE, Noise.HARSH).intense(6),
            CalendarFile.china());
    facts = new ArrayList<>();
    simulator.facts(facts::add);
    Path written = write("as-it-came", facts);
    ResultFiles.Summary summary = ReplayJob.run(request(written));
    assertTrue(summary.addsUp(), summary.toString());
    for (Rule rule : RuleCatalog.shipped().rules()) {
      String id = rule.card().id();
      assertTrue(
          summary.alertsByRule().containsKey(id) != OF_WEEKS.contains(id),
          id + " finds something, unless it takes weeks: " + summary.alertsByRule());
    }
    expected = lastLines(written);
  }

  private static ReplayJob.Request request(Path written) {
    return ReplayJob.Request.of(written, written.resolveSibling(written.getFileName() + "-out"));
  }

  private static String lastLines(Path written) throws IOException {
    Path out = written.resolveSibling(written.getFileName() + "-out");
    String scores = Files.readString(out.resolve(ResultFiles.RISK));
    assertTrue(scores.lines().count() > PEOPLE, "people are scored");
    return Files.readString(out.resolve(ResultFiles.ALERTS_FINAL)) + scores;
  }

  private static Path write(String name, List<Fact> lines) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    Files.writeString(target.resolve(FactFile.ZONES), simulator.zones(), StandardCharsets.UTF_8);
    Map<FactFile, List<String>> files = new EnumMap<>(FactFile.class);
    for (Fact fact : lines) {
      files
          .computeIfAbsent(FactJson.fileOf(fact), unused -> new ArrayList<>())
          .add(FactJson.write(fact));
    }
    for (Map.Entry<FactFile, List<String>> file : files.entrySet()) {
      Files.write(target.resolve(file.getKey().fileName()), file.getValue());
    }
    return target;
  }

  /** The same fact, received at another time. */
  private static Fact received(Fact fact, long at) {
    RecordComponent[] parts = fact.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[parts.length];
    Object[] values = new Object[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        types[i] = parts[i].getType();
        values[i] =
            parts[i].getName().equals("receivedAt") ? at : parts[i].getAccessor().invoke(fact);
      }
      Fact copy = (Fact) fact.getClass().getDeclaredConstructor(types).newInstance(values);
      assertEquals(fact.id(), copy.id());
      assertEquals(at, copy.receivedAt());
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("every fact is a public record", e);
    }
  }

  @Test
  void shuffled_lines_and_second_copies_change_nothing() throws IOException {
    Random random = new Random(1);
    List<Fact> copies = new ArrayList<>(facts);
    for (Fact fact : facts) {
      if (random.nextInt(3) == 0) {
        copies.add(received(fact, fact.receivedAt() + random.nextInt(3_600_000)));
      }
    }
    Collections.shuffle(copies, random);
    Path written = write("shuffled", copies);
    ResultFiles.Summary summary = ReplayJob.run(request(written));
    assertEquals(expected, lastLines(written));
    assertTrue(summary.addsUp(), summary.toString());
    assertTrue(summary.duplicates() > facts.size() / 4, summary.toString());
  }

  @Test
  void facts_up_to_a_day_and_a_half_late_change_nothing_in_the_end() throws IOException {
    Random random = new Random(2);
    long first =
        facts.stream().mapToLong(Fact::receivedAt).max().orElseThrow() - DAYS * 86_400_000L;
    List<Fact> delayed = new ArrayList<>();
    for (Fact fact : facts) {
      long from = Math.max(fact.receivedAt(), first);
      int most = random.nextInt(10) == 0 ? 36 * 3_600_000 : 600_000;
      delayed.add(received(fact, from + random.nextInt(most)));
    }
    Path written = write("delayed", delayed);
    ResultFiles.Summary summary = ReplayJob.run(request(written));
    assertEquals(expected, lastLines(written));
    assertTrue(summary.addsUp(), summary.toString());
    assertTrue(summary.retracted() > 0, "nothing was ever retracted: the delays did nothing");
  }

  @Test
  void parallelism_changes_nothing() throws IOException {
    for (int parallelism : new int[] {1, 4}) {
      Path written = write("parallelism-" + parallelism, facts);
      ReplayJob.run(request(written).withParallelism(parallelism));
      assertEquals(expected, lastLines(written));
    }
  }

  @Test
  void a_task_that_fails_in_the_middle_changes_nothing() throws IOException {
    FailOnce.failures.set(0);
    Path written = write("failure", facts);
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    UnaryOperator<DataStream<Arrival>> failing =
        arrivals -> arrivals.map(new FailOnce()).returns(ZhijiaoTypes.ARRIVAL).setParallelism(1);
    ResultFiles.Summary summary =
        ReplayJob.run(request(written).disturbedBy(configuration, failing));
    assertEquals(1, FailOnce.failures.get(), "the task did not fail");
    assertEquals(expected, lastLines(written));
    assertTrue(summary.addsUp(), summary.toString());
    assertEquals(facts.size(), summary.inputs());
  }

  /** Canary: one fix less is seen, so the comparison can fail. */
  @Test
  void the_comparison_would_show_a_missing_fact() throws IOException {
    assertFalse(expected.isEmpty());
    String subject =
        expected.replaceAll(
            "(?s).*?\"rule\":\"missed-check-in\".*?\"subject\":\"([^\"]+)\".*", "$1");
    List<Fact> fewer =
        facts.stream()
            .filter(f -> !(f instanceof OrderChange o && o.subject().pseudonym().equals(subject)))
            .toList();
    Path written = write("fewer", fewer);
    ReplayJob.run(request(written));
    assertNotEquals(expected, lastLines(written));
  }

  /** Fails once, as soon as a checkpoint is complete; slow enough that one will be. */
  private static final class FailOnce implements MapFunction<Arrival, Arrival>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger failures = new AtomicInteger();
    private transient boolean checkpointed;
    private transient long seen;

    @Override
    public Arrival map(Arrival arrival) throws InterruptedException {
      if (failures.get() == 0 && ++seen % 20 == 0) {
        Thread.sleep(1);
      }
      if (checkpointed && failures.compareAndSet(0, 1)) {
        throw new IllegalStateException("a failure that a test asked for");
      }
      return arrival;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = true;
    }
  }
}
