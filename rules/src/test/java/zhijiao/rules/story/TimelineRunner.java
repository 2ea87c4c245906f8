package zhijiao.rules.story;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.TagLog;
import zhijiao.core.timeline.Timeline;
import zhijiao.core.timeline.TimelineSettings;

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

  /** Judges a world as its facts arrive. */
  public static Judged judge(World world) {
    Judged judged = new Judged();
    Timeline timeline = new Timeline(world.program(), World.WHO, Long.MIN_VALUE);
    TagLog tag = new TagLog(TimelineSettings.DEFAULT.sealedHoldHours());
    TagLog.Output wearer =
        new TagLog.Output() {
          @Override
          public void deliver(Subject subject, TagFact fact) {
            if (subject.equals(World.WHO)) {
              timeline.accept(fact, judged);
            }
          }

          @Override
          public void withdraw(Subject subject, TagFact fact) {
            if (subject.equals(World.WHO)) {
              timeline.withdraw(fact, judged);
            }
          }

          @Override
          public void takenOff(Subject subject, TagBinding end) {
            if (subject.equals(World.WHO)) {
              timeline.accept(end, judged);
            }
          }

          @Override
          public void notTakenOff(Subject subject, TagBinding end) {
            if (subject.equals(World.WHO)) {
              timeline.withdraw(end, judged);
            }
          }

          @Override
          public void unbound(FactKind kind, int delta) {
            judged.tally(kind, Outcome.UNBOUND_TAG, delta);
          }

          @Override
          public void duplicate(FactKind kind) {
            judged.tally(kind, Outcome.DUPLICATE, 1);
          }

          @Override
          public void bound() {
            judged.tally(FactKind.TAG_BINDING, Outcome.FACT, 1);
          }
        };
    List<Fact> arrivals =
        world.facts().stream().sorted(Comparator.comparingLong(Fact::receivedAt)).toList();
    for (Fact fact : arrivals) {
      timeline.advance(fact.receivedAt() - REORDER_BOUND, judged);
      if (fact instanceof TagBinding binding) {
        tag.bind(binding, wearer);
      } else if (fact instanceof TagFact report) {
        tag.accept(report, wearer);
      } else {
        timeline.accept(fact, judged);
      }
    }
    timeline.advance(world.horizon().until(), judged);
    return judged;
  }
}
