package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;

class NextStepRuleTest {

  private final Telling person =
      new Telling("next-step", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void s8_it_is_a_suggestion_with_its_reasons_to_managers() {
    Finding finding =
        person
            .findings(
                "08:00 battery 9%",
                "09:00 admonition given",
                "10:00 admonition given",
                "11:00 breach established",
                "12:00 battery 9%")
            .get(0);
    assertEquals(
        List.of("admonition", "admonition", "breach"),
        finding.evidence().stream().map(Evidence::what).toList());
    assertEquals("warning", finding.target());
    assertEquals(Audience.MANAGERS, NextStepRule.CARD.audience());
    assertEquals(Matter.PROCEDURE, NextStepRule.CARD.matter());
  }

  @Test
  void a_third_admonition_shows_that_two_have_not_helped() {
    assertEquals(
        "11:00:00-",
        person.found(
            "08:00 battery 9%",
            "09:00 admonition given",
            "10:00 admonition given",
            "11:00 admonition given",
            "12:00 battery 9%"));
  }

  @Test
  void a_breach_before_the_second_admonition_is_what_it_was_given_for() {
    assertEquals(
        "",
        person.found(
            "08:00 battery 9%",
            "09:00 admonition given",
            "10:00 breach established",
            "11:00 admonition given",
            "12:00 battery 9%"));
  }

  @Test
  void a_public_security_measure_and_a_breach_are_enough_for_a_revocation_to_be_considered() {
    List<Finding> findings =
        person.findings(
            "08:00 battery 9%",
            "09:00 public-security measure taken", "10:00 breach established", "12:00 battery 9%");
    assertEquals(List.of("revocation"), findings.stream().map(Finding::target).toList());
  }

  @Test
  void a_proposal_ends_the_suggestion() {
    assertEquals(
        "11:00:00-11:30:00",
        person.found(
            "08:00 battery 9%",
            "09:00 warning given",
            "10:00 warning given",
            "11:00 breach established",
            "11:30 revocation proposed",
            "12:00 battery 9%"));
  }

  @Test
  void what_was_decided_under_an_earlier_sentence_does_not_count() {
    assertEquals(
        "",
        person.found(
            "07:00 battery 9%",
            "08:00 warning given",
            "08:10 warning given",
            "08:20 order ends",
            "08:30 order home circle 28.4511,119.9203 r 80m",
            "09:00 breach established",
            "12:00 battery 9%"));
  }
}
