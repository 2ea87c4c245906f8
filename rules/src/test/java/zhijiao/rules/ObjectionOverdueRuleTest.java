package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;

class ObjectionOverdueRuleTest {

  private final Telling person =
      new Telling("objection-overdue", "order: home circle 28.4511,119.9203 r 80m");

  @Test
  void s14_an_objection_without_an_answer_is_told_to_managers_after_fifteen_days() {
    assertEquals(
        "",
        person.dated(
            "09:00 objection OB-1 filed",
            "10:00 battery 9%",
            "2026-03-17 08:59:59 check-in by visit"));
    assertEquals(
        "2026-03-17 09:00:00 – ",
        person.dated(
            "09:00 objection OB-1 filed",
            "10:00 battery 9%",
            "2026-03-17 09:00:00 check-in by visit"));
    assertEquals(Audience.MANAGERS, ObjectionOverdueRule.CARD.audience());
    assertEquals(Matter.PROCEDURE, ObjectionOverdueRule.CARD.matter());
  }

  @Test
  void s14_an_answer_ends_it_and_one_in_time_prevents_it() {
    assertEquals(
        "2026-03-17 09:00:00 – 2026-03-18 10:00:00",
        person.dated(
            "09:00 objection OB-1 filed",
            "09:30 objection OB-2 filed",
            "10:00 battery 9%",
            "2026-03-17 09:00 objection OB-2 answered",
            "2026-03-18 10:00 objection OB-1 answered",
            "2026-03-20 09:00 check-in by visit"));
  }

  @Test
  void the_end_of_supervision_answers_nobody() {
    assertEquals(
        "2026-03-17 09:00:00 – ",
        person.dated(
            "09:00 objection OB-1 filed",
            "10:00 battery 9%",
            "2026-03-10 00:00 order ends",
            "2026-03-20 09:00 check-in by visit"));
  }
}
