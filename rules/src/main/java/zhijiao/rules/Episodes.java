package zhijiao.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.judge.Situation;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;
import zhijiao.core.time.SupervisionDay;
import zhijiao.core.timeline.RuleRun.FindingSink;

/** Opens and ends one rule's findings about one person. */
public final class Episodes {

  private final PersonRule rule;
  private final Subject subject;
  private final SortedMap<String, String> marks;
  private final FindingSink out;

  Episodes(PersonRule rule, Subject subject, SortedMap<String, String> marks, FindingSink out) {
    this.rule = rule;
    this.subject = subject;
    this.marks = marks;
    this.out = out;
  }

  /**
   * Opens an episode at {@code at}, epoch milliseconds UTC, under the terms of {@code situation}; of a person without an
   * order it goes to who supervised last or must take the person in.
   */
  public Finding open(String target, long at, Situation situation, List<Evidence> evidence) {
    return open(target, at, situation, evidence, Map.of());
  }

  /**
   * The same.
   *
   * @param more what is said of the episode beside the rule's parameters
   */
  public Finding open(
      String target,
      long at,
      Situation situation,
      List<Evidence> evidence,
      Map<String, String> more) {
    return open(target, at, situation, evidence, more, rule.card().severity());
  }

  /**
   * The same, more or less severe than the rule's card says.
   *
   * @param more what is said of the episode beside the rule's parameters
   */
  public Finding open(
      String target,
      long at,
      Situation situation,
      List<Evidence> evidence,
      Map<String, String> more,
      Severity severity) {
    OrderTerms terms = situation.terms();
    Seat seat =
        Objects.requireNonNull(
            situation.seat(), "nothing is found about a person of whom nobody is in charge");
    Finding finding =
        new Finding(
                rule.card().id(),
                rule.card().version(),
                severity,
                subject,
                target,
                SupervisionDay.of(at, seat.zone()).date(),
                at,
                null,
                evidence,
                marked(rule.parameters(situation)),
                seat.county(),
                seat.office(),
                terms == null ? Tier.GENERAL : terms.tier(),
                seat.minor())
            .saying(more);
    out.accept(finding);
    return finding;
  }

  private SortedMap<String, String> marked(SortedMap<String, String> parameters) {
    if (marks.isEmpty()) {
      return parameters;
    }
    SortedMap<String, String> all = new TreeMap<>(parameters);
    all.putAll(marks);
    return all;
  }

  /** Adds evidence to an episode that may have ended. */
  public Finding grow(Finding known, List<Evidence> more) {
    Finding grown = known.grown(more);
    out.accept(grown);
    return grown;
  }

  /** Ends an episode at {@code at}, epoch milliseconds UTC, by what opened it. */
  public Finding end(Finding open, long at) {
    Finding ended = open.endedAt(at, List.of());
    out.accept(ended);
    return ended;
  }

  /** The same episode, graver. */
  public Finding raise(Finding open, Severity severity, Evidence evidence) {
    Finding raised = open.raisedTo(severity, List.of(evidence));
    out.accept(raised);
    return raised;
  }

  /** Ends an episode at {@code at}, epoch milliseconds UTC. */
  public Finding end(Finding open, long at, Evidence evidence) {
    Finding ended = open.endedAt(at, List.of(evidence));
    out.accept(ended);
    return ended;
  }
}
