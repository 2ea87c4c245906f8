package zhijiao.canary;

import zhijiao.laws.Mistake;

/** A name that says nothing. */
@Mistake
public final class ScheduleHelper {}
