package zhijiao.local.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.IncidentMember;
import zhijiao.jobs.io.Rejected;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.wire.AlertWire;

/** Reads which alerts are one incident, committed records only. */
public final class IncidentTopic {

  private IncidentTopic() {}

  /** The last word about each alert, up to what is there now; none when there is no such topic. */
  public static Map<AlertId, IncidentMember> latest(String brokers) throws IOException {
    Map<AlertId, IncidentMember> latest = new TreeMap<>();
    AlertWire wire = new AlertWire();
    try (CommittedRecords records = new CommittedRecords(brokers, List.of(Topics.INCIDENTS))) {
      for (ConsumerRecord<byte[], byte[]> record : records.readToEnd()) {
        IncidentMember member = wire.decodeIncidentMember(record.value());
        latest.merge(member.alert(), member, (a, b) -> a.revision() > b.revision() ? a : b);
      }
    } catch (Rejected e) {
      throw new IOException("the topic of incidents holds something else", e);
    }
    return latest;
  }
}
