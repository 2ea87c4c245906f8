package zhijiao.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.io.Routing;
import zhijiao.jobs.wire.AlertWire;

/** Reads the alert stream, committed records only. */
public final class AlertTopic implements AutoCloseable {

  private final CommittedRecords records;
  private final AlertWire wire = new AlertWire();

  /** An alert event as it lay in the topic. */
  public record Received(AlertEvent event, long writtenAt) {}

  /** Reads the topics of all audiences that there are, from the beginning. */
  public AlertTopic(String brokers) {
    this(brokers, Routing.alertTopics());
  }

  /** Reads what is for one audience. */
  public AlertTopic(String brokers, Audience audience) {
    this(brokers, List.of(Routing.topicOf(audience)));
  }

  private AlertTopic(String brokers, List<String> topics) {
    records = new CommittedRecords(brokers, topics);
  }

  /** Waits for more, at most so long. */
  public List<Received> poll(Duration patience) throws IOException {
    return decode(records.poll(patience));
  }

  /** Everything up to what is there now. */
  public List<Received> readToEnd() throws IOException {
    return decode(records.readToEnd());
  }

  private List<Received> decode(Iterable<ConsumerRecord<byte[], byte[]>> all) throws IOException {
    List<Received> received = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : all) {
      try {
        received.add(new Received(wire.decodeAlertEvent(record.value()), record.timestamp()));
      } catch (Rejected e) {
        throw new IOException("the alert topic holds what is no alert", e);
      }
    }
    return received;
  }

  /** The event time that the alerts have come to, epoch milliseconds UTC; {@link Long#MIN_VALUE} when there are none. */
  public static long reached(List<Received> received) {
    return received.stream()
        .mapToLong(one -> one.event().watermark())
        .filter(watermark -> watermark != Long.MAX_VALUE)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** The last event of each alert. */
  public static Map<AlertId, AlertEvent> latest(List<Received> received) {
    Map<AlertId, AlertEvent> latest = new TreeMap<>();
    for (Received one : received) {
      latest.merge(
          one.event().alert().id(), one.event(), (a, b) -> a.revision() > b.revision() ? a : b);
    }
    return latest;
  }

  @Override
  public void close() {
    records.close();
  }
}
