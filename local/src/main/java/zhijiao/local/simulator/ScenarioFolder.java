package zhijiao.local.simulator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import zhijiao.core.fact.Fact;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactJson;

/** Writes a scenario as a folder of facts with its truth beside it. */
public final class ScenarioFolder {

  /** The truth ledger; not a file that a replay reads. */
  public static final String TRUTH = "truth.jsonl";

  private ScenarioFolder() {}

  /** Writes all files, and gives the truth. */
  public static List<Violation> write(Simulator simulator, Path facts, Path truthFile)
      throws IOException {
    Files.createDirectories(facts);
    Files.writeString(facts.resolve(FactFile.ZONES), simulator.zones(), StandardCharsets.UTF_8);
    Map<FactFile, BufferedWriter> files = new EnumMap<>(FactFile.class);
    try {
      simulator.facts(fact -> write(fact, facts, files));
    } finally {
      for (BufferedWriter file : files.values()) {
        file.close();
      }
    }
    List<Violation> truth = simulator.truth();
    Files.write(truthFile, truth.stream().map(Simulator::line).toList(), StandardCharsets.UTF_8);
    return truth;
  }

  private static void write(Fact fact, Path folder, Map<FactFile, BufferedWriter> files) {
    try {
      FactFile kind = FactJson.fileOf(fact);
      BufferedWriter file = files.get(kind);
      if (file == null) {
        file = Files.newBufferedWriter(folder.resolve(kind.fileName()), StandardCharsets.UTF_8);
        files.put(kind, file);
      }
      file.write(FactJson.write(fact));
      file.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
