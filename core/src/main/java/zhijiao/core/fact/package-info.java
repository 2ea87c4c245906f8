/**
 * Everything that happens is a {@link zhijiao.core.fact.Fact}: a fix, a sighting, a check-in, but also an order, an
 * authorisation, leave and an officer's act.
 *
 * <p>Invariants: all instants are epoch milliseconds UTC in a {@code long}; {@code occurredAt} is when it happened (for
 * terms: when they take effect), {@code receivedAt} is when the platform got it. A fact's {@link
 * zhijiao.core.fact.FactId} is a hash of its content without {@code receivedAt}, so a second copy of a fact is the same
 * fact. What a wrong clock dated keeps its identity and stands at another instant ({@link zhijiao.core.fact.Doubt}). All
 * coordinates are WGS-84. No fact carries a name: {@link zhijiao.core.fact.Subject} is a pseudonym.
 */
@NullMarked
package zhijiao.core.fact;

import org.jspecify.annotations.NullMarked;
