/**
 * The watcher's own health (看护系统自身): whether what reports about people is itself being heard.
 *
 * <p>A source that falls silent is one incident of the equipment, and not one alert for each person behind it. What a source is
 * expected to do is learned from its own rhythm. A camera or terminal whose clock is wrong is one incident, too.
 *
 * <p>Invariants: what is found is a function of the set of marks and findings that were told, and of event time, whatever the
 * order in which they came; of where anybody was nothing is kept but reports of cameras and terminals that came late, for
 * two days.
 */
@NullMarked
package zhijiao.core.health;

import org.jspecify.annotations.NullMarked;
