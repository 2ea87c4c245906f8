package zhijiao.rules.story;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.rule.Finding;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.TimelineOutput;

/** What came out of a timeline: the changes it told, and what stands after them. */
public final class Judged implements TimelineOutput {

  private final List<FindingChange> changes = new ArrayList<>();
  private final Map<Long, Finding> standing = new TreeMap<>();
  private final Map<Outcome, Integer> tallies = new EnumMap<>(Outcome.class);
  private final List<Fact> tooLate = new ArrayList<>();

  @Override
  public void change(FindingChange change) {
    changes.add(change);
    if (change.finding() == null) {
      standing.remove(change.episode());
    } else {
      standing.put(change.episode(), change.finding());
    }
  }

  @Override
  public void tally(FactKind kind, Outcome outcome, int delta) {
    tallies.merge(outcome, delta, Integer::sum);
    tallies.remove(outcome, 0);
  }

  @Override
  public void tooLate(Fact fact) {
    tooLate.add(fact);
  }

  public List<FindingChange> changes() {
    return changes;
  }

  /** All standing findings with their evidence, in order. */
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>(standing.values());
    found.sort(Finding.ORDER);
    return found;
  }

  public TreeSet<Episode> episodes() {
    TreeSet<Episode> episodes = new TreeSet<>();
    standing.values().forEach(finding -> episodes.add(Episode.of(finding)));
    return episodes;
  }

  /** Episodes that were told and withdrawn, as they were first told. */
  public TreeSet<Episode> withdrawn() {
    TreeSet<Episode> gone = new TreeSet<>();
    for (FindingChange change : changes) {
      if (change.finding() != null && !standing.containsKey(change.episode())) {
        Finding told = change.finding();
        gone.add(new Episode(told.rule(), told.target(), told.day(), told.openedAt(), null));
      }
    }
    return gone;
  }

  public Map<Outcome, Integer> tallies() {
    return tallies;
  }

  public List<Fact> tooLate() {
    return tooLate;
  }
}
