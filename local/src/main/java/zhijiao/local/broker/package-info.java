/**
 * One Kafka broker on the loopback address, for one machine without any other.
 *
 * <p>Invariant: nothing outside this machine can reach it.
 */
@NullMarked
package zhijiao.local.broker;

import org.jspecify.annotations.NullMarked;
