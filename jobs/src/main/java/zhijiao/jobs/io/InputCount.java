package zhijiao.jobs.io;

/**
 * How many inputs had an outcome, since the job's first start.
 *
 * @param kind the word of the fact's kind, or the topic or file of what never became a fact
 * @param outcome {@code input}, {@code fact}, {@code duplicate}, {@code dead-letter} or {@code unlawful}
 * @param reason why, for dead letters and unlawful data; empty otherwise
 * @param minute minute of event time at whose end it was so, epoch milliseconds UTC
 * @param total inputs so far
 */
public record InputCount(String kind, String outcome, String reason, long minute, long total) {}
