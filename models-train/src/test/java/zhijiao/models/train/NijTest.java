package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** On data of others, which is not in the repository: {@code -Dzhijiao.nij} names the folder. */
class NijTest {

  private static final Path FOLDER = Path.of(System.getProperty("zhijiao.nij", "no-folder-named"));

  private static final Path TRAINING = FOLDER.resolve("nij_train_15429.csv.gz");

  private static Spec logisticOnly(String name) throws IOException {
    String text = Files.readString(Path.of("specs", name));
    return Made.spec(text.replace("[logistic, forest, boosting]", "[logistic]"));
  }

  @Test
  void the_shipped_specs_read_the_table_and_beat_what_they_must() throws IOException {
    assumeTrue(Files.exists(TRAINING), "-Dzhijiao.nij names no folder with nij_train_15429.csv.gz");
    for (String name : new String[] {"nij.yaml", "nij-release.yaml"}) {
      Spec spec = logisticOnly(name);
      Sample sample = SampleReader.read(Table.toTrain(TRAINING, spec), spec);
      assertEquals(15_429, sample.size());
      for (Sample.ColumnQuality column : sample.quality().columns()) {
        assertEquals(0, column.unreadable(), column.name());
      }
      Measures measures = Made.train(sample, spec).measures();
      assertTrue(measures.brier() < (spec.name().equals("nij") ? 0.195 : 0.207), spec.name());
      assertTrue(measures.ece() < 0.02, spec.name());
    }
  }
}
