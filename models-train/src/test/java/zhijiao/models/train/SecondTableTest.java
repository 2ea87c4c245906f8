package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondTableTest {

  @TempDir private Path folder;

  @Test
  void another_table_needs_only_another_spec_and_gives_back_the_published_rates()
      throws IOException {
    Spec spec = SpecReader.read(Path.of("specs", "published-rates.yaml"));
    Sample sample = Made.sample(folder, PublishedRates.table(6000, 2005), spec);
    assertTrue(sample.quality().unknownOutcomes() > 300);
    Trained trained = Made.train(sample, spec);
    Measures measures = trained.measures();
    assertEquals(PublishedRates.WITHIN_THREE_YEARS, measures.rate(), 0.02);
    assertEquals(measures.rate(), measures.meanProbability(), 0.01);
    double byThree = PublishedRates.WITHIN_THREE_YEARS / PublishedRates.WITHIN_FIVE_YEARS;
    String[] ages = {"24 or younger", "25 to 39", "40 or older"};
    for (int age = 0; age < ages.length; age++) {
      assertEquals(
          PublishedRates.BY_AGE[age] * byThree,
          trained.byGroup("age").get(ages[age]).meanProbability(),
          0.03,
          ages[age]);
    }
    assertTrue(trained.advantage(Evaluation.Reference.BASE_RATE)[0] > 0);
    assertEquals(1, measures.slope(), 3 * measures.slopeError() + 0.1);
  }
}
