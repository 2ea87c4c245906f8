/**
 * One file per rule, each a sentence that a lawyer can check.
 *
 * <p>Invariants: a rule reads judged moments and yields findings; it knows no Kafka, no state backend, no clock and no
 * arrival time. A rule's logic exists once, here, and runs everywhere: live, in replay, when late facts are judged again,
 * in stories.
 */
@NullMarked
package zhijiao.rules;

import org.jspecify.annotations.NullMarked;
