package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Objection.Stage;
import zhijiao.core.fact.OrderChange;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Objection overdue: for each objection that was filed, whether anything was said of it within fifteen days. */
final class ObjectionOverdueOracle extends Oracle {

  ObjectionOverdueOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    for (int i = 0; i < facts.size(); i++) {
      if (!(facts.get(i) instanceof Objection filed) || filed.stage() != Stage.FILED) {
        continue;
      }
      long due = instant(local(filed.occurredAt()).plusDays(15));
      long over = Long.MAX_VALUE;
      for (Fact fact : facts.subList(i + 1, facts.size())) {
        if (fact instanceof Objection other && other.objectionId().equals(filed.objectionId())) {
          over = Math.min(over, other.occurredAt());
        }
      }
      if (due < over && due <= world.horizon().until() && somebodyIsInCharge(due)) {
        Long end = over <= world.horizon().until() ? (Long) over : null;
        found.add(new Episode("objection-overdue", filed.objectionId(), dayOf(due), due, end));
      }
    }
    return found;
  }

  private boolean somebodyIsInCharge(long t) {
    return facts.stream()
        .anyMatch(
            f ->
                f.occurredAt() <= t
                    && (f instanceof OrderChange o && o.terms() != null
                        || f instanceof CaseNotice n && n.seat() != null));
  }
}
