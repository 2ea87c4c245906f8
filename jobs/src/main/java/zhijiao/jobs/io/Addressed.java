package zhijiao.jobs.io;

import zhijiao.core.fact.Subject;

/**
 * An arrival whose person is known.
 *
 * @param withdrawn true when the fact was delivered to this person before and is not this person's after all
 */
public record Addressed(Subject subject, Arrival arrival, boolean withdrawn) {}
