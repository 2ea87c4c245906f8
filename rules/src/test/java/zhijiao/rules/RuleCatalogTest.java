package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.rules.story.Story;
import zhijiao.rules.story.StoryReader;

/** A rule is complete with its test, its oracle, its stories and its page, or it is not shipped. */
class RuleCatalogTest {

  private static final List<String> SECTIONS =
      List.of(
          "## Source in law",
          "## Fires when",
          "## Silent when",
          "## Settings",
          "## What the officer sees",
          "## Known false alarms",
          "## Next step");

  @Test
  void every_shipped_rule_has_all_that_belongs_to_a_rule() {
    List<String> missing = new ArrayList<>();
    for (Rule rule : RuleCatalog.shipped().rules()) {
      missing.addAll(missing(rule, StoryReader.all(), page(rule)));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void a_rule_that_came_alone_is_caught_for_everything_that_it_lacks() {
    List<String> missing = missing(new Alone(), StoryReader.all(), "");
    assertEquals(4 + 1 + SECTIONS.size(), missing.size(), missing.toString());
  }

  @Test
  void a_page_that_tells_an_old_default_is_caught() {
    Rule curfew = RuleCatalog.shipped().rules().get(1);
    String old = page(curfew).replace("| `persistFixes` | 3 |", "| `persistFixes` | 4 |");
    assertEquals(1, missing(curfew, StoryReader.all(), old).size());
  }

  @Test
  void two_rules_of_one_id_are_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RuleCatalog(List.of(new MissedCheckInRule(), new MissedCheckInRule())));
  }

  @Test
  void the_ids_of_rules_are_those_of_released_alerts() {
    assertEquals(
        List.of(
            "missed-check-in",
            "curfew",
            "boundary",
            "colocation",
            "victim-proximity",
            "exclusion-zone",
            "strap-cut",
            "device-tamper",
            "power-off",
            "low-battery",
            "no-comm",
            "no-gps",
            "predicted-dead",
            "battery-ignored",
            "check-in-odd-hour",
            "check-in-spoof",
            "person-tag-separation",
            "impossible-travel",
            "roll-call-fail",
            "exclusion-buffer",
            "auth-expiry",
            "unlawful-tracking",
            "lost-contact",
            "next-step",
            "intake-overdue",
            "leave-overrun",
            "leave-route",
            "key-place",
            "welfare",
            "objection-overdue",
            "new-staypoint",
            "shield-jam",
            "night-shift",
            "activity-shortfall"),
        RuleCatalog.shipped().rules().stream().map(rule -> rule.card().id()).toList());
  }

  private static List<String> missing(Rule rule, List<Story> stories, String page) {
    List<String> missing = new ArrayList<>();
    String id = rule.card().id();
    String name = rule.getClass().getSimpleName();
    try {
      Class.forName("zhijiao.rules." + name + "Test");
    } catch (ClassNotFoundException e) {
      missing.add(id + ": no " + name + "Test");
    }
    if (!(rule instanceof JoinRule ? OracleRunner.JOINT_ORACLES : OracleRunner.ORACLES)
        .containsKey(id)) {
      missing.add(id + ": no oracle");
    }
    List<Story> own = stories.stream().filter(story -> story.rule().equals(id)).toList();
    if (own.stream().noneMatch(Story::fires)) {
      missing.add(id + ": no story that fires");
    }
    if (own.stream().allMatch(Story::fires)) {
      missing.add(id + ": no story that must not fire");
    }
    if (!page.contains(rule.card().chinese()) || !page.contains(rule.card().english())) {
      missing.add(id + ": no page that begins with the two lines of its card");
    }
    for (String section : SECTIONS) {
      if (!page.contains(section)) {
        missing.add(id + ": no section " + section);
      }
    }
    missing.addAll(settingsNotOn(page, rule));
    return missing;
  }

  /** The settings whose default a page does not tell. */
  private static List<String> settingsNotOn(String page, Rule rule) {
    List<String> missing = new ArrayList<>();
    for (Class<?> nested : rule.getClass().getDeclaredClasses()) {
      if (nested.getSimpleName().equals("Settings")) {
        try {
          Object shipped = nested.getField("DEFAULT").get(null);
          for (RecordComponent part : nested.getRecordComponents()) {
            String row =
                "| `" + part.getName() + "` | " + part.getAccessor().invoke(shipped) + " |";
            if (!page.contains(row)) {
              missing.add(rule.card().id() + ": its page lacks the row " + row);
            }
          }
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return missing;
  }

  private static String page(Rule rule) {
    Path pages = Path.of("..", "docs", "rules");
    if (!Files.isDirectory(pages)) {
      pages = Path.of("docs", "rules");
    }
    Path page = pages.resolve(rule.card().id() + ".md");
    try {
      return Files.exists(page) ? Files.readString(page) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A rule without anything. */
  private static final class Alone implements TimelineRule<String> {

    @Override
    public RuleCard card() {
      return new RuleCard("alone", 1, Severity.P4, "a rule that came alone", "单独的规则");
    }

    @Override
    public Watch watches() {
      return Watch.HOME;
    }

    @Override
    public SortedMap<String, String> parameters(Situation situation) {
      return new TreeMap<>();
    }

    @Override
    public String initial() {
      return "";
    }

    @Override
    public String step(String state, JudgedMoment moment, Situation situation, Episodes episodes) {
      return state;
    }

    @Override
    public List<Finding> open(String state) {
      return List.of();
    }

    @Override
    public void write(String state, DataOutput out) {}

    @Override
    public String read(DataInput in) {
      return "";
    }
  }

  @Test
  void every_story_lies_in_the_folder_of_a_shipped_rule() {
    List<String> ids =
        RuleCatalog.shipped().rules().stream().map(rule -> rule.card().id()).toList();
    for (Story story : StoryReader.all()) {
      assertTrue(ids.contains(story.rule()), story.file());
    }
  }
}
