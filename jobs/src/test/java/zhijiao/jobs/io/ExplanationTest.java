package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zhijiao.core.alert.Alert;
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
}
