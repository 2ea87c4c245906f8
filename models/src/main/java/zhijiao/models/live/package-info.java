/**
 * What is known of a person under supervision while it happens: features from facts, the moments at which they are scored, and
 * what is told then.
 *
 * <p>Invariants: a feature is a function of what had happened by an instant, and of nothing received or decided after it; only
 * alerts that an officer confirmed count, and none that is contested; missing is missing, never zero. The same facts, alerts and
 * promotions in any order end in the same scores. No clock: event time is an argument.
 */
@NullMarked
package zhijiao.models.live;

import org.jspecify.annotations.NullMarked;
