/**
 * The edge to ClickHouse: its migrations, and a sink that writes rows at least once under keys that make twice the same
 * as once.
 *
 * <p>Architecture invariants: a migration that was applied is never changed; every table that is written to replaces
 * rows of equal key; a password is read from the environment or from a file where it is needed and is in no
 * configuration, log or message.
 */
@NullMarked
package zhijiao.jobs.io.clickhouse;

import org.jspecify.annotations.NullMarked;
