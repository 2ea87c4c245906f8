package zhijiao.local.demo;

import java.util.List;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Tier;

/**
 * Orders of a scenario begin together, a month before its first day: nobody would be long under
 * supervision, and nobody's tier would ever have been decided anew. For boards supervision began up
 * to a year before that, for each at another time, and one in ten was moved into the present tier in
 * the two months before that. All of it was received when the scenario's orders were, and nothing else of
 * the terms is another, so neither is what is judged.
 */
public final class Beginnings {

  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final int SHORTEST_DAYS = 30;
  private static final int SPREAD_DAYS = 335;
  private static final int ONE_IN = 10;
  private static final int MOVED_WITHIN_DAYS = 60;

  /** When on its day a decision takes effect, local time in whole hours. */
  private static final int DECIDED_AT_HOUR = 10;

  private Beginnings() {}

  /** A fact as boards are shown it: itself, or an order that began earlier and the decision since. */
  public static List<Fact> of(Fact fact) {
    if (!(fact instanceof OrderChange order) || order.terms() == null) {
      return List.of(fact);
    }
    int number = Math.floorMod(order.subject().pseudonym().hashCode(), SPREAD_DAYS * ONE_IN);
    long from = order.occurredAt() - (SHORTEST_DAYS + number % SPREAD_DAYS) * DAY;
    if (number / SPREAD_DAYS != 0) {
      return List.of(since(order, order.terms(), from, order.receivedAt()));
    }
    long decided =
        order.occurredAt() - (1 + number % MOVED_WITHIN_DAYS) * DAY + DECIDED_AT_HOUR * HOUR;
    return List.of(
        since(
            order,
            inTier(order.terms(), before(order.terms().tier())),
            from - MOVED_WITHIN_DAYS * DAY,
            order.receivedAt()),
        since(order, order.terms(), decided, order.receivedAt()));
  }

  /** Whoever is strict or lenient now was general before. */
  private static Tier before(Tier now) {
    return now == Tier.GENERAL ? Tier.STRICT : Tier.GENERAL;
  }

  private static OrderChange since(OrderChange order, OrderTerms terms, long from, long received) {
    return new OrderChange(order.subject(), order.orderId(), terms, from, received);
  }

  private static OrderTerms inTier(OrderTerms terms, Tier tier) {
    return new OrderTerms(
        terms.zone(),
        terms.homes(),
        terms.curfew(),
        terms.checkIns(),
        terms.permittedArea(),
        terms.exclusionZones(),
        terms.county(),
        terms.office(),
        tier,
        terms.minor(),
        terms.particulars());
  }
}
