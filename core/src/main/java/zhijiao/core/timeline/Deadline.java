package zhijiao.core.timeline;

import org.jspecify.annotations.Nullable;
import zhijiao.core.time.TimeSpan;

/**
 * An instant at which something follows from the terms alone, whether or not anyone reports.
 *
 * @param at epoch milliseconds UTC
 * @param span the curfew or check-in window it belongs to; null for {@link Kind#TERMS_END}
 */
public record Deadline(Kind kind, long at, @Nullable TimeSpan span) implements Moment {

  /** The kinds, with their rank among moments of one instant. */
  public enum Kind {
    /** An authorisation or a leave runs out, or one is known of before it takes effect. */
    TERMS_END(Rank.TERMS),
    CURFEW_BEGINS(Rank.DUTY_BEGINS),
    GRACE_EXPIRES(Rank.DUTY_ENDS),
    CURFEW_ENDS(Rank.DUTY_ENDS),
    CHECK_IN_DUE(Rank.DUTY_ENDS);

    private final Rank rank;

    Kind(Rank rank) {
      this.rank = rank;
    }
  }

  @Override
  public Rank rank() {
    return kind.rank;
  }
}
