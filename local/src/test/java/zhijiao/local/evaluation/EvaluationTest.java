package zhijiao.local.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.local.evaluation.Evaluation.Line;
import zhijiao.local.simulator.Violation;

class EvaluationTest {

  private static final long HOUR = 3_600_000;
  private static final long NOON = 1_775_016_000_000L;

  private static Violation violation(String rule, int hour) {
    long from = NOON + hour * HOUR;
    return new Violation(rule, "S-1", "z", from, from + HOUR / 2, true, "");
  }

  private static AlertSpan alert(String rule, long from, long until) {
    return new AlertSpan(rule, "S-1", "z", from, until, from + 10_000);
  }

  private static AlertSpan alert(String rule, int hour) {
    return alert(rule, NOON + hour * HOUR, NOON + hour * HOUR + HOUR / 2);
  }

  private static final List<Violation> TRUTH =
      List.of(violation("a", 0), violation("a", 2), violation("b", 0), violation("b", 4));

  private static final List<AlertSpan> RIGHT =
      List.of(alert("a", 0), alert("a", 2), alert("b", 0), alert("b", 4));

  private static Line line(List<AlertSpan> alerts, String rule) {
    return Evaluation.of(TRUTH, alerts, 10).lines().stream()
        .filter(line -> line.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void all_found_and_nothing_else_is_one_and_one() {
    Evaluation evaluation = Evaluation.of(TRUTH, RIGHT, 10);
    assertEquals(2, evaluation.lines().size());
    for (Line line : evaluation.lines()) {
      assertEquals(1, line.recall());
      assertEquals(1, line.precision());
      assertEquals(10, line.delayP50());
    }
    assertEquals(0.4, evaluation.alertsPerPersonDay());
  }

  @Test
  void an_alert_that_is_left_out_costs_recall_of_its_rule_only() {
    List<AlertSpan> fewer = RIGHT.subList(1, 4);
    assertEquals(0.5, line(fewer, "a").recall());
    assertEquals(1, line(fewer, "a").precision());
    assertEquals(1, line(fewer, "b").recall());
  }

  @Test
  void an_alert_too_many_costs_precision_of_its_rule_only() {
    List<AlertSpan> more = new ArrayList<>(RIGHT);
    more.add(alert("b", 12));
    assertEquals(2 / 3.0, line(more, "b").precision());
    assertEquals(1, line(more, "b").recall());
    assertEquals(1, line(more, "a").precision());
  }

  @Test
  void a_second_alert_about_the_same_violation_is_false() {
    List<AlertSpan> twice = new ArrayList<>(RIGHT);
    twice.add(alert("a", 0));
    assertEquals(1, line(twice, "a").wrong());
    assertEquals(2, line(twice, "a").found());
  }

  @Test
  void one_long_alert_does_not_find_two_violations() {
    List<AlertSpan> one = List.of(alert("a", NOON, NOON + 3 * HOUR));
    assertEquals(1, line(one, "a").found());
    assertEquals(1, line(one, "a").missed());
  }

  @Test
  void an_alert_of_another_person_or_target_finds_nothing() {
    AlertSpan right = alert("a", 0);
    List<AlertSpan> others =
        List.of(
            new AlertSpan("a", "S-2", "z", right.openedAt(), right.endedAt(), right.toldAt()),
            new AlertSpan("a", "S-1", "y", right.openedAt(), right.endedAt(), right.toldAt()));
    assertEquals(0, line(others, "a").found());
    assertEquals(2, line(others, "a").wrong());
  }

  @Test
  void beyond_the_tolerance_nothing_matches() {
    long tolerance = Matching.TOLERANCE_MILLIS;
    long until = NOON + HOUR / 2;
    assertEquals(1, line(List.of(alert("a", until + tolerance, until + HOUR)), "a").found());
    assertEquals(0, line(List.of(alert("a", until + tolerance + 1, until + HOUR)), "a").found());
  }

  @Test
  void no_alert_at_all_has_no_precision_and_finds_nothing() {
    Line line = line(List.of(), "a");
    assertEquals(0, line.recall());
    assertTrue(Double.isNaN(line.precision()));
    assertTrue(Evaluation.of(TRUTH, List.of(), 10).render("t").contains("–"));
  }

  @Test
  void what_nothing_could_show_is_neither_missed_nor_false() {
    Violation hidden = new Violation("a", "S-1", "z", NOON, NOON + HOUR, false, "");
    Evaluation silent = Evaluation.of(List.of(hidden), List.of(), 10);
    assertEquals(0, silent.lines().get(0).missed());
    Evaluation found = Evaluation.of(List.of(hidden), List.of(alert("a", 0)), 10);
    assertEquals(0, found.lines().get(0).wrong());
    assertEquals(0, found.lines().get(0).found());
  }

  @Test
  void a_percentile_is_a_value_that_was_measured() {
    List<Double> values = List.of(1.0, 2.0, 3.0, 4.0);
    assertEquals(2, Evaluation.percentile(values, 0.5));
    assertEquals(4, Evaluation.percentile(values, 0.99));
    assertTrue(Double.isNaN(Evaluation.percentile(List.of(), 0.5)));
  }
}
