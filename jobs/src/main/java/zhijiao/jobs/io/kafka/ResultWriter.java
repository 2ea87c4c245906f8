package zhijiao.jobs.io.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.FactId;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Routing;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.wire.AlertWire;
import zhijiao.models.live.RiskScore;

/**
 * Results to records: single-object Avro under a key. The partition follows from the key; the time of the record is the
 * broker's.
 */
public final class ResultWriter {

  private ResultWriter() {}

  /** Alert events to the topic of their audience, under the alert's id: the last record of a key is the alert as it stands. */
  public static KafkaRecordSerializationSchema<AlertEvent> alerts() {
    return new Alerts();
  }

  /** Memberships of incidents to {@link Topics#INCIDENTS}, under the alert's id. */
  public static KafkaRecordSerializationSchema<IncidentMember> incidents() {
    return new IncidentMembers();
  }

  /**
   * Changes of findings to {@link Topics#FINDINGS}, under the episode's id; officers' acts are no findings and not written,
   * nor is what only one audience may see.
   */
  public static KafkaRecordSerializationSchema<AlertCause> findings() {
    return new Findings();
  }

  /** Dead letters to {@link Topics#DEAD_LETTERS}, under topic, partition and offset of the record. */
  public static KafkaRecordSerializationSchema<DeadLetter> deadLetters() {
    return new DeadLetters();
  }

  /** Scores to {@link Topics#RISK_SCORES}, under the person's pseudonym. */
  public static KafkaRecordSerializationSchema<RiskScore> riskScores() {
    return new RiskScores();
  }

  private abstract static class Writer<T> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1;

    private transient @Nullable AlertWire wire;

    AlertWire wire() {
      if (wire == null) {
        wire = new AlertWire();
      }
      return wire;
    }

    static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
      return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }
  }

  private static final class Alerts extends Writer<AlertEvent> {

    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        AlertEvent event, KafkaSinkContext context, Long timestamp) {
      return record(
          Routing.topicOf(Routing.audienceOf(event)),
          event.alert().id().toString(),
          wire().encode(event));
    }
  }

  private static final class IncidentMembers extends Writer<IncidentMember> {

    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        IncidentMember member, KafkaSinkContext context, Long timestamp) {
      return record(Topics.INCIDENTS, member.alert().toString(), wire().encode(member));
    }
  }

  private static final class Findings extends Writer<AlertCause> {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
        AlertCause cause, KafkaSinkContext context, Long timestamp) {
      if (!(cause instanceof AlertCause.FindingChange change)
          || Routing.isApart(Routing.audienceOf(change.key().rule()))) {
        return null;
      }
      return record(
          Topics.FINDINGS, new FactId(change.episode()).toString(), wire().encode(change));
    }
  }

  private static final class DeadLetters extends Writer<DeadLetter> {

    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        DeadLetter letter, KafkaSinkContext context, Long timestamp) {
      return record(Topics.DEAD_LETTERS, letter.origin().toString(), wire().encode(letter));
    }
  }

  private static final class RiskScores extends Writer<RiskScore> {

    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        RiskScore score, KafkaSinkContext context, Long timestamp) {
      return record(Topics.RISK_SCORES, score.subject().pseudonym(), wire().encode(score));
    }
  }
}
