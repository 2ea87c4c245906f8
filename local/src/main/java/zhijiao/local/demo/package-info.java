/**
 * The whole platform on one machine: broker, ClickHouse engine and job in processes of their own, and a feeder that
 * plays the part of the outside world.
 *
 * <p>Invariant: the job's process is started from the same main class and with the same pipeline as on a cluster.
 */
@NullMarked
package zhijiao.local.demo;

import org.jspecify.annotations.NullMarked;
