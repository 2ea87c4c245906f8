/**
 * The programs that are started: {@link zhijiao.jobs.main.ReplayJob} on files, {@link zhijiao.jobs.main.SupervisionJob}
 * live on Kafka.
 *
 * <p>Invariant: both attach the same {@link zhijiao.jobs.pipeline.SupervisionPipeline}. This is the only place that reads
 * a clock, an environment variable or a command line.
 */
@NullMarked
package zhijiao.jobs.main;

import org.jspecify.annotations.NullMarked;
