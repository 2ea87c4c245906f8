package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.alert.IncidentId;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.wire.AlertWire;
import zhijiao.jobs.wire.FactWire;
import zhijiao.local.broker.LocalBroker;

class ActCommandTest {

  /** 2026-04-01T08:00:00+08:00. */
  private static final long AT = 1_775_001_600_000L;

  @TempDir private static Path folder;

  private static LocalBroker broker;

  private record Said(int code, String out, String err) {}

  @BeforeAll
  static void write() throws Exception {
    broker = LocalBroker.start(folder);
    broker.createTopics(List.of(Topics.ALERTS, Topics.INCIDENTS, Topics.OFFICER_ACTIONS), 1);
    AlertWire wire = new AlertWire();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (AlertEvent event :
          List.of(
              event("curfew", Severity.P2, AlertState.NEW, AT, 1),
              event("strap-cut", Severity.P1, AlertState.NEW, AT + 60_000, 1),
              event("boundary", Severity.P1, AlertState.NEW, AT, 1),
              event("boundary", Severity.P1, AlertState.CLOSED, AT, 2),
              event("low-battery", Severity.P4, AlertState.ENDED, AT, 1))) {
        producer.send(new ProducerRecord<>(Topics.ALERTS, wire.encode(event))).get();
      }
      for (String rule : List.of("curfew", "strap-cut")) {
        IncidentMember member =
            new IncidentMember(
                key(rule).id(), new Subject("S-1"), IncidentId.parse("00000000000000aa"), AT, 2, 1);
        producer.send(new ProducerRecord<>(Topics.INCIDENTS, wire.encode(member))).get();
      }
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static AlertKey key(String rule) {
    return new AlertKey(rule, new Subject("S-1"), "tag", LocalDate.of(2026, 3, 31));
  }

  private static AlertEvent event(
      String rule, Severity severity, AlertState state, long openedAt, long revision) {
    Finding finding =
        new Finding(
            rule,
            1,
            severity,
            new Subject("S-1"),
            "tag",
            LocalDate.of(2026, 3, 31),
            openedAt,
            null,
            List.of(new Evidence(null, null, "grace expires", openedAt, null, 0, null, Double.NaN)),
            new TreeMap<>(),
            "331102",
            "331102001",
            Tier.STRICT,
            false);
    Alert alert =
        new Alert(
            key(rule).id(),
            key(rule),
            1,
            severity,
            state,
            state == AlertState.CLOSED ? CloseReason.EXCUSED : null,
            List.of(finding),
            List.of(),
            openedAt,
            openedAt,
            "331102",
            "331102001",
            Tier.STRICT,
            false,
            false);
    return new AlertEvent(
        alert,
        revision,
        AlertEvent.Change.OPENED,
        openedAt,
        false,
        openedAt + 10_000,
        AlertStage.NONE);
  }

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--brokers");
    all.add(broker.bootstrapServers());
    int code = commands.execute(all.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  private static void isRefused(String why, String... arguments) {
    Said said = run(arguments);
    assertEquals(Complaints.MISUSED, said.code());
    assertTrue(said.err().contains(why), said.err());
  }

  @Test
  void the_worklist_holds_what_is_open_the_most_severe_first() {
    List<String> lines = run("worklist").out().lines().toList();
    assertEquals(3, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("P1  NEW           " + key("strap-cut").id()));
    assertTrue(lines.get(1).startsWith("P2  NEW           " + key("curfew").id()));
    assertTrue(lines.get(2).startsWith("2 alerts at 2026-04-01T08:01:10"), lines.get(2));
    assertTrue(lines.get(1).endsWith("[incident 00000000000000aa, 2 alerts]"), lines.get(1));
    assertTrue(run("worklist", "--json").out().contains("\"incidentId\":\"00000000000000aa\""));
    assertTrue(run("worklist", "--ended").out().contains("\n3 alerts at "));
    assertTrue(run("worklist", "--rule", "curfew").out().contains("\n1 alerts at "));
    assertTrue(run("worklist", "--office", "331102002").out().startsWith("0 alerts at "));
  }

  @Test
  void what_makes_no_sense_is_refused_before_anything_is_sent() {
    String curfew = key("curfew").id().toString();
    isRefused("is no act", "act", curfew, "ignore", "--officer", "P-1");
    isRefused("not an alert", "act", "12", "ack", "--officer", "P-1");
    isRefused("there is no alert", "act", "0123456789abcdef", "ack", "--officer", "P-1");
    isRefused("closing needs a --reason", "act", curfew, "close", "--officer", "P-1");
    isRefused(
        "--reason belongs to close",
        "act",
        curfew,
        "ack",
        "--officer",
        "P-1",
        "--reason",
        "EXCUSED");
    isRefused(
        "closing a strap-cut needs a --note",
        "act",
        key("strap-cut").id().toString(),
        "close",
        "--officer",
        "P-1",
        "--reason",
        "FALSE_DEVICE");
    isRefused("a note is a --note", "act", curfew, "note", "--officer", "P-1");
    isRefused("ack it", "act", curfew, "note", "--officer", "P-1", "--note", "seen");
    isRefused("is CLOSED", "act", key("boundary").id().toString(), "ack", "--officer", "P-1");
    isRefused(
        "not a time with an offset", "act", curfew, "ack", "--officer", "P-1", "--at", "8:00");
  }

  @Test
  void an_act_of_today_in_a_replay_of_last_spring_is_refused() {
    isRefused("long before now", "act", key("curfew").id().toString(), "ack", "--officer", "P-1");
  }

  @Test
  void an_act_becomes_a_fact_in_its_topic() throws Exception {
    Said said =
        run(
            "act",
            key("curfew").id().toString(),
            "close",
            "--officer",
            "P-1",
            "--reason",
            "EXCUSED",
            "--note",
            "hospital",
            "--at",
            "2026-04-01T09:00:00+08:00");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().startsWith("sent; the job has not answered yet"), said.out());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topics.OFFICER_ACTIONS, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<OfficerAction> acts = new ArrayList<>();
      FactWire wire = new FactWire(Limits.ofLaw(System::currentTimeMillis));
      for (int i = 0; i < 300 && acts.isEmpty(); i++) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          acts.add((OfficerAction) wire.decode(FactKind.OFFICER_ACTION, record.value()));
        }
      }
      assertEquals(
          List.of(
              new OfficerAction(
                  key("curfew").id(),
                  "P-1",
                  OfficerAction.Act.CLOSE,
                  CloseReason.EXCUSED,
                  "hospital",
                  AT + 3_600_000,
                  AT + 3_600_000)),
          acts);
    }
  }
}
