/**
 * What comes in and what goes out, before any meaning: {@link zhijiao.jobs.io.Arrival}, {@link
 * zhijiao.jobs.io.Origin}, dead letters and the one check of a fact's values.
 *
 * <p>Architecture invariants: every input record becomes exactly one arrival, so that facts, duplicates, dead letters
 * and unlawful counts add up; what a fact may hold is decided in {@link zhijiao.jobs.io.FactCheck} and nowhere else,
 * whatever the format it came in; nothing refused is dropped without a {@link zhijiao.jobs.io.RejectReason}.
 */
@NullMarked
package zhijiao.jobs.io;

import org.jspecify.annotations.NullMarked;
