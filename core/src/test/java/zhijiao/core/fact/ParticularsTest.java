package zhijiao.core.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParticularsTest {

  private static final List<Particulars.Protection> PROTECTIONS =
      List.of(new Particulars.Protection("p-1", 500, 1_000));
  private static final List<Particulars.Basis> BASES =
      List.of(new Particulars.Basis("z-7", "(2026) 2", null));
  private static final ActivityDuty DUTY = new ActivityDuty(480, 960);

  @Test
  void what_is_said_one_after_the_other_is_what_is_said_at_once() {
    assertEquals(
        new Particulars(
            List.of("z-8"), List.of(), null, PROTECTIONS, 10, BASES, DUTY, SentenceType.PAROLE),
        Particulars.NONE
            .withKeyPlaces(List.of("z-8"))
            .withProtections(PROTECTIONS)
            .withTagReportMinutes(10)
            .withBases(BASES)
            .withActivityDuty(DUTY)
            .withSentence(SentenceType.PAROLE));
  }

  @Test
  void what_else_was_said_stays() {
    Particulars all =
        new Particulars(
            List.of("z-8"),
            List.of("z-9"),
            "case-1",
            PROTECTIONS,
            10,
            BASES,
            DUTY,
            SentenceType.PAROLE);
    assertEquals(
        all,
        all.withKeyPlaces(all.keyPlaces())
            .withProtections(all.protections())
            .withTagReportMinutes(all.tagReportMinutes())
            .withBases(all.bases())
            .withActivityDuty(all.activityDuty())
            .withSentence(all.sentence()));
  }
}
