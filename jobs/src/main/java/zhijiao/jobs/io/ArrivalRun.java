package zhijiao.jobs.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.jobs.serde.ArrivalCodec;

/**
 * All arrivals of a replay in one file, in the order in which the platform received them, so that a replay meets them as
 * the live job did. Sorted in bounded memory: sorted runs on disk, then one merge.
 */
public final class ArrivalRun {

  /** Bytes of arrivals that are sorted at once; with what surrounds them about three times that much memory. */
  private static final long IN_MEMORY_BYTES = 32L << 20;

  /** Runs that are merged at once: each keeps a file open and 64 KiB in memory. */
  private static final int MERGED_AT_ONCE = 128;

  private ArrivalRun() {}

  /**
   * What is known of a run when all of it has been seen.
   *
   * @param count arrivals, dead letters among them
   * @param facts by kind, copies among them
   * @param deadLetters lines that are no facts
   * @param firstObserved when the first observation happened, epoch milliseconds UTC; {@link Long#MAX_VALUE} when there is
   *     none. Terms and officers' acts are no observations
   * @param lastObserved when the last observation happened; {@link Long#MIN_VALUE} when there is none
   * @param lastReceived when the last fact was received; {@link Long#MIN_VALUE} when there is none
   */
  public record Stats(
      long count,
      Map<FactKind, Long> facts,
      long deadLetters,
      long firstObserved,
      long lastObserved,
      long lastReceived) {

    public Stats {
      facts = Collections.unmodifiableMap(new EnumMap<>(facts));
    }

    /** Whether anything was observed. */
    public boolean observed() {
      return firstObserved <= lastObserved;
    }
  }

  /**
   * An arrival in its binary form, with what it is sorted by: receipt, then content. Copies of one fact, and dead letters,
   * which have no time and come first, are told apart by their bytes, so that the order never depends on the order of
   * reading.
   */
  private record Entry(long clock, long id, byte[] bytes) {
    static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::clock)
            .thenComparing((a, b) -> Long.compareUnsigned(a.id(), b.id()))
            .thenComparing((a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes()));
  }

  /** Where entries are written to in their order. */
  private interface Output {
    void write(Entry entry) throws IOException;
  }

  /** Takes arrivals in any order and writes them sorted. Closing deletes what it has left beside its target. */
  public static final class Sorter implements Closeable {
    private final Path target;
    private final long inMemoryBytes;
    private final int mergedAtOnce;
    private final List<Path> runs = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream encoder = new DataOutputStream(bytes);
    private final Map<FactKind, Long> facts = new EnumMap<>(FactKind.class);
    private List<Entry> buffer = new ArrayList<>();
    private long buffered;
    private int runNumber;
    private long count;
    private long deadLetters;
    private long firstObserved = Long.MAX_VALUE;
    private long lastObserved = Long.MIN_VALUE;
    private long lastReceived = Long.MIN_VALUE;

    /**
     * @param target the file to write; runs are kept beside it meanwhile
     */
    public Sorter(Path target) {
      this(target, IN_MEMORY_BYTES, MERGED_AT_ONCE);
    }

    Sorter(Path target, long inMemoryBytes, int mergedAtOnce) {
      this.target = target;
      this.inMemoryBytes = inMemoryBytes;
      this.mergedAtOnce = mergedAtOnce;
    }

    /**
     * @throws UncheckedIOException when a run cannot be written
     */
    public void add(Arrival arrival) {
      count++;
      Fact fact = arrival.fact();
      if (fact != null) {
        facts.merge(fact.kind(), 1L, Long::sum);
        lastReceived = Math.max(lastReceived, fact.receivedAt());
        if (fact.kind().isObservation()) {
          firstObserved = Math.min(firstObserved, fact.occurredAt());
          lastObserved = Math.max(lastObserved, fact.occurredAt());
        }
      } else if (arrival.deadLetter() != null) {
        deadLetters++;
      }
      try {
        bytes.reset();
        ArrivalCodec.write(arrival, encoder);
        long id = fact == null ? 0 : fact.id().bits();
        buffer.add(new Entry(arrival.clock(), id, bytes.toByteArray()));
        buffered += bytes.size();
        if (buffered >= inMemoryBytes) {
          spill();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write beside " + target, e);
      }
    }

    public long count() {
      return count;
    }

    private void spill() throws IOException {
      Path run = newRun();
      buffer.sort(Entry.ORDER);
      try (DataOutputStream out = output(run)) {
        for (Entry entry : buffer) {
          writeRun(entry, out);
        }
      }
      buffer = new ArrayList<>();
      buffered = 0;
      if (runs.size() >= mergedAtOnce) {
        List<Path> merged = List.copyOf(runs);
        Path larger = newRun();
        try (DataOutputStream out = output(larger)) {
          merge(merged, entry -> writeRun(entry, out));
        }
        for (Path old : merged) {
          Files.delete(old);
          runs.remove(old);
        }
      }
    }

    private Path newRun() {
      Path run = target.resolveSibling(target.getFileName() + "." + runNumber++);
      runs.add(run);
      return run;
    }

    /** Writes the target. Nothing can be added after that. */
    public Stats finish() throws IOException {
      try (DataOutputStream out = output(target)) {
        if (runs.isEmpty()) {
          buffer.sort(Entry.ORDER);
          for (Entry entry : buffer) {
            out.write(entry.bytes());
          }
        } else {
          spill();
          merge(runs, entry -> out.write(entry.bytes()));
        }
      }
      buffer = List.of();
      return new Stats(count, facts, deadLetters, firstObserved, lastObserved, lastReceived);
    }

    @Override
    public void close() throws IOException {
      for (Path run : runs) {
        Files.deleteIfExists(run);
      }
      runs.clear();
    }
  }

  private static void merge(List<Path> runs, Output out) throws IOException {
    record Head(Entry entry, DataInputStream from) {}
    PriorityQueue<Head> heads =
        new PriorityQueue<>((a, b) -> Entry.ORDER.compare(a.entry(), b.entry()));
    List<DataInputStream> open = new ArrayList<>();
    try {
      for (Path run : runs) {
        DataInputStream in = input(run);
        open.add(in);
        Entry first = readRun(in);
        if (first != null) {
          heads.add(new Head(first, in));
        }
      }
      while (!heads.isEmpty()) {
        Head head = heads.poll();
        out.write(head.entry());
        Entry next = readRun(head.from());
        if (next != null) {
          heads.add(new Head(next, head.from()));
        }
      }
    } finally {
      for (DataInputStream in : open) {
        in.close();
      }
    }
  }

  private static void writeRun(Entry entry, DataOutputStream out) throws IOException {
    out.writeInt(entry.bytes().length);
    out.writeLong(entry.clock());
    out.writeLong(entry.id());
    out.write(entry.bytes());
  }

  private static @Nullable Entry readRun(DataInputStream in) throws IOException {
    if (isAtEnd(in)) {
      return null;
    }
    byte[] bytes = new byte[in.readInt()];
    long clock = in.readLong();
    long id = in.readLong();
    in.readFully(bytes);
    return new Entry(clock, id, bytes);
  }

  private static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static DataInputStream input(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static boolean isAtEnd(DataInputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return true;
    }
    in.reset();
    return false;
  }

  /** Reads a run in its order. */
  public static final class Reader implements Closeable {
    private final DataInputStream in;

    public Reader(Path file) throws IOException {
      in = input(file);
    }

    /** The next arrival, or null at the end. */
    public @Nullable Arrival next() throws IOException {
      if (isAtEnd(in)) {
        return null;
      }
      try {
        return ArrivalCodec.read(in);
      } catch (EOFException e) {
        throw new IOException("the run ends in the midst of an arrival", e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
