package zhijiao.local.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import zhijiao.core.fact.Fact;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactFolder;

/** Writes a scenario as a folder of facts with its truth beside it. */
public final class ScenarioFolder {

  /** The truth ledger; not a file that a replay reads. */
  public static final String TRUTH = "truth.jsonl";

  private ScenarioFolder() {}

  /** Writes all files, and gives the truth. */
  public static List<Violation> write(Simulator simulator, Path facts, Path truthFile)
      throws IOException {
    return write(simulator, facts, truthFile, List.of());
  }

  /**
   * The same.
   *
   * @param acts facts beside those that are simulated
   */
  public static List<Violation> write(
      Simulator simulator, Path facts, Path truthFile, List<Fact> acts) throws IOException {
    Files.createDirectories(facts);
    Files.writeString(facts.resolve(FactFile.ZONES), simulator.zones(), StandardCharsets.UTF_8);
    try (FactFolder.Writer files = new FactFolder.Writer(facts, false)) {
      simulator.facts(files::write);
      acts.forEach(files::write);
    }
    List<Violation> truth = simulator.truth();
    Files.write(truthFile, truth.stream().map(Simulator::line).toList(), StandardCharsets.UTF_8);
    return truth;
  }
}
