package zhijiao.jobs.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class KeyedObjectOperatorTest {

  /** What happens to the operator: an element, a watermark, or a snapshot from which it starts again. */
  private sealed interface Step {
    /** {@code key} asks to be called {@code after} milliseconds from where event time is. */
    record Element(String key, long after) implements Step {}

    record Advance(long by) implements Step {}

    record Restart() implements Step {}
  }

  @Property(tries = 200)
  void every_object_is_called_once_for_what_it_asked_whatever_fits_the_cache(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 12) int cachedKeys)
      throws Exception {
    assertEquals(expected(steps), run(steps, cachedKeys, true));
  }

  /** Canary: an operator that forgets what did not fit is seen. */
  @Test
  void what_is_lost_at_a_restart_would_be_seen() throws Exception {
    List<Step> steps =
        List.of(new Step.Element("a", 500), new Step.Restart(), new Step.Advance(1_000));
    assertEquals(List.of("a asked 1 called for [500] at 1000"), run(steps, 1, true));
    assertEquals(List.of(), run(steps, 1, false));
  }

  @Test
  void a_snapshot_that_was_not_prepared_is_refused() throws Exception {
    try (var harness = harness(10)) {
      harness.open();
      harness.processElement(new StreamRecord<>(Tuple2.of("a", 500L)));
      Exception e = assertThrows(Exception.class, () -> harness.snapshot(1, 1));
      assertTrue(
          causes(e).contains("1 objects changed since the snapshot was prepared"), causes(e));
    }
  }

  @Test
  void what_may_be_forgotten_leaves_no_state() throws Exception {
    try (var harness = harness(10)) {
      harness.open();
      harness.processElement(new StreamRecord<>(Tuple2.of("a", 500L)));
      harness.processElement(new StreamRecord<>(Tuple2.of("b", 5_000L)));
      harness.prepareSnapshotPreBarrier(1);
      assertEquals(2, harness.numKeyedStateEntries());
      harness.processWatermark(new Watermark(1_000));
      harness.prepareSnapshotPreBarrier(2);
      assertEquals(1, harness.numKeyedStateEntries());
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h");
    Arbitrary<Long> times =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 5),
            Arbitraries.longs().between(990, 1_010),
            Arbitraries.longs().between(1, 30_000));
    Arbitrary<Step> element = Combinators.combine(keys, times).as(Step.Element::new);
    Arbitrary<Step> advance = times.map(Step.Advance::new);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, element),
            net.jqwik.api.Tuple.of(3, advance),
            net.jqwik.api.Tuple.of(1, Arbitraries.of(new Step.Restart())))
        .list()
        .ofMaxSize(60);
  }

  /** What must come out: at each watermark, each key that asked for a time that has come. */
  private static List<String> expected(List<Step> steps) {
    List<String> calls = new ArrayList<>();
    Map<String, TreeSet<Long>> asked = new HashMap<>();
    Map<String, Integer> elements = new HashMap<>();
    long now = 0;
    for (Step step : steps) {
      if (step instanceof Step.Element element) {
        asked.computeIfAbsent(element.key, k -> new TreeSet<>()).add(now + element.after);
        elements.merge(element.key, 1, Integer::sum);
      } else if (step instanceof Step.Advance advance) {
        now += advance.by;
        List<String> ofThis = new ArrayList<>();
        for (Map.Entry<String, TreeSet<Long>> entry : asked.entrySet()) {
          TreeSet<Long> due = new TreeSet<>(entry.getValue().headSet(now, true));
          if (!due.isEmpty()) {
            String key = entry.getKey();
            ofThis.add(words(key, elements.getOrDefault(key, 0), due, now));
            entry.getValue().removeAll(due);
            if (entry.getValue().isEmpty()) {
              elements.remove(key);
            }
          }
        }
        ofThis.sort(null);
        calls.addAll(ofThis);
      }
    }
    return calls;
  }

  private static List<String> run(List<Step> steps, int cachedKeys, boolean restore)
      throws Exception {
    List<String> calls = new ArrayList<>();
    var harness = harness(cachedKeys);
    harness.open();
    long now = 0;
    long checkpoint = 0;
    for (Step step : steps) {
      if (step instanceof Step.Element element) {
        harness.processElement(
            new StreamRecord<>(Tuple2.of(element.key, now + element.after), now));
      } else if (step instanceof Step.Advance advance) {
        now += advance.by;
        harness.processWatermark(new Watermark(now));
        List<String> ofThis = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        ofThis.sort(null);
        calls.addAll(ofThis);
      } else {
        harness.prepareSnapshotPreBarrier(++checkpoint);
        OperatorSubtaskState state = harness.snapshot(checkpoint, now);
        harness.close();
        harness = harness(cachedKeys);
        harness.setup();
        if (restore) {
          harness.initializeState(state);
        }
        harness.open();
        harness.processWatermark(new Watermark(now));
        harness.getOutput().clear();
      }
    }
    harness.close();
    return calls;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String>
      harness(int cachedKeys) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new Callers(cachedKeys), element -> element.f0, Types.STRING);
  }

  private static String words(String key, int elements, TreeSet<Long> due, long now) {
    return key + " asked " + elements + " called for " + due + " at " + now;
  }

  private static String causes(Throwable e) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    return all.toString();
  }

  private static final class Caller {
    final String key;
    final TreeSet<Long> asked = new TreeSet<>();
    int elements;

    Caller(String key) {
      this.key = key;
    }
  }

  /** Objects that ask to be called at the times that their elements name. */
  private static final class Callers
      extends KeyedObjectOperator<String, Caller, Tuple2<String, Long>, String> {

    private static final long serialVersionUID = 1L;

    Callers(int cachedKeys) {
      super(cachedKeys);
    }

    @Override
    Caller create(String key) {
      return new Caller(key);
    }

    @Override
    Caller read(String key, DataInput in) throws IOException {
      Caller caller = new Caller(key);
      caller.elements = in.readInt();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        caller.asked.add(in.readLong());
      }
      return caller;
    }

    @Override
    void write(Caller caller, DataOutput out) throws IOException {
      out.writeInt(caller.elements);
      out.writeInt(caller.asked.size());
      for (long at : caller.asked) {
        out.writeLong(at);
      }
    }

    @Override
    boolean isForgettable(Caller caller) {
      return caller.asked.isEmpty();
    }

    @Override
    void process(Caller caller, StreamRecord<Tuple2<String, Long>> element) {
      caller.elements++;
      caller.asked.add(element.getValue().f1);
    }

    @Override
    long nextAt(Caller caller) {
      return caller.asked.isEmpty() ? Long.MAX_VALUE : caller.asked.first();
    }

    @Override
    void onTime(Caller caller, long watermark) {
      TreeSet<Long> due = new TreeSet<>(caller.asked.headSet(watermark, true));
      if (!due.isEmpty()) {
        output.collect(new StreamRecord<>(words(caller.key, caller.elements, due, watermark)));
        caller.asked.removeAll(due);
        if (caller.asked.isEmpty()) {
          caller.elements = 0;
        }
      }
    }
  }
}
