package zhijiao.rules.story;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.OrderChange;

/**
 * A story and what must come of it.
 *
 * @param file where it is written
 * @param title its first line
 * @param rule the folder in which it lies: the rule that it is about
 * @param expected what must be found, in the end and of every rule
 * @param withdrawn what must have been told and withdrawn; openings only
 * @param unlawful how many facts may not lawfully be judged
 */
public record Story(
    String file,
    String title,
    String rule,
    ZoneId zone,
    World world,
    SortedSet<Expected> expected,
    SortedSet<Expected> withdrawn,
    int unlawful) {

  /**
   * An episode as a story tells it.
   *
   * @param target null when the story does not say
   */
  public record Expected(String rule, String target, long openedAt, Long endedAt)
      implements Comparable<Expected> {

    @Override
    public int compareTo(Expected other) {
      int byTime = Long.compare(openedAt, other.openedAt);
      return byTime != 0 ? byTime : (rule + target).compareTo(other.rule + other.target);
    }

    boolean isMetBy(Episode episode, ZoneId zone) {
      return rule.equals(episode.rule())
          && (target == null || target.equals(episode.target()))
          && openedAt == episode.openedAt()
          && java.util.Objects.equals(endedAt, episode.endedAt())
          && episode.day().equals(dayOf(openedAt, zone));
    }
  }

  /** Rules that find a tag silent; a story is not about them unless its order says how often the tag reports. */
  private static final Set<String> SILENCES = Set.of("no-comm", "no-gps");

  private boolean isAboutSilence() {
    return world.facts().stream()
        .anyMatch(
            fact ->
                fact instanceof OrderChange order
                    && order.terms() != null
                    && order.terms().particulars().tagReportMinutes() > 0);
  }

  /** True when the rule that it is about must find something. */
  public boolean fires() {
    return expected.stream().anyMatch(e -> e.rule().equals(rule));
  }

  /** Checks what a runner found; the differences in words, empty when there are none. */
  public List<String> differences(StoryRunner.Result found) {
    List<String> differences = new ArrayList<>();
    compare(expected, found.episodes(), "", differences);
    if (found.withdrawn() != null) {
      compare(withdrawn, found.withdrawn(), "withdrawn ", differences);
    }
    if (found.unlawful() != null && found.unlawful() != unlawful) {
      differences.add("unlawful facts: " + unlawful + " expected, " + found.unlawful() + " found");
    }
    return differences;
  }

  private void compare(
      SortedSet<Expected> wanted, SortedSet<Episode> found, String what, List<String> into) {
    SortedSet<Episode> left = new TreeSet<>(found);
    if (!isAboutSilence()) {
      left.removeIf(episode -> SILENCES.contains(episode.rule()));
    }
    for (Expected expectation : wanted) {
      if (!left.removeIf(episode -> expectation.isMetBy(episode, zone))) {
        into.add("missing: " + what + words(expectation));
      }
    }
    for (Episode episode : left) {
      Expected told =
          new Expected(episode.rule(), episode.target(), episode.openedAt(), episode.endedAt());
      into.add("not in the story: " + what + words(told) + " of " + episode.day());
    }
  }

  private String words(Expected e) {
    return e.rule()
        + (e.target() == null ? "" : " " + e.target())
        + " from "
        + local(e.openedAt())
        + (e.endedAt() == null ? "" : " to " + local(e.endedAt()));
  }

  private String local(long instant) {
    return Instant.ofEpochMilli(instant).atZone(zone).toLocalDateTime().toString();
  }

  /** The date of the noon before, reckoned by taking twelve hours off the clock. */
  static LocalDate dayOf(long instant, ZoneId zone) {
    return Instant.ofEpochMilli(instant)
        .atZone(zone)
        .toLocalDateTime()
        .minusHours(12)
        .toLocalDate();
  }

  @Override
  public String toString() {
    return rule + ": " + title;
  }
}
