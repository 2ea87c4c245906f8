package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.functions.KeySelector;
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
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hosts one plain object per key: read from keyed state when first needed, kept on the heap while it is in use, written
 * back before every snapshot and when it makes room for another.
 *
 * <p>On RocksDB a read and a write per event cost more than all judging; an object that stays on the heap between
 * snapshots costs neither. The same holds of timers: when an object wants to be called is noted on the heap, in buckets
 * of a second, and becomes a timer of Flink's only when the object is written. The objects together must fit: {@code
 * cachedKeys} bounds their number in each subtask. Whoever was not asked for since the hand came by last leaves first
 * (second chance); a list in order of use would be written at every event.
 *
 * @param <K> key
 * @param <S> the hosted object
 */
abstract class KeyedObjectOperator<K, S, I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, Triggerable<K, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /** Nothing is due. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final long BUCKET_MILLIS = 1_000;

  private final int cachedKeys;
  private transient ValueState<byte[]> state;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient HashMap<K, Hosted<K, S>> cache;
  private transient ArrayList<Hosted<K, S>> ring;
  private transient int hand;
  private transient ArrayList<Hosted<K, S>> changed;
  private transient TreeMap<Long, ArrayList<Hosted<K, S>>> buckets;
  private transient long watermark;

  /** Where event time was before the input ended. */
  private transient long lastWatermark;

  private transient K elementKey;
  private transient DataOutputSerializer writer;
  private transient DataInputDeserializer reader;

  private static final class Hosted<K, S> {
    final K key;
    private @Nullable S object;

    /** When the object wants to be called. */
    long dueAt;

    /** For when a timer of Flink's was last set. */
    long timerAt;

    /** Buckets in which the object is: the one it was put in last, and a later one. */
    long near = NEVER;

    long far = NEVER;
    boolean changed;
    boolean used = true;

    Hosted(K key, S object, long dueAt) {
      this.key = key;
      this.object = object;
      this.dueAt = dueAt;
      this.timerAt = dueAt;
    }

    S object() {
      return Objects.requireNonNull(object, "an object that left");
    }

    /** Buckets may know of it for a while. */
    void leave() {
      object = null;
    }

    boolean isGone() {
      return object == null;
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
    return NEVER;
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
    cache = new HashMap<>();
    ring = new ArrayList<>();
    changed = new ArrayList<>();
    buckets = new TreeMap<>();
    watermark = timers.currentWatermark();
    lastWatermark = Long.MIN_VALUE;
    writer = new DataOutputSerializer(1024);
    reader = new DataInputDeserializer();
  }

  /** The state backend is told of the key only when its state is touched. */
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public void setKeyContextElement1(StreamRecord record) throws Exception {
    elementKey = ((KeySelector<Object, K>) stateKeySelector1).getKey(record.getValue());
  }

  @Override
  public void processElement(StreamRecord<I> element) throws Exception {
    Hosted<K, S> hosted = hosted(elementKey);
    touch(hosted);
    process(hosted.object(), element);
    schedule(hosted);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    if (watermark != Long.MAX_VALUE) {
      lastWatermark = watermark;
    }
    callDue();
    super.processWatermark(mark);
  }

  /** Calls the objects on the heap that are due. */
  private void callDue() throws Exception {
    while (!buckets.isEmpty() && buckets.firstKey() <= bucketOf(watermark)) {
      long bucket = buckets.firstKey();
      ArrayList<Hosted<K, S>> due = buckets.pollFirstEntry().getValue();
      boolean waiting = false;
      for (Hosted<K, S> hosted : due) {
        if (hosted.near == bucket) {
          hosted.near = NEVER;
        }
        if (hosted.far == bucket) {
          hosted.far = NEVER;
        }
        if (hosted.isGone() || hosted.dueAt == NEVER) {
          continue;
        }
        if (hosted.dueAt <= watermark) {
          call(hosted);
        } else if (bucketOf(hosted.dueAt) == bucket) {
          park(hosted);
        }
        waiting |= hosted.near == bucket || hosted.far == bucket;
      }
      if (waiting) {
        return;
      }
    }
  }

  private void call(Hosted<K, S> hosted) throws Exception {
    hosted.dueAt = NEVER;
    touch(hosted);
    onTime(hosted.object(), watermark);
    schedule(hosted);
  }

  /** Calls an object that was due when it was written. */
  @Override
  public void onEventTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
    Hosted<K, S> known = cache.get(timer.getKey());
    if (known != null && known.dueAt > timer.getTimestamp()) {
      return;
    }
    Hosted<K, S> hosted = known == null ? hosted(timer.getKey()) : known;
    if (hosted.dueAt <= timer.getTimestamp()) {
      call(hosted);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<K, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever set");
  }

  /** Event time that has come. */
  long currentWatermark() {
    return watermark;
  }

  /**
   * How far event time has come. At the end of a bounded input it stops at {@code until}; a stream without an end stops where
   * it was.
   *
   * @param until the horizon, epoch milliseconds UTC; {@link Long#MAX_VALUE} for none
   */
  final long time(long watermark, long until) {
    if (watermark != Long.MAX_VALUE) {
      return watermark;
    }
    return until == Long.MAX_VALUE ? lastWatermark : until;
  }

  private void touch(Hosted<K, S> hosted) {
    hosted.used = true;
    if (!hosted.changed) {
      hosted.changed = true;
      if (changed.size() >= 2 * cachedKeys) {
        changed.removeIf(known -> !known.changed);
      }
      changed.add(hosted);
    }
  }

  private void schedule(Hosted<K, S> hosted) {
    if (watermark == Long.MAX_VALUE) {
      return;
    }
    long next = nextAt(hosted.object());
    long at = next == NEVER ? next : Math.max(next, watermark + 1);
    if (at < hosted.dueAt) {
      hosted.dueAt = at;
      park(hosted);
    }
  }

  private static long bucketOf(long instant) {
    return Math.floorDiv(instant, BUCKET_MILLIS);
  }

  private void park(Hosted<K, S> hosted) {
    long bucket = bucketOf(hosted.dueAt);
    if (bucket == hosted.near || bucket == hosted.far) {
      return;
    }
    if (hosted.far == NEVER || bucket > hosted.far) {
      hosted.far = bucket;
    } else {
      hosted.near = bucket;
    }
    buckets.computeIfAbsent(bucket, unused -> new ArrayList<>()).add(hosted);
  }

  /** Is shown an object. */
  interface Visitor<S> {
    void visit(S object) throws Exception;
  }

  /** Shows every object that there is, those in the state backend too. For what happens seldom and concerns everybody. */
  final void visitAll(Visitor<S> visitor) throws Exception {
    Set<K> seen = new HashSet<>();
    for (Hosted<K, S> hosted : List.copyOf(cache.values())) {
      seen.add(hosted.key);
      visit(hosted, visitor);
    }
    List<K> stored;
    try (Stream<K> keys =
        this.<K>getKeyedStateBackend().getKeys("object", VoidNamespace.INSTANCE)) {
      stored = keys.filter(key -> !seen.contains(key)).toList();
    }
    for (K key : stored) {
      visit(hosted(key), visitor);
    }
  }

  private void visit(Hosted<K, S> hosted, Visitor<S> visitor) throws Exception {
    if (hosted.isGone()) {
      visit(hosted(hosted.key), visitor);
      return;
    }
    touch(hosted);
    visitor.visit(hosted.object());
    schedule(hosted);
  }

  private Hosted<K, S> hosted(K key) throws IOException {
    Hosted<K, S> hosted = cache.get(key);
    if (hosted == null) {
      hosted = load(key);
      cache.put(key, hosted);
      if (ring.size() < cachedKeys) {
        ring.add(hosted);
      } else {
        ring.set(makeRoom(), hosted);
      }
    }
    return hosted;
  }

  private Hosted<K, S> load(K key) throws IOException {
    setCurrentKey(key);
    byte @Nullable [] bytes = state.value();
    if (bytes == null) {
      return new Hosted<>(key, create(key), NEVER);
    }
    reader.setBuffer(bytes);
    long dueAt = reader.readLong();
    return new Hosted<>(key, read(key, reader), dueAt);
  }

  /** Lets one go that was not used lately; gives its place. */
  private int makeRoom() throws IOException {
    while (true) {
      hand = hand + 1 < ring.size() ? hand + 1 : 0;
      Hosted<K, S> leaving = ring.get(hand);
      if (!leaving.used) {
        cache.remove(leaving.key);
        writeBack(leaving);
        leaving.leave();
        return hand;
      }
      leaving.used = false;
    }
  }

  private void writeBack(Hosted<K, S> hosted) throws IOException {
    if (!hosted.changed) {
      return;
    }
    hosted.changed = false;
    setCurrentKey(hosted.key);
    if (hosted.dueAt != NEVER && hosted.dueAt != hosted.timerAt) {
      hosted.timerAt = hosted.dueAt;
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, hosted.dueAt);
    }
    if (isForgettable(hosted.object())) {
      state.clear();
      return;
    }
    writer.clear();
    writer.writeLong(hosted.dueAt);
    write(hosted.object(), writer);
    state.update(writer.getCopyOfBuffer());
  }

  /** Timers belong to the snapshot only if they are set before it begins. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    for (Hosted<K, S> hosted : changed) {
      writeBack(hosted);
    }
    changed.clear();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    if (!changed.isEmpty()) {
      throw new IllegalStateException(
          changed.size() + " objects changed since the snapshot was prepared");
    }
    super.snapshotState(context);
  }
}
