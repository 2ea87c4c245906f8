/**
 * The ClickHouse 26.7 engine in clickhouse-local's listen mode, in a process of its own, or an existing server.
 *
 * <p>Invariants: it listens on the loopback address only; its passwords are generated at first start and kept in a file
 * that only its owner can read.
 */
@NullMarked
package zhijiao.local.clickhouse;

import org.jspecify.annotations.NullMarked;
