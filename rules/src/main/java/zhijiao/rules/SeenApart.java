package zhijiao.rules;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Sighting;

/**
 * What makes two observations of a person, each of them where nobody who wore the tag could have been, enough to believe: they were
 * made by different cameras or terminals, some minutes apart, in one half of a day. A candidate's face alone never suffices.
 */
final class SeenApart {

  /** Two cameras at one crossing see one passer-by, not two. */
  static final int APART_MINUTES = 5;

  /** Half a working day: the tag was left somewhere in the meantime. */
  static final int PAIR_MINUTES = 240;

  private SeenApart() {}

  /** The camera or terminal that saw the person, or null for what says nothing about where the person is. */
  static @Nullable String by(Fact fact) {
    if (fact instanceof Sighting sighting) {
      return "camera " + sighting.camera();
    }
    CheckIn checkIn = (CheckIn) fact;
    if (checkIn.means() == CheckIn.Means.VISIT) {
      return "visit";
    }
    String terminal = checkIn.proof().terminal();
    return terminal == null ? null : "terminal " + terminal;
  }

  /** Whether an observation and an earlier one are two pieces of evidence. */
  static boolean isPair(Fact earlier, Fact later) {
    String by = by(earlier);
    long between = later.occurredAt() - earlier.occurredAt();
    return by != null
        && !by.equals(by(later))
        && between >= APART_MINUTES * 60_000L
        && between <= PAIR_MINUTES * 60_000L;
  }
}
