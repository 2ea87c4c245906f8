package zhijiao.jobs.io.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins where topics end when a job without a checkpoint starts. Unlike {@link OffsetsInitializer#latest()}, which stands for the end
 * of whatever instant it is resolved at, a checkpoint holds this end itself: a job that goes on from it reads what was
 * written since, though nothing had been read by then.
 */
public final class FromNowOn implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return retriever.endOffsets(partitions);
  }

  @Override
  @SuppressWarnings("deprecation") // the connector asks for a type that Kafka has given up
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.LATEST;
  }
}
