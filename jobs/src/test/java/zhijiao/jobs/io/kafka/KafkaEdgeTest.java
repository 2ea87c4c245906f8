package zhijiao.jobs.io.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.jobs.AnyFact;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.io.Routing;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.wire.AlertWire;
import zhijiao.jobs.wire.FactWire;

class KafkaEdgeTest {

  private static final Limits LIMITS = Limits.ofLaw(() -> AnyFact.NOW);

  private final FactWire wire = new FactWire(LIMITS);
  private final AlertWire results = new AlertWire();
  private final ArrivalReader reader = new ArrivalReader(LIMITS);

  @Property(tries = 200)
  void a_fact_arrives_from_its_topic_with_its_place_and_its_clock(@ForAll("facts") Fact fact) {
    String topic = Topics.of(fact.kind());
    assertEquals(Arrival.of(new Origin(topic, 3, 42), fact), read(topic, wire.encode(fact)));
  }

  @Test
  void a_heartbeat_moves_time_and_nothing_else_whatever_its_topic() {
    for (String topic : Topics.INPUTS) {
      Arrival beat = read(topic, wire.encodeHeartbeat(AnyFact.NOW));
      assertTrue(beat.isHeartbeat());
      assertEquals(AnyFact.NOW, beat.clock());
      Arrival early = read(topic, wire.encodeHeartbeat(AnyFact.NOW + 120_001));
      assertEquals(RejectReason.IMPOSSIBLE_TIME, early.deadLetter().reason());
      assertEquals(Arrival.NO_CLOCK, early.clock());
    }
  }

  @Property(tries = 50)
  void a_fact_does_not_belong_among_heartbeats(@ForAll("facts") Fact fact) {
    Arrival arrival = read(Topics.HEARTBEATS, wire.encode(fact));
    assertEquals(RejectReason.WRONG_SCHEMA, arrival.deadLetter().reason());
  }

  @Test
  void a_bad_record_or_none_arrives_as_a_dead_letter_and_moves_no_time() {
    for (String topic : Topics.INPUTS) {
      Arrival none = read(topic, null);
      assertEquals(RejectReason.EMPTY, none.deadLetter().reason());
      assertEquals(Arrival.NO_CLOCK, none.clock());
      Arrival bad = read(topic, "?".getBytes(StandardCharsets.UTF_8));
      assertEquals(RejectReason.UNKNOWN_SCHEMA, bad.deadLetter().reason());
      assertEquals(new Origin(topic, 3, 42), bad.deadLetter().origin());
      // Of what may tell where a protected person is, nothing is shown.
      String sample = topic.equals(Topics.of(FactKind.PROTECTED_POSITION)) ? "" : "Pw==";
      assertEquals(sample, bad.deadLetter().sampleBase64());
    }
  }

  @Test
  void each_kind_of_fact_has_a_topic_of_its_own() {
    List<String> topics = new ArrayList<>();
    for (FactKind kind : FactKind.values()) {
      assertEquals(kind, Topics.kindOf(Topics.of(kind)));
      topics.add(Topics.of(kind));
    }
    topics.add(Topics.HEARTBEATS);
    assertEquals(Topics.INPUTS.size(), topics.size());
    assertEquals(new java.util.TreeSet<>(Topics.INPUTS), new java.util.TreeSet<>(topics));
    assertNull(Topics.kindOf(Topics.HEARTBEATS));
  }

  @Test
  void a_topic_that_is_no_input_is_a_broken_wiring() {
    assertThrows(IllegalStateException.class, () -> read(Topics.ALERTS, new byte[0]));
  }

  @Property(tries = 50)
  void an_alert_event_is_written_under_its_alerts_id(@ForAll("events") AlertEvent event)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        InstantiationUtil.clone(ResultWriter.alerts()).serialize(event, null, null);
    assertEquals(Routing.topicOf(Routing.audienceOf(event)), record.topic());
    assertEquals(event.alert().id().toString(), text(record.key()));
    assertEquals(event, results.decodeAlertEvent(record.value()));
  }

  @Property(tries = 50)
  void a_finding_is_written_under_its_episode_and_an_act_is_not(@ForAll("causes") AlertCause cause)
      throws Exception {
    ProducerRecord<byte[], byte[]> record = ResultWriter.findings().serialize(cause, null, null);
    if (cause instanceof AlertCause.FindingChange change) {
      assertEquals(Topics.FINDINGS, record.topic());
      assertEquals(change, results.decodeFindingChange(record.value()));
    } else {
      assertNull(record);
    }
  }

  @Test
  void a_dead_letter_is_written_under_the_place_of_its_record() throws Exception {
    DeadLetter letter =
        DeadLetter.of(
            new Origin("tag-fixes", 3, 42),
            new Rejected(RejectReason.EMPTY, "no bytes"),
            new byte[0]);
    ProducerRecord<byte[], byte[]> record =
        ResultWriter.deadLetters().serialize(letter, null, null);
    assertEquals("tag-fixes/3/42", text(record.key()));
    assertEquals(letter, results.decodeDeadLetter(record.value()));
  }

  @Test
  void the_reader_can_be_sent_to_where_the_job_runs() throws Exception {
    assertEquals(reader.getProducedType(), InstantiationUtil.clone(reader).getProducedType());
  }

  private Arrival read(String topic, byte[] value) {
    List<Arrival> out = new ArrayList<>();
    reader.deserialize(
        new ConsumerRecord<>(topic, 3, 42, null, value),
        new Collector<>() {
          @Override
          public void collect(Arrival arrival) {
            out.add(arrival);
          }

          @Override
          public void close() {}
        });
    assertEquals(1, out.size());
    return out.get(0);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Fact> facts() {
    return AnyFact.fact();
  }

  @Provide
  Arbitrary<AlertEvent> events() {
    return AnyFact.alertEvent();
  }

  @Provide
  Arbitrary<AlertCause> causes() {
    return AnyFact.cause();
  }
}
