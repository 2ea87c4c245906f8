package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.CaseNotice.Event;
import zhijiao.core.fact.Fact;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Intake overdue: for each judgment, whether anything took the person in before the eighth midnight. */
final class IntakeOverdueOracle extends Oracle {

  IntakeOverdueOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    for (Fact fact : facts) {
      if (!(fact instanceof CaseNotice judgment)
          || judgment.event() != Event.JUDGMENT_EFFECTIVE
          || orderAt(judgment.occurredAt()) != null) {
        continue;
      }
      long warned = instant(local(judgment.occurredAt()).toLocalDate().plusDays(8).atStartOfDay());
      long over = overAfter(judgment);
      if (warned < over && warned <= world.horizon().until() && over > world.horizon().from()) {
        Long end = over <= world.horizon().until() ? (Long) over : null;
        found.add(new Episode("intake-overdue", judgment.noticeId(), dayOf(warned), warned, end));
      }
    }
    return found;
  }

  /** The first order, intake or later judgment after a judgment. */
  private long overAfter(CaseNotice judgment) {
    long over = Long.MAX_VALUE;
    for (Fact fact : facts) {
      if (fact instanceof CaseNotice notice
          && facts.indexOf(notice) > facts.indexOf(judgment)
          && (notice.event() == Event.TAKEN_IN || notice.event() == Event.JUDGMENT_EFFECTIVE)) {
        over = Math.min(over, notice.occurredAt());
      }
    }
    for (long change : changesOfTerms()) {
      if (change > judgment.occurredAt() && orderAt(change) != null) {
        over = Math.min(over, change);
      }
    }
    return over;
  }
}
