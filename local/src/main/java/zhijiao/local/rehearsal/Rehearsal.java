package zhijiao.local.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import zhijiao.core.fact.Fact;
import zhijiao.jobs.io.InputCount;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseRow;
import zhijiao.jobs.io.clickhouse.Rows;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.local.simulator.ScenarioFolder;
import zhijiao.local.simulator.Simulator;
import zhijiao.local.simulator.Violation;

/** Simulates, judges, lets an officer decide, judges again with what was decided, and loads what was told. */
public final class Rehearsal {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH_BYTES = 8 << 20;

  /**
   * What was loaded.
   *
   * @param acts of the officer
   * @param vectors every revision
   */
  public record Report(int violations, int alertEvents, int acts, int vectors) {}

  private Rehearsal() {}

  /**
   * @param folder for the facts
   * @param server with the tables of this build, empty
   * @param until the scenario's end, epoch milliseconds UTC
   */
  public static Report run(
      Simulator simulator, Path folder, ClickHouse server, long until, Consumer<String> progress)
      throws IOException {
    Path facts = folder.resolve("facts");
    List<Violation> truth =
        ScenarioFolder.write(simulator, facts, folder.resolve(ScenarioFolder.TRUTH));
    ReplayJob.Request request =
        ReplayJob.Request.of(facts, folder.resolve("results")).telling(progress);
    List<Fact> acts = RehearsalOfficer.acts(ReplayJob.collect(request).alerts(), truth, until);
    Path decided = folder.resolve("decided");
    ScenarioFolder.write(simulator, decided, folder.resolve(ScenarioFolder.TRUTH), acts);
    ResultFiles.Collected told =
        ReplayJob.collect(
            ReplayJob.Request.of(decided, folder.resolve("results")).telling(progress));
    progress.accept("loading ClickHouse");
    load(server, Rows.alertEvents(), told.alerts());
    load(server, Rows.riskScores(), told.risk());
    load(server, Rows.riskVectors(), told.risk());
    load(server, Rows.tierSuggestions(), told.risk());
    load(
        server,
        Rows.inputCounts(),
        List.of(new InputCount("fix", "input", "", until, acts.size())));
    return new Report(truth.size(), told.alerts().size(), acts.size(), told.risk().size());
  }

  private static <T> void load(ClickHouse server, ClickHouseRow<T> rows, List<T> values)
      throws IOException {
    ByteArrayOutputStream waiting = new ByteArrayOutputStream(BATCH_BYTES);
    for (T value : values) {
      ObjectNode row = JSON.createObjectNode();
      if (rows.fill(value, row)) {
        waiting.writeBytes(JSON.writeValueAsBytes(row));
        waiting.write('\n');
      }
      if (waiting.size() >= BATCH_BYTES) {
        server.insert(rows.table(), waiting.toByteArray());
        waiting.reset();
      }
    }
    if (waiting.size() > 0) {
      server.insert(rows.table(), waiting.toByteArray());
    }
  }
}
