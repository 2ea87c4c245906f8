package zhijiao.rules.story;

import java.util.SortedSet;

/** Whatever can find out what follows from a story. */
public interface StoryRunner {

  /** What a runner found. */
  interface Result {

    /** What stands in the end. */
    SortedSet<Episode> episodes();

    /** What was told and withdrawn; null when this runner tells nothing before the end. */
    SortedSet<Episode> withdrawn();

    /** Facts that could not lawfully be judged; null when this runner does not count. */
    Integer unlawful();
  }

  Result run(Story story) throws Exception;
}
