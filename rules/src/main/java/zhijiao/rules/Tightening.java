package zhijiao.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A threshold that a campaign may tighten: which way, and how far at most. What is not named here no campaign can touch:
 * neither how sure a place or a face must be, nor any person's terms.
 *
 * @param path of the setting, such as {@code rules.boundary.persistFixes}
 * @param lower true when a lower value is the tighter one
 * @param bound the tightest value, included
 */
public record Tightening(String path, boolean lower, int bound) {

  /** All that may be tightened. A single fix never suffices, campaign or not. */
  public static final List<Tightening> ALL =
      List.of(
          new Tightening("rules.boundary.persistFixes", true, 2),
          new Tightening("rules.boundary.persistMinutes", true, 2),
          new Tightening("rules.curfew.persistFixes", true, 2),
          new Tightening("rules.curfew.persistMinutes", true, 2));

  /** The one of that path, or null. */
  public static @Nullable Tightening of(String path) {
    for (Tightening tightening : ALL) {
      if (tightening.path.equals(path)) {
        return tightening;
      }
    }
    return null;
  }

  /** True when the bound allows it. */
  public boolean allows(int value) {
    return lower ? value >= bound : value <= bound;
  }

  /** The tighter of two values. */
  public int tighter(int one, int other) {
    return lower ? Math.min(one, other) : Math.max(one, other);
  }
}
