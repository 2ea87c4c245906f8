package zhijiao.core.judge;

import org.jspecify.annotations.Nullable;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;

/**
 * The run of sure fixes on one side of a target that a person is in.
 *
 * @param side {@link Containment#UNSURE} when no sure fix has been seen
 * @param before for a run on the accusing side: the other side when the person was, or may have been, there within the
 *     run gap before this run; otherwise {@link Containment#UNSURE}
 * @param count sure fixes in this run
 * @param since instant of the run's first sure fix, epoch milliseconds UTC
 * @param lastAt instant of the run's last sure fix, epoch milliseconds UTC
 * @param last the run's last sure fix as evidence, filled in where a deadline needs it
 * @param awaited true while the person has to come and has not surely been seen there: at home since the curfew began,
 *     in the permitted area since leave ended
 */
public record Presence(
    Containment side,
    Containment before,
    int count,
    long since,
    long lastAt,
    @Nullable Evidence last,
    boolean awaited) {

  /** Nothing sure is known. */
  public static final Presence UNKNOWN =
      new Presence(Containment.UNSURE, Containment.UNSURE, 0, 0, 0, null, false);

  /** How long the run has lasted, milliseconds. */
  public long lasted() {
    return lastAt - since;
  }
}
