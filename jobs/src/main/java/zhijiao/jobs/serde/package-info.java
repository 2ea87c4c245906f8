/**
 * How values of the domain lie in Flink's state and on its network.
 *
 * <p>Architecture invariants: no Kryo and no Java serialisation; every value begins with the version of its format, so
 * that a newer build reads the state of an older one; a format changes only together with its golden bytes in the
 * tests and with a higher version.
 */
@NullMarked
package zhijiao.jobs.serde;

import org.jspecify.annotations.NullMarked;
