/**
 * Supervision days, schedules and calendars. {@link zhijiao.core.time.WeeklySchedule} turns what an order says ("home from
 * 21:00 to 06:00, on workdays") into spans of time; {@link zhijiao.core.time.SupervisionDay} cuts time into days from noon to
 * noon, so that no night is cut in two.
 *
 * <p>Invariants: no clock is read and no default zone is used; every method that needs a time zone or a calendar takes
 * it as an argument; spans are half-open, {@code [from, until)}, in epoch milliseconds UTC; a later wall-clock time
 * never means an earlier instant, so no span ends before it begins and none that follow one another on the clock overlap.
 */
@NullMarked
package zhijiao.core.time;

import org.jspecify.annotations.NullMarked;
