package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.Alert;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;
import zhijiao.rules.Rule;
import zhijiao.rules.RuleCatalog;

class ExplanationTest {

  @Test
  void s15_every_rule_explains_its_alerts_in_chinese_and_in_english() {
    for (Rule rule : RuleCatalog.shipped().rules()) {
      Alert alert = RoutingTest.event(rule.card().id()).alert();
      String chinese = Explanation.chinese(alert);
      String english = Explanation.english(alert);
      assertTrue(chinese.startsWith("s-1 ") && chinese.endsWith("。"), chinese);
      assertTrue(chinese.codePoints().filter(c -> c > 0x4e00).count() > 8, chinese);
      assertTrue(english.startsWith("s-1 ") && english.endsWith("."), english);
      assertFalse(english.codePoints().anyMatch(c -> c > 0x4e00), english);
    }
  }

  /** Who came home too late and then checked in there: the place is told by the check-in. */
  @Test
  void the_chinese_sentence_names_the_source_of_a_place_in_chinese() {
    for (String what :
        List.of("fix gps", "fix wifi", "fix cell", "sighting", "sighting verified", "check-in")) {
      Evidence piece =
          new Evidence(
              null,
              null,
              what,
              1_772_416_800_000L,
              GeoPoint.ofDegrees(28.45, 119.92),
              12,
              Containment.INSIDE,
              -40);
      String chinese = Explanation.chinese(RoutingTest.event("curfew", piece).alert());
      assertFalse(chinese.contains(what), chinese);
      assertTrue(chinese.contains("在边界内 40 米"), chinese);
    }
  }
}
