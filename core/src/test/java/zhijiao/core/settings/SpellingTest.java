package zhijiao.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpellingTest {

  private static final List<String> KNOWN =
      List.of("persistFixes", "persistMinutes", "sightingLapseMinutes", "keptDays");

  @Test
  void slips_case_and_hyphens_are_seen_through() {
    assertEquals("persistFixes", Spelling.closest("persitFixes", KNOWN));
    assertEquals("persistFixes", Spelling.closest("persist-fixes", KNOWN));
    assertEquals("keptDays", Spelling.closest("ketpDays", KNOWN));
    assertEquals("keptDays", Spelling.closest("KEPT_DAYS", KNOWN));
  }

  @Test
  void a_prefix_counts_when_only_one_has_it() {
    assertEquals("sightingLapseMinutes", Spelling.closest("sighting", KNOWN));
    assertEquals("keptDays", Spelling.closest("keptDaysMaximum", KNOWN));
    assertNull(Spelling.closest("persist", KNOWN));
  }

  @Test
  void what_is_like_nothing_is_like_nothing() {
    assertNull(Spelling.closest("colour", KNOWN));
    assertNull(Spelling.closest("x", List.of("y")));
    assertNull(Spelling.closest("", KNOWN));
    assertNull(Spelling.closest("k".repeat(1_000_000), KNOWN));
    assertNull(Spelling.closest("anything", List.of()));
  }

  @Property(tries = 300)
  void slips_are_a_distance(@ForAll("words") String a, @ForAll("words") String b) {
    int slips = Spelling.slips(a, b);
    assertEquals(a.equals(b), slips == 0);
    assertEquals(slips, Spelling.slips(b, a));
    assertTrue(slips >= Math.abs(a.length() - b.length()));
    assertTrue(slips <= Math.max(a.length(), b.length()));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars('a', 'b', 'c').ofMaxLength(6);
  }
}
