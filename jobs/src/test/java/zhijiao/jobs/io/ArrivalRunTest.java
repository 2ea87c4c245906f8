package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.jobs.AnyFact;

class ArrivalRunTest {

  private static final long IN_MEMORY = 1 << 20;

  private static byte[] sorted(Path folder, List<Arrival> arrivals, long bytes, int atOnce)
      throws IOException {
    Path target = folder.resolve("run");
    try (ArrivalRun.Sorter sorter = new ArrivalRun.Sorter(target, bytes, atOnce)) {
      arrivals.forEach(sorter::add);
      sorter.finish();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(target), left.toList(), "nothing is left beside the run");
    }
    byte[] found = Files.readAllBytes(target);
    Files.delete(target);
    return found;
  }

  private static List<Arrival> arrivals(List<Fact> facts) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Fact fact : facts) {
      arrivals.add(Arrival.of(new Origin("facts", 0, arrivals.size() + 1), fact));
    }
    arrivals.add(
        Arrival.refused(
            new DeadLetter(new Origin("facts", 0, 9_999), RejectReason.NOT_JSON, "no", 1, "")));
    return arrivals;
  }

  @Property(tries = 150)
  void the_run_is_the_same_whatever_the_order_of_reading_and_however_little_memory_there_is(
      @ForAll("facts") List<Fact> facts, @ForAll Random random) throws IOException {
    Path folder = Files.createTempDirectory("run");
    try {
      List<Arrival> arrivals = arrivals(facts);
      byte[] expected = sorted(folder, arrivals, IN_MEMORY, 128);
      Collections.shuffle(arrivals, random);
      assertArrayEquals(expected, sorted(folder, arrivals, IN_MEMORY, 128), "in memory");
      assertArrayEquals(expected, sorted(folder, arrivals, 300, 128), "merged once");
      assertArrayEquals(expected, sorted(folder, arrivals, 100, 2), "merged again and again");
    } finally {
      Files.delete(folder);
    }
  }

  @Property(tries = 100)
  void the_run_holds_every_arrival_once_in_order_of_receipt_then_of_content(
      @ForAll("facts") List<Fact> facts) throws IOException {
    Path folder = Files.createTempDirectory("run");
    Path target = folder.resolve("run");
    try (ArrivalRun.Sorter sorter = new ArrivalRun.Sorter(target, 300, 4)) {
      arrivals(facts).forEach(sorter::add);
      sorter.finish();
      List<Fact> expected = new ArrayList<>(facts);
      expected.sort(java.util.Comparator.comparingLong(Fact::receivedAt).thenComparing(Fact::id));
      List<Fact> found = new ArrayList<>();
      try (ArrivalRun.Reader reader = new ArrivalRun.Reader(target)) {
        Arrival first = reader.next();
        assertEquals(RejectReason.NOT_JSON, first.deadLetter().reason(), "dead letters come first");
        for (Arrival next = reader.next(); next != null; next = reader.next()) {
          found.add(next.fact());
        }
      }
      assertEquals(expected, found);
    } finally {
      Files.delete(target);
      Files.delete(folder);
    }
  }

  @Provide
  Arbitrary<List<Fact>> facts() {
    return AnyFact.fact().list().ofMaxSize(40);
  }

  @Test
  void the_span_of_observations_leaves_out_terms_and_acts(@TempDir Path folder) throws IOException {
    Fact order = AnyFact.order().sample();
    Fact act = AnyFact.officerAction().sample();
    try (ArrivalRun.Sorter sorter = new ArrivalRun.Sorter(folder.resolve("run"))) {
      sorter.add(Arrival.of(new Origin("orders", 0, 1), order));
      sorter.add(Arrival.of(new Origin("officer-actions", 0, 1), act));
      ArrivalRun.Stats stats = sorter.finish();
      assertFalse(stats.observed());
      assertEquals(Map.of(FactKind.ORDER, 1L, FactKind.OFFICER_ACTION, 1L), stats.facts());
      assertEquals(Math.max(order.receivedAt(), act.receivedAt()), stats.lastReceived());
    }
    TagFix first =
        new TagFix(
            "T-1", new GeoPoint(284_000_000, 1_199_000_000), 8, FixSource.GPS, false, 10, 30);
    TagFix last =
        new TagFix(
            "T-1", new GeoPoint(284_000_000, 1_199_000_000), 8, FixSource.GPS, false, 20, 20);
    try (ArrivalRun.Sorter sorter = new ArrivalRun.Sorter(folder.resolve("run"))) {
      sorter.add(Arrival.of(new Origin("fixes", 0, 1), first));
      sorter.add(Arrival.of(new Origin("fixes", 0, 2), last));
      ArrivalRun.Stats stats = sorter.finish();
      assertTrue(stats.observed());
      assertEquals(10, stats.firstObserved());
      assertEquals(20, stats.lastObserved());
      assertEquals(30, stats.lastReceived());
    }
  }
}
