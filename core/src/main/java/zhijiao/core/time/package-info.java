/**
 * Supervision days, schedules and calendars.
 *
 * <p>Invariants: no clock is read and no default zone is used; every method that needs a time zone or a calendar takes
 * it as an argument; spans are half-open, {@code [from, until)}, in epoch milliseconds UTC.
 */
@NullMarked
package zhijiao.core.time;

import org.jspecify.annotations.NullMarked;
