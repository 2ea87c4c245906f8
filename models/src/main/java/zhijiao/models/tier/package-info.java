/**
 * Which tier (严管, 普管, 宽管) the figures speak for: {@link zhijiao.models.tier.TierPolicy}.
 *
 * <p>Invariants: what is made here is a suggestion with its reasons, and nothing here changes anybody's tier: an officer does,
 * and that arrives as a fact. No clock: today is an argument.
 */
@NullMarked
package zhijiao.models.tier;

import org.jspecify.annotations.NullMarked;
