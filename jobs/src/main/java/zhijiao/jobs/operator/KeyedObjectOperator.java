package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hosts one plain object per key: read from keyed state when first needed, kept on the heap while it is in use, written
 * back before every snapshot and when it makes room for another.
 *
 * <p>On RocksDB a read and a write per event cost more than all judging; an object that stays on the heap between
 * snapshots costs neither. The objects together must fit: {@code cachedKeys} bounds their number in each subtask.
 *
 * @param <K> key
 * @param <S> the hosted object
 */
abstract class KeyedObjectOperator<K, S, I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, Triggerable<K, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /** No event-time timer is set. */
  private static final long NOT_SCHEDULED = Long.MAX_VALUE;

  private final int cachedKeys;
  private transient ValueState<byte[]> state;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient LinkedHashMap<K, Hosted<S>> cache;
  private transient DataOutputSerializer writer;
  private transient DataInputDeserializer reader;

  private static final class Hosted<S> {
    final S object;
    long scheduledAt;
    boolean changed;

    Hosted(S object, long scheduledAt) {
      this.object = object;
      this.scheduledAt = scheduledAt;
    }
  }

  /**
   * @param cachedKeys objects kept on the heap of one subtask, at least 1
   */
  KeyedObjectOperator(int cachedKeys) {
    if (cachedKeys < 1) {
      throw new IllegalArgumentException("at least one key must be cached: " + cachedKeys);
    }
    this.cachedKeys = cachedKeys;
  }

  /** A new object for a key that has no state. */
  abstract S create(K key);

  abstract S read(K key, DataInput in) throws IOException;

  abstract void write(S object, DataOutput out) throws IOException;

  /** True when the object's state may be deleted. */
  abstract boolean isForgettable(S object);

  /** Takes an element for its key's object. */
  abstract void process(S object, StreamRecord<I> element) throws Exception;

  /** When the object wants {@link #onTime}, in event time; {@link Long#MAX_VALUE} for never. */
  long nextAt(S object) {
    return NOT_SCHEDULED;
  }

  /** Event time has come to what {@link #nextAt} asked for. */
  void onTime(S object, long watermark) throws Exception {}

  @Override
  public void open() throws Exception {
    super.open();
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "object", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    timers = getInternalTimerService("time", VoidNamespaceSerializer.INSTANCE, this);
    cache = new LinkedHashMap<>(1024, 0.75f, true);
    writer = new DataOutputSerializer(1024);
    reader = new DataInputDeserializer();
  }

  @Override
  public void processElement(StreamRecord<I> element) throws Exception {
    Hosted<S> hosted = hosted(currentKey());
    hosted.changed = true;
    process(hosted.object, element);
    schedule(hosted);
  }

  @Override
  public void onEventTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
    Hosted<S> hosted = hosted(timer.getKey());
    if (timer.getTimestamp() != hosted.scheduledAt) {
      return;
    }
    hosted.scheduledAt = NOT_SCHEDULED;
    hosted.changed = true;
    onTime(hosted.object, timers.currentWatermark());
    schedule(hosted);
  }

  @Override
  public void onProcessingTime(InternalTimer<K, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever set");
  }

  /** Event time that has come. */
  long currentWatermark() {
    return timers.currentWatermark();
  }

  private void schedule(Hosted<S> hosted) {
    long watermark = timers.currentWatermark();
    if (watermark == Long.MAX_VALUE) {
      return;
    }
    long next = nextAt(hosted.object);
    long at = next == NOT_SCHEDULED ? next : Math.max(next, watermark + 1);
    if (at < hosted.scheduledAt) {
      hosted.scheduledAt = at;
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, at);
    }
  }

  @SuppressWarnings("unchecked")
  private K currentKey() {
    return (K) getCurrentKey();
  }

  private Hosted<S> hosted(K key) throws IOException {
    Hosted<S> hosted = cache.get(key);
    if (hosted == null) {
      makeRoom(key);
      hosted = load(key);
      cache.put(key, hosted);
    }
    return hosted;
  }

  private Hosted<S> load(K key) throws IOException {
    byte @Nullable [] bytes = state.value();
    if (bytes == null) {
      return new Hosted<>(create(key), NOT_SCHEDULED);
    }
    reader.setBuffer(bytes);
    long scheduledAt = reader.readLong();
    return new Hosted<>(read(key, reader), scheduledAt);
  }

  private void makeRoom(K key) throws IOException {
    if (cache.size() < cachedKeys) {
      return;
    }
    Iterator<Map.Entry<K, Hosted<S>>> eldest = cache.entrySet().iterator();
    Map.Entry<K, Hosted<S>> leaving = eldest.next();
    if (leaving.getValue().changed) {
      setCurrentKey(leaving.getKey());
      writeBack(leaving.getValue());
      setCurrentKey(key);
    }
    eldest.remove();
  }

  private void writeBack(Hosted<S> hosted) throws IOException {
    hosted.changed = false;
    if (isForgettable(hosted.object)) {
      state.clear();
      return;
    }
    writer.clear();
    writer.writeLong(hosted.scheduledAt);
    write(hosted.object, writer);
    state.update(writer.getCopyOfBuffer());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    Object key = getCurrentKey();
    for (Map.Entry<K, Hosted<S>> entry : cache.entrySet()) {
      if (entry.getValue().changed) {
        setCurrentKey(entry.getKey());
        writeBack(entry.getValue());
      }
    }
    if (key != null) {
      setCurrentKey(key);
    }
    super.snapshotState(context);
  }
}
