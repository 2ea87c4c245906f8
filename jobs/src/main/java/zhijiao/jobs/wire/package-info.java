/**
 * Records as they travel: Avro single-object encoding, mapped to the domain and back.
 *
 * <p>Architecture invariants: Avro's classes appear here and in the Kafka edge, and nowhere else; whatever bytes come
 * in, reading ends with a fact or with {@link zhijiao.jobs.io.Rejected}, and allocates no more than the record is long;
 * the hand-written reader of fixes equals Avro's own.
 */
@NullMarked
package zhijiao.jobs.wire;

import org.jspecify.annotations.NullMarked;
