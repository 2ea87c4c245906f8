/**
 * Flink's own pattern automaton, run in plain Java for one key at a time.
 *
 * <p>Flink's automaton is internal API. It is touched in {@link zhijiao.cep.CompiledPattern}, its state store and serializer
 * beside it, and in no other package, so that an upgrade of Flink has one place to look at. Invariant: what a matcher remembers is the list of elements it was given
 * since it last remembered nothing; nothing of Flink's internal form is ever written to state.
 */
@NullMarked
package zhijiao.cep;

import org.jspecify.annotations.NullMarked;
