package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Sighting;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Person–tag separation: for each piece of evidence, whether it stands alone or has an earlier one to go with. */
final class PersonTagSeparationOracle extends WhereaboutsOracle {

  PersonTagSeparationOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    List<Known> known = new ArrayList<>(known());
    known.removeIf(one -> one.verdict() == Verdict.CLAIMED || one.verdict() == Verdict.LEAP);
    long free = Long.MIN_VALUE;
    int since = 0;
    for (int i = 0; i < known.size(); i++) {
      Known now = known.get(i);
      boolean late = lastLifted(now.at()) == now.at();
      if (now.verdict() == Verdict.TOGETHER) {
        since = i + 1;
      }
      if (i < since || late || isLifted(now.at()) || by(now.subject()) == null || now.at() < free) {
        continue;
      }
      boolean opens = isCertain(now.subject());
      for (int j = since; j < i; j++) {
        Known then = known.get(j);
        opens |=
            then.at() > lastLifted(now.at())
                && by(then.subject()) != null
                && !by(then.subject()).equals(by(now.subject()))
                && now.subject().occurredAt() - then.subject().occurredAt() >= 5 * MINUTE
                && now.subject().occurredAt() - then.subject().occurredAt() <= 240 * MINUTE;
      }
      if (!opens) {
        continue;
      }
      long end = Long.MAX_VALUE;
      since = known.size();
      for (int j = i + 1; j < known.size() && end == Long.MAX_VALUE; j++) {
        if (known.get(j).verdict() == Verdict.TOGETHER) {
          end = known.get(j).at();
          since = j + 1;
        }
      }
      long lifted = nextLifted(now.at());
      if (lifted <= end) {
        end = lifted;
        since = i + 1;
        free = lifted;
      }
      boolean told = end <= world.horizon().until();
      // What begins twice in one instant is one episode.
      found.removeIf(episode -> episode.openedAt() == now.at());
      found.add(
          new Episode(
              "person-tag-separation", "tag", dayOf(now.at()), now.at(), told ? (Long) end : null));
      if (end == Long.MAX_VALUE) {
        break;
      }
    }
    return found;
  }

  private boolean isLifted(long t) {
    return onLeave(t) || !authorisedAt(t) || orderAt(t) == null;
  }

  private long lastLifted(long t) {
    long last = Long.MIN_VALUE;
    for (long change : changesOfTerms()) {
      if (change <= t && isLifted(change)) {
        // Lifted until the next change.
        Long next = changesOfTerms().higher(change);
        last = next == null || next > t ? t : next - 1;
      }
    }
    return last;
  }

  private long nextLifted(long t) {
    for (long change : changesOfTerms()) {
      if (change > t && isLifted(change)) {
        return change;
      }
    }
    return Long.MAX_VALUE;
  }

  static String by(Fact fact) {
    if (fact instanceof Sighting sighting) {
      return "camera " + sighting.camera();
    }
    CheckIn checkIn = (CheckIn) fact;
    boolean visit = checkIn.means() == CheckIn.Means.VISIT;
    String terminal = checkIn.proof().terminal();
    return visit ? "visit" : terminal == null ? null : "terminal " + terminal;
  }

  static boolean isCertain(Fact fact) {
    return fact instanceof Sighting sighting
        ? sighting.humanVerified()
        : ((CheckIn) fact).means() == CheckIn.Means.VISIT;
  }
}
