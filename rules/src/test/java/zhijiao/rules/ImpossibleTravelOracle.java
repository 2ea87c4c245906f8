package zhijiao.rules;

import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.TagFix;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Every leap is an episode of no length. */
final class ImpossibleTravelOracle extends WhereaboutsOracle {

  ImpossibleTravelOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    for (Known one : known()) {
      if (one.verdict() == Verdict.LEAP) {
        String target = one.subject() instanceof TagFix ? "tag" : "person";
        found.add(new Episode("impossible-travel", target, dayOf(one.at()), one.at(), one.at()));
      }
    }
    return found;
  }
}
