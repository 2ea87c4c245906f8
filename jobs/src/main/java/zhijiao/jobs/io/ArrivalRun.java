package zhijiao.jobs.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.jobs.serde.ArrivalCodec;

/**
 * All arrivals of a replay in one file, in the order in which the platform received them, so that a replay meets them as
 * the live job did. Sorted in bounded memory: runs on disk, then one merge.
 */
public final class ArrivalRun {

  /** By receipt, then content, then place; dead letters, which have no time, come first. */
  private static final Comparator<Arrival> ORDER =
      Comparator.comparingLong(Arrival::clock)
          .thenComparing((a, b) -> compareFacts(a.fact(), b.fact()))
          .thenComparing(arrival -> arrival.origin().source())
          .thenComparingLong(arrival -> arrival.origin().offset());

  private static final int IN_MEMORY = 400_000;

  private ArrivalRun() {}

  private static int compareFacts(@Nullable Fact a, @Nullable Fact b) {
    return a == null || b == null ? 0 : a.id().compareTo(b.id());
  }

  /** Takes arrivals in any order and writes them sorted when closed. */
  public static final class Sorter implements Closeable {
    private final Path target;
    private final List<Path> runs = new ArrayList<>();
    private List<Arrival> buffer = new ArrayList<>();
    private long count;
    private long firstObserved = Long.MAX_VALUE;
    private long lastObserved = Long.MIN_VALUE;

    public Sorter(Path target) {
      this.target = target;
    }

    public void add(Arrival arrival) {
      count++;
      Fact fact = arrival.fact();
      if (fact != null && isObservation(fact)) {
        firstObserved = Math.min(firstObserved, fact.occurredAt());
        lastObserved = Math.max(lastObserved, fact.occurredAt());
      }
      buffer.add(arrival);
      if (buffer.size() >= IN_MEMORY) {
        spill();
      }
    }

    private static boolean isObservation(Fact fact) {
      return switch (fact.kind()) {
        case TAG_FIX, TAG_STATUS, SIGHTING, CHECK_IN -> true;
        case ORDER, AUTHORISATION, LEAVE, TAG_BINDING, OFFICER_ACTION -> false;
      };
    }

    public long count() {
      return count;
    }

    /** When the first observation happened, epoch milliseconds UTC; {@link Long#MAX_VALUE} when there is none. */
    public long firstObserved() {
      return firstObserved;
    }

    /** When the last observation happened, epoch milliseconds UTC; {@link Long#MIN_VALUE} when there is none. */
    public long lastObserved() {
      return lastObserved;
    }

    private void spill() {
      Path run = target.resolveSibling(target.getFileName() + "." + runs.size());
      runs.add(run);
      writeSorted(run);
    }

    private void writeSorted(Path file) {
      buffer.sort(ORDER);
      try (DataOutputStream out = output(file)) {
        for (Arrival arrival : buffer) {
          ArrivalCodec.write(arrival, out);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      buffer = new ArrayList<>();
    }

    @Override
    public void close() throws IOException {
      if (runs.isEmpty()) {
        writeSorted(target);
        return;
      }
      if (!buffer.isEmpty()) {
        spill();
      }
      merge();
      for (Path run : runs) {
        Files.deleteIfExists(run);
      }
    }

    private void merge() throws IOException {
      record Head(Arrival arrival, Reader reader) {}
      PriorityQueue<Head> heads =
          new PriorityQueue<>((a, b) -> ORDER.compare(a.arrival(), b.arrival()));
      List<Reader> readers = new ArrayList<>();
      try (DataOutputStream out = output(target)) {
        for (Path run : runs) {
          Reader reader = new Reader(run);
          readers.add(reader);
          Arrival first = reader.next();
          if (first != null) {
            heads.add(new Head(first, reader));
          }
        }
        while (!heads.isEmpty()) {
          Head head = heads.poll();
          ArrivalCodec.write(head.arrival(), out);
          Arrival next = head.reader().next();
          if (next != null) {
            heads.add(new Head(next, head.reader()));
          }
        }
      } finally {
        for (Reader reader : readers) {
          reader.close();
        }
      }
    }
  }

  private static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  /** Reads a run in its order. */
  public static final class Reader implements Closeable {
    private final DataInputStream in;

    public Reader(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /** The next arrival, or null at the end. */
    public @Nullable Arrival next() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        return null;
      }
      in.reset();
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
