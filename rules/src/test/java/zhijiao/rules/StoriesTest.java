package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zhijiao.rules.story.Story;
import zhijiao.rules.story.StoryReader;
import zhijiao.rules.story.TimelineRunner;

/** Every story, by the oracles and by a timeline. */
class StoriesTest {

  static List<Story> stories() {
    return StoryReader.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void the_oracles_tell_the_story(Story story) {
    assertEquals(List.of(), story.differences(new OracleRunner().run(story)), story.file());
  }

  @ParameterizedTest
  @MethodSource("stories")
  void a_timeline_tells_the_story(Story story) {
    assertEquals(List.of(), story.differences(new TimelineRunner().run(story)), story.file());
  }

  private static final String LATE =
      """
      story: home twelve minutes late
      order: home circle 28.4511,119.9203 r 80m; curfew 21:00-06:00; grace 10m
      places: {away: "28.4611,119.9203"}
      facts: |
        20:50  fix away ±12m gps
        21:12  fix home ±8m gps
      expect: |
        21:10  opens curfew
        %s  ends  curfew
      """;

  @Test
  void a_story_that_is_wrong_by_a_minute_is_caught() {
    Story right = StoryReader.read("right.yaml", "curfew", LATE.formatted("21:12"));
    Story wrong = StoryReader.read("wrong.yaml", "curfew", LATE.formatted("21:13"));
    assertEquals(List.of(), right.differences(new TimelineRunner().run(right)));
    assertEquals(2, wrong.differences(new TimelineRunner().run(wrong)).size());
  }

  @Test
  void a_word_that_is_not_understood_is_named() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                StoryReader.read(
                    "typo.yaml",
                    "curfew",
                    LATE.formatted("21:12").replace("fix away", "fax away")));
    assertTrue(e.getMessage().contains("typo.yaml") && e.getMessage().contains("fax away"));
  }
}
