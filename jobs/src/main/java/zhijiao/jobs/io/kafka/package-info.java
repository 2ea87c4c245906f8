/**
 * The edge to Kafka: records to arrivals, and results to records.
 *
 * <p>Architecture invariants: a record never fails the job, whatever its bytes; each record becomes one arrival; each
 * result has a key, so that the last record of a key is the last word.
 */
@NullMarked
package zhijiao.jobs.io.kafka;

import org.jspecify.annotations.NullMarked;
