package zhijiao.jobs.serde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactRun;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.PackedFacts;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.jobs.AnyFact;

class PackedFactsTest {

  private record Marked(Fact fact, int mark) {}

  @Property(tries = 300)
  void facts_come_back_in_order_with_their_marks(@ForAll("facts") List<Fact> facts)
      throws IOException {
    PackedFacts packed = pack(facts);
    assertEquals(marked(facts), unpack(packed));
    assertEquals(facts.isEmpty() ? null : facts.get(facts.size() - 1), packed.last());
    PackedFacts read = PackedFacts.read(new DataInputStream(bytes(packed)));
    assertEquals(marked(facts), unpack(read));
    assertEquals(packed.last(), read.last());
  }

  @Property(tries = 300)
  void what_was_read_can_be_added_to(
      @ForAll("facts") List<Fact> facts, @ForAll @IntRange(max = 30) int first) throws IOException {
    int cut = Math.min(first, facts.size());
    PackedFacts read = PackedFacts.read(new DataInputStream(bytes(pack(facts.subList(0, cut)))));
    for (int i = cut; i < facts.size(); i++) {
      read.add(facts.get(i), i % 256);
    }
    assertEquals(marked(facts), unpack(read));
  }

  @Test
  void what_was_cleared_is_empty_and_begins_anew() {
    PackedFacts packed = pack(List.of(fix(0), fix(60_000)));
    packed.clear();
    assertEquals(0, packed.size());
    assertNull(packed.last());
    packed.add(fix(120_000), 3);
    assertEquals(List.of(new Marked(fix(120_000), 3)), unpack(packed));
  }

  @Test
  void a_fix_a_minute_takes_at_most_fourteen_bytes() throws IOException {
    List<Fact> night = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      night.add(fix(i * 60_000L));
    }
    int size = bytes(pack(night)).available();
    assertTrue(size <= 14 * night.size(), size + " bytes of " + night.size() + " fixes");
  }

  @Test
  void a_run_that_begins_with_a_difference_is_refused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FactRun run = new FactRun();
    run.write(fix(0), new DataOutputStream(new ByteArrayOutputStream()));
    run.write(fix(60_000), new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThrows(IOException.class, () -> new FactRun().read(in));
  }

  @Test
  void bytes_that_end_too_early_are_refused() throws IOException {
    byte[] whole = bytes(pack(List.of(fix(0), fix(60_000)))).readAllBytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          EOFException.class,
          () -> PackedFacts.read(new DataInputStream(new ByteArrayInputStream(cut))));
    }
  }

  /** Fixes of two tags among all other facts, so that runs begin, go on and break. */
  @Provide
  Arbitrary<List<Fact>> facts() {
    Arbitrary<Fact> ofTwoTags =
        AnyFact.fix()
            .flatMap(
                fix ->
                    Arbitraries.of("T1", "T2")
                        .map(
                            tag ->
                                new TagFix(
                                    tag,
                                    fix.point(),
                                    fix.accuracyMetres(),
                                    fix.source(),
                                    fix.stored(),
                                    fix.occurredAt(),
                                    fix.receivedAt())));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, ofTwoTags), net.jqwik.api.Tuple.of(1, AnyFact.fact()))
        .list()
        .ofMaxSize(30);
  }

  private static TagFix fix(long after) {
    int off = (int) (after / 60_000 % 7) * 300;
    return new TagFix(
        "T1",
        new GeoPoint(284_511_000 + off, 1_199_203_000 - off),
        12.5f,
        FixSource.GPS,
        false,
        1_790_000_000_000L + after,
        1_790_000_002_000L + after);
  }

  private static PackedFacts pack(List<Fact> facts) {
    PackedFacts packed = new PackedFacts();
    for (int i = 0; i < facts.size(); i++) {
      packed.add(facts.get(i), i % 256);
    }
    return packed;
  }

  private static List<Marked> marked(List<Fact> facts) {
    List<Marked> all = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      all.add(new Marked(facts.get(i), i % 256));
    }
    return all;
  }

  private static List<Marked> unpack(PackedFacts packed) {
    List<Marked> all = new ArrayList<>();
    packed.forEach((fact, mark) -> all.add(new Marked(fact, mark)));
    return all;
  }

  private static ByteArrayInputStream bytes(PackedFacts packed) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    packed.write(new DataOutputStream(bytes));
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
