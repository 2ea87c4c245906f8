package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertFold;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.Severity;
import zhijiao.jobs.io.clickhouse.ClickHouseRow;
import zhijiao.jobs.io.clickhouse.Rows;
import zhijiao.jobs.io.kafka.ResultWriter;
import zhijiao.rules.Rule;
import zhijiao.rules.RuleCatalog;

class RoutingTest {

  private static final long AT = 1_772_416_800_000L;

  private static AlertCause.FindingChange found(String rule, Evidence... evidence) {
    Finding finding =
        new Finding(
            rule,
            1,
            Severity.P1,
            new Subject("s-1"),
            "t",
            LocalDate.of(2026, 3, 2),
            AT,
            null,
            List.of(evidence),
            new TreeMap<>(),
            "331102",
            "331102001",
            Tier.GENERAL,
            false);
    return new AlertCause.FindingChange(
        AlertKey.of(finding), finding.episodeId(), 1, finding, false, AT);
  }

  static AlertEvent event(String rule, Evidence... evidence) {
    AlertCause.FindingChange change = found(rule, evidence);
    AlertFold fold = new AlertFold(change.alert());
    fold.add(change);
    return new AlertEvent(
        fold.alert(), fold.revision(), AlertEvent.Change.OPENED, AT, false, AT, AlertStage.NONE);
  }

  @Test
  void s31_a_welfare_alert_is_in_the_clinicians_topic_and_in_no_other_place() throws Exception {
    AlertEvent event = event("welfare");
    assertEquals("alerts-clinician", ResultWriter.alerts().serialize(event, null, null).topic());
    assertNull(ResultWriter.findings().serialize(found("welfare"), null, null));
    assertFalse(fills(Rows.alertEvents(), event));
    assertFalse(fills(Rows.alertEventsOf(Audience.PROTECTION), event));
    assertFalse(
        Rows.findingChanges().fill(found("welfare"), new ObjectMapper().createObjectNode()));
    assertTrue(fills(Rows.alertEventsOf(Audience.CLINICIAN), event));
    assertEquals("alert_events_clinician", Rows.alertEventsOf(Audience.CLINICIAN).table());
  }

  @Test
  void s31_a_welfare_alert_is_in_the_clinicians_file_and_in_no_other(@TempDir Path out)
      throws IOException {
    ResultFilesTest.write(out, List.of(event("welfare"), event("curfew")));
    try (var files = Files.list(out)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean told = Files.readString(file).contains("\"rule\":\"welfare\"");
        assertEquals(
            Set.of("alerts-clinician.jsonl", "alerts-clinician-final.jsonl").contains(name),
            told,
            name);
      }
    }
  }

  private static boolean fills(ClickHouseRow<AlertEvent> rows, AlertEvent event) {
    ObjectNode row = new ObjectMapper().createObjectNode();
    return rows.fill(event, row);
  }

  @Test
  void every_rule_goes_to_the_topic_of_its_audience_and_every_topic_is_one_of_ours() {
    for (Rule rule : RuleCatalog.shipped().rules()) {
      String topic = ResultWriter.alerts().serialize(event(rule.card().id()), null, null).topic();
      assertEquals(Routing.topicOf(rule.card().audience()), topic);
      assertTrue(Topics.OUTPUTS.contains(topic), topic);
    }
    assertEquals(new HashSet<>(Routing.alertTopics()).size(), Audience.values().length);
    assertTrue(new TreeSet<>(Topics.OUTPUTS).containsAll(Routing.alertTopics()));
  }

  @Test
  void
      each_alert_that_is_not_apart_is_in_the_table_that_boards_read_and_each_that_is_in_one_other() {
    for (Rule rule : RuleCatalog.shipped().rules()) {
      AlertEvent event = event(rule.card().id());
      int tables = fills(Rows.alertEvents(), event) ? 1 : 0;
      for (Audience apart : Routing.apart()) {
        tables += fills(Rows.alertEventsOf(apart), event) ? 1 : 0;
      }
      assertEquals(1, tables, rule.card().id());
    }
  }

  @Test
  void an_alert_of_a_rule_that_is_no_longer_shipped_goes_to_the_managers() {
    assertEquals(Audience.MANAGERS, Routing.audienceOf("a-rule-of-long-ago"));
  }
}
