package zhijiao.core.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagStatus;

class PackedReportsTest {

  private static final long MINUTE = 60_000;

  private static TagFact report(Random random, int minutes) {
    long at = random.nextInt(minutes) * MINUTE;
    return new TagStatus("T-1", TagStatus.Event.BATTERY, random.nextInt(3), at, at);
  }

  private static List<TagFact> all(PackedReports reports) {
    List<TagFact> all = new ArrayList<>();
    reports.forEach(all::add);
    return all;
  }

  private static PackedReports reread(PackedReports reports) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    reports.write(new DataOutputStream(bytes));
    return PackedReports.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  /** Crowded instants and wide ones, in runs and at random, against a sorted set. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void they_are_a_sorted_set_that_forgets_its_oldest(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    int minutes = 1 + random.nextInt(random.nextBoolean() ? 5_000 : 40);
    PackedReports reports = new PackedReports();
    TreeSet<TagFact> set = new TreeSet<>(TimelineOrder.FACTS);
    for (int i = 0; i < 600; i++) {
      if (random.nextInt(8) == 0) {
        long from = random.nextInt(minutes) * MINUTE;
        int count = random.nextInt(150);
        for (int j = 0; j < count; j++) {
          long at = from + j * MINUTE / 2;
          TagFact stored = new TagStatus("T-1", TagStatus.Event.BATTERY, 1, at, at);
          assertEquals(set.add(stored), reports.add(stored));
        }
      }
      TagFact one = report(random, minutes);
      assertEquals(set.add(one), reports.add(one));
      if (random.nextInt(200) == 0) {
        long before = random.nextInt(minutes) * MINUTE;
        set.removeIf(fact -> fact.occurredAt() < before);
        reports.forget(before);
      }
      if (random.nextInt(100) == 0) {
        reports = reread(reports);
      }
      assertEquals(set.isEmpty(), reports.isEmpty());
      assertEquals(set.isEmpty() ? Long.MAX_VALUE : set.first().occurredAt(), reports.oldestAt());
    }
    assertEquals(List.copyOf(set), all(reports));
    assertTrue(set.size() > 1);
  }
}
