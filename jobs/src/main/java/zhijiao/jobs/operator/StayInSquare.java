package zhijiao.jobs.operator;

import zhijiao.core.meeting.StayChange;

/** A stay on its way to one of the squares of the map that must know of it. */
public record StayInSquare(long square, StayChange change) {}
