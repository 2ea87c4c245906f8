package zhijiao.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import zhijiao.core.rule.Finding;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Story;
import zhijiao.rules.story.StoryReader;
import zhijiao.rules.story.TimelineRunner;
import zhijiao.rules.story.World;

/** Short stories for the tests of one rule: an order, some lines, and what was found as times of the clock. */
final class Telling {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", java.util.Locale.ROOT);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", java.util.Locale.ROOT);

  private final String rule;
  private final String header;
  private final RuleCatalog rules;

  /**
   * @param header the order and what else a story says before its facts, in YAML
   */
  Telling(String rule, String header) {
    this(rule, header, World.SHIPPED);
  }

  Telling(String rule, String header, RuleCatalog rules) {
    this.rule = rule;
    this.header = header;
    this.rules = rules;
  }

  /** What was found, such as {@code 21:10:00-21:12:00 22:00:00-}; empty when nothing was. */
  String found(String... facts) {
    Story story = story(facts);
    List<String> times = new ArrayList<>();
    for (Episode episode : TimelineRunner.judge(story.world()).episodes()) {
      if (episode.rule().equals(rule)) {
        times.add(
            clock(story, episode.openedAt())
                + "-"
                + (episode.endedAt() == null ? "" : clock(story, episode.endedAt())));
      }
    }
    return String.join(" ", times);
  }

  /** The same with dates, such as {@code 2026-03-02 21:10:00 – 2026-03-03 06:00:00}. */
  String dated(String... facts) {
    List<String> times = new ArrayList<>();
    for (Finding finding : findings(facts)) {
      Long end = finding.endedAt();
      times.add(date(finding.openedAt()) + " – " + (end == null ? "" : date(end)));
    }
    return String.join(" ", times);
  }

  /** An instant by China's clock. */
  static String date(long instant) {
    return DATE.format(Instant.ofEpochMilli(instant).atZone(ZoneId.of("Asia/Shanghai")));
  }

  World world(String... facts) {
    return story(facts).world();
  }

  List<Finding> findings(String... facts) {
    return TimelineRunner.judge(world(facts)).findings().stream()
        .filter(finding -> finding.rule().equals(rule))
        .toList();
  }

  private Story story(String... facts) {
    String yaml = header + "\nfacts: |\n  " + String.join("\n  ", facts) + "\n";
    Story story = StoryReader.read("in a test", rule, yaml);
    World w = story.world();
    World world = new World(w.facts(), w.others(), w.shapes(), w.calendar(), rules, w.horizon());
    return new Story(
        story.file(),
        story.title(),
        rule,
        story.zone(),
        world,
        story.expected(),
        story.withdrawn(),
        story.unlawful());
  }

  private static String clock(Story story, long instant) {
    return CLOCK.format(Instant.ofEpochMilli(instant).atZone(story.zone()));
  }
}
