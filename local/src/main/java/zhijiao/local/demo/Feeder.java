package zhijiao.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.wire.FactWire;

/** Writes facts into their topics in the order in which the platform received them, with heartbeats between them. */
public final class Feeder implements AutoCloseable {

  /** A heartbeat at least so often, in event time. */
  private static final long BEAT_MILLIS = 10_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final FactWire wire = new FactWire(Limits.ofLaw(System::currentTimeMillis));
  private final int partitions;
  private final TreeMap<Long, Long> sentAt = new TreeMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long lastBeat = Long.MIN_VALUE;

  public Feeder(String brokers, int partitions) {
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "linger.ms", "5",
                "batch.size", "131072",
                "compression.type", "lz4",
                "max.request.size", Integer.toString(16 << 20),
                "enable.idempotence", "true"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends facts.
   *
   * @param factsPerSecond at most so many; 0 for as many as can be
   * @param progress told how many have been sent, now and then
   */
  public void feed(List<Fact> facts, int factsPerSecond, Progress progress) throws IOException {
    List<Fact> ordered = facts.stream().sorted(Comparator.comparingLong(Fact::receivedAt)).toList();
    long started = System.nanoTime();
    for (int i = 0; i < ordered.size(); i++) {
      Fact fact = ordered.get(i);
      beat(fact.receivedAt());
      producer.send(
          new ProducerRecord<>(Topics.of(fact.kind()), key(fact), wire.encode(fact)), this::sent);
      if (i % 1_000 == 999) {
        progress.sent(i + 1, ordered.size());
        pause(started, i + 1, factsPerSecond);
      }
    }
    flush();
  }

  /** Told how far the feeder is. */
  public interface Progress {
    void sent(int sent, int all);
  }

  private static void pause(long started, int sent, int factsPerSecond) throws IOException {
    if (factsPerSecond == 0) {
      return;
    }
    long due = started + sent * 1_000_000_000L / factsPerSecond;
    long ahead = (due - System.nanoTime()) / 1_000_000;
    if (ahead > 0) {
      try {
        Thread.sleep(ahead);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  /** Moves time to {@code instant} in every partition of the heartbeat topic. */
  public void beat(long instant) {
    if (lastBeat != Long.MIN_VALUE && instant - lastBeat < BEAT_MILLIS) {
      return;
    }
    lastBeat = instant;
    sentAt.put(instant, System.currentTimeMillis());
    for (int partition = 0; partition < partitions; partition++) {
      producer.send(
          new ProducerRecord<>(Topics.HEARTBEATS, partition, null, wire.encodeHeartbeat(instant)));
    }
  }

  /** Sends a heartbeat for the very end, whenever the last one was. */
  public void finish(long instant) throws IOException {
    lastBeat = Long.MIN_VALUE;
    beat(instant);
    flush();
  }

  /** When time was moved to {@code instant} or beyond, by this machine's clock; −1 when it has not been. */
  public long movedAt(long instant) {
    Map.Entry<Long, Long> beat = sentAt.ceilingEntry(instant);
    return beat == null ? -1 : beat.getValue();
  }

  /** Sends any bytes to a topic; for tests of bad input. */
  public void sendRaw(String topic, byte[] value) {
    producer.send(new ProducerRecord<>(topic, value), this::sent);
  }

  private void sent(RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null) {
      failure.compareAndSet(null, exception);
    }
  }

  private void flush() throws IOException {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IOException("a fact could not be sent", failed);
    }
  }

  /** Facts of one tag, person or alert stay in one partition, and so in order. */
  public static byte[] key(Fact fact) {
    String key;
    if (fact instanceof TagFact tagFact) {
      key = tagFact.tag();
    } else if (fact instanceof TagBinding binding) {
      key = binding.tag();
    } else if (fact instanceof SubjectFact subjectFact) {
      key = subjectFact.subject().pseudonym();
    } else if (fact instanceof ProtectedPosition position) {
      key = position.person();
    } else if (fact instanceof GovernanceFact change) {
      key = change.changeId();
    } else {
      key = ((OfficerAction) fact).alert().toString();
    }
    return key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
