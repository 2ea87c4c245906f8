package zhijiao.core.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;

/**
 * One episode that a rule found: from when to when, and why. A function of the subject's timeline alone.
 *
 * @param rule id of the rule's card
 * @param target what it is about within the rule: a zone id, {@code home}, a check-in window's local time
 * @param day the supervision day on which the episode began; part of the alert's key
 * @param openedAt when the rule was first satisfied, epoch milliseconds UTC
 * @param endedAt when the episode ended, or null while it goes on
 * @param evidence what it rests on, in timeline order
 * @param parameters the rule's settings and the person's terms that were used, by name
 * @param county code of the supervising county when the episode began
 * @param office code of the judicial office when the episode began
 */
public record Finding(
    String rule,
    int ruleVersion,
    Severity severity,
    Subject subject,
    String target,
    LocalDate day,
    long openedAt,
    @Nullable Long endedAt,
    List<Evidence> evidence,
    SortedMap<String, String> parameters,
    String county,
    String office,
    Tier tier,
    boolean minor) {

  /** The parameter that names the tag that was worn when the episode began. */
  public static final String TAG = "tag";

  /** By opening, then rule, target and person: the order in which findings are listed. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparingLong(Finding::openedAt)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::target)
          .thenComparing(Finding::subject);

  public Finding {
    evidence = List.copyOf(evidence);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** Identity of the episode: does not change when the episode ends or its evidence grows. */
  public long episodeId() {
    return ContentHash.of("episode")
        .add(rule)
        .add(subject.pseudonym())
        .add(target)
        .add(openedAt)
        .toLong();
  }

  public boolean isOpen() {
    return endedAt == null;
  }

  /** The same episode with more evidence. */
  public Finding grown(List<Evidence> more) {
    return with(severity, endedAt, more, Map.of());
  }

  /** The same episode, of which more is said, or something else than before. */
  public Finding saying(Map<String, String> more) {
    return more.isEmpty() ? this : with(severity, endedAt, List.of(), more);
  }

  /** The same episode, ended. */
  public Finding endedAt(long instant, List<Evidence> more) {
    return with(severity, instant, more, Map.of());
  }

  /** The same episode, of another severity. */
  public Finding raisedTo(Severity graver, List<Evidence> more) {
    return with(graver, endedAt, more, Map.of());
  }

  private Finding with(
      Severity grade, @Nullable Long end, List<Evidence> more, Map<String, String> moreParameters) {
    List<Evidence> all = new ArrayList<>(evidence);
    all.addAll(more);
    SortedMap<String, String> said = new TreeMap<>(parameters);
    said.putAll(moreParameters);
    return new Finding(
        rule,
        ruleVersion,
        grade,
        subject,
        target,
        day,
        openedAt,
        end,
        all,
        said,
        county,
        office,
        tier,
        minor);
  }
}
