package zhijiao.rules.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Subject;
import zhijiao.core.timeline.Outcome;

/** Runs a story through a timeline in plain Java, fact by fact as they arrived, time moving on between them. */
public final class TimelineRunner implements StoryRunner {

  /** By how much facts may be out of the order of receipt; as in the live job. */
  private static final long REORDER_BOUND = 10_000;

  @Override
  public Result run(Story story) {
    Judged judged = judge(story.world());
    return new Result() {
      @Override
      public SortedSet<Episode> episodes() {
        return judged.episodes();
      }

      @Override
      public SortedSet<Episode> withdrawn() {
        return judged.withdrawn();
      }

      @Override
      public Integer unlawful() {
        int sum = 0;
        for (Map.Entry<Outcome, Integer> tally : judged.tallies().entrySet()) {
          sum += tally.getKey().isUnlawful() ? tally.getValue() : 0;
        }
        return sum;
      }
    };
  }

  /** A fact, and of whom it tells when it names nobody by itself. */
  private record Told(Fact fact, Subject who) {}

  /** Judges a world as its facts arrive. */
  public static Judged judge(World world) {
    Judged judged = new Judged();
    Joint joint = new Joint(world, judged);
    List<Told> arrivals = new ArrayList<>();
    world.facts().forEach(fact -> arrivals.add(new Told(fact, World.WHO)));
    world
        .others()
        .forEach(
            (who, facts) ->
                facts.forEach(fact -> arrivals.add(new Told(Renamed.of(fact, who), who))));
    arrivals.sort(Comparator.comparingLong(told -> told.fact().receivedAt()));
    for (Told told : arrivals) {
      joint.advance(told.fact().receivedAt() - REORDER_BOUND);
      joint.accept(told.fact(), told.who());
    }
    joint.advance(world.horizon().until());
    return judged;
  }
}
