package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

class WelfareRuleTest {

  private final Telling person =
      new Telling("welfare", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void s31_only_the_clinician_is_told_and_only_a_clinician_lays_it_to_rest() {
    assertEquals(Audience.CLINICIAN, WelfareRule.CARD.audience());
    assertEquals(Matter.WELFARE, WelfareRule.CARD.matter());
    assertFalse(WelfareRule.CARD.endsByItself());
  }

  @Test
  void s31_a_finding_holds_a_level_and_no_word_and_no_place() {
    Finding finding =
        person.findings("08:00 battery 9%", "09:00 welfare acute", "10:00 battery 9%").get(0);
    Evidence piece = finding.evidence().get(0);
    assertEquals("welfare signal", piece.what());
    assertNull(piece.point());
    assertEquals(0, finding.parameters().size());
  }

  @Test
  void an_acute_signal_is_more_severe_and_ends_the_concern_before_it() {
    List<Finding> findings =
        person.findings(
            "08:00 battery 9%", "09:00 welfare concern", "10:00 welfare acute", "11:00 battery 9%");
    assertEquals(
        List.of(Severity.P2, Severity.P1), findings.stream().map(Finding::severity).toList());
    assertEquals(findings.get(1).openedAt(), findings.get(0).endedAt());
  }

  @Test
  void the_same_level_again_is_the_same_episode_and_none_ends_it() {
    assertEquals(
        "09:00:00-11:00:00",
        person.found(
            "08:00 battery 9%",
            "09:00 welfare concern",
            "10:00 welfare concern",
            "11:00 welfare none",
            "12:00 battery 9%"));
  }

  @Test
  void a_signal_without_concern_opens_nothing() {
    assertEquals("", person.found("08:00 battery 9%", "09:00 welfare none", "10:00 battery 9%"));
  }
}
