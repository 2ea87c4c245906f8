package zhijiao.cep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

class PatternMatcherTest {

  private static final long WITHIN = 10;

  /** Something that is only its letter and its time. */
  record Sign(char letter, long at) {}

  private static SimpleCondition<Sign> is(char letter) {
    return SimpleCondition.of(sign -> sign.letter() == letter);
  }

  private static CompiledPattern<Sign> pattern(boolean within) {
    Pattern<Sign, Sign> pattern =
        Pattern.<Sign>begin("a", AfterMatchSkipStrategy.skipPastLastEvent())
            .where(is('a'))
            .notFollowedBy("b")
            .where(is('b'))
            .followedBy("c")
            .where(is('c'));
    return new CompiledPattern<>(
        within ? pattern.within(Duration.ofMillis(WITHIN)) : pattern, Sign::at);
  }

  private final CompiledPattern<Sign> timed = pattern(true);
  private final CompiledPattern<Sign> untimed = pattern(false);

  @Provide
  Arbitrary<List<Sign>> signs() {
    return Combinators.combine(Arbitraries.of('a', 'b', 'c', 'x'), Arbitraries.of(0, 1, 2, 5, 9))
        .as((letter, after) -> new Sign(letter, after))
        .list()
        .ofMaxSize(20)
        .map(
            steps -> {
              List<Sign> signs = new ArrayList<>();
              long now = 1000;
              for (Sign step : steps) {
                now += step.at();
                signs.add(new Sign(step.letter(), now));
              }
              return signs;
            });
  }

  /** For each element the elements that begin the matches which it completes, by looking at every pair. */
  private static List<List<Sign>> brute(List<Sign> signs, boolean within) {
    List<List<Sign>> all = new ArrayList<>();
    int free = 0;
    for (int i = 0; i < signs.size(); i++) {
      List<Sign> begins = new ArrayList<>();
      for (int j = free; j < i && signs.get(i).letter() == 'c'; j++) {
        boolean parted = signs.subList(j + 1, i).stream().anyMatch(s -> s.letter() == 'b');
        boolean inTime = !within || signs.get(i).at() - signs.get(j).at() < WITHIN;
        if (signs.get(j).letter() == 'a' && !parted && inTime) {
          begins.add(signs.get(j));
          break;
        }
      }
      if (!begins.isEmpty()) {
        free = i + 1;
      }
      all.add(begins);
    }
    return all;
  }

  private static List<Sign> begins(List<Map<String, List<Sign>>> matches) {
    return matches.stream().map(match -> match.get("a").get(0)).toList();
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void a_matcher_finds_what_every_pair_of_elements_shows(
      @ForAll("signs") List<Sign> signs, @ForAll boolean within) {
    PatternMatcher<Sign> matcher = new PatternMatcher<>(within ? timed : untimed);
    List<List<Sign>> found = new ArrayList<>();
    for (Sign sign : signs) {
      found.add(begins(matcher.process(sign)));
    }
    assertEquals(brute(signs, within), found);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void a_matcher_made_of_what_another_remembers_goes_on_as_that_one_would(
      @ForAll("signs") List<Sign> signs, @ForAll boolean within) {
    CompiledPattern<Sign> pattern = within ? timed : untimed;
    PatternMatcher<Sign> matcher = new PatternMatcher<>(pattern);
    PatternMatcher<Sign> reread = new PatternMatcher<>(pattern);
    PatternMatcher<Sign> copied = new PatternMatcher<>(pattern);
    for (Sign sign : signs) {
      List<Sign> expected = begins(matcher.process(sign));
      assertEquals(expected, begins(reread.process(sign)));
      assertEquals(expected, begins(copied.process(sign)));
      reread = new PatternMatcher<>(pattern, reread.remembered());
      copied = copied.copy();
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void matchers_of_one_pattern_do_not_disturb_one_another(
      @ForAll("signs") List<Sign> one, @ForAll("signs") List<Sign> other) {
    PatternMatcher<Sign> first = new PatternMatcher<>(timed);
    PatternMatcher<Sign> second = new PatternMatcher<>(timed);
    List<List<Sign>> found = new ArrayList<>();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      if (i < other.size()) {
        second.process(other.get(i));
      }
      if (i < one.size()) {
        found.add(begins(first.process(one.get(i))));
      }
    }
    assertEquals(brute(one, true), found);
  }

  @Example
  void what_no_match_can_rest_on_any_more_is_forgotten() {
    PatternMatcher<Sign> matcher = new PatternMatcher<>(timed);
    for (int i = 0; i < 1000; i++) {
      matcher.process(new Sign('a', 1000 + 4 * i));
    }
    assertTrue(matcher.remembered().size() <= 4, matcher.remembered().toString());
  }

  @Example
  void a_matcher_that_forgets_one_element_too_many_is_caught() {
    PatternMatcher<Sign> matcher = new PatternMatcher<>(untimed);
    matcher.process(new Sign('a', 1));
    PatternMatcher<Sign> forgetful = new PatternMatcher<>(untimed, List.of());
    Sign end = new Sign('c', 2);
    assertEquals(1, matcher.process(end).size());
    assertEquals(0, forgetful.process(end).size());
  }

  @Example
  void nothing_is_remembered_when_nothing_can_come_of_it() {
    PatternMatcher<Sign> matcher = new PatternMatcher<>(untimed);
    matcher.process(new Sign('x', 1));
    assertTrue(matcher.isIdle());
    matcher.process(new Sign('a', 2));
    assertTrue(!matcher.isIdle());
    matcher.process(new Sign('b', 3));
    assertTrue(matcher.isIdle());
  }
}
