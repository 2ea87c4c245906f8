package zhijiao.core.timeline;

import zhijiao.core.fact.Fact;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.TagFact;

/** Whether what is known of one person may be judged: the same question that a {@link Timeline} asks of every fact. */
public final class Lawfulness {

  /** How long somebody may be on the way back from leave decides nothing here. */
  private final Terms terms = new Terms(0);

  /** Takes an order, an authorisation or leave. */
  public void add(SubjectFact fact) {
    terms.add(fact);
  }

  /** {@link Outcome#FACT} when the fact may be judged, else why not. */
  public Outcome of(Fact fact) {
    long at = fact.occurredAt();
    return of(fact, terms.orderAt(at) != null, terms.authorisedAt(at));
  }

  static Outcome of(Fact fact, boolean supervised, boolean tagAuthorised) {
    if (!supervised) {
      return Outcome.NO_ORDER;
    }
    return fact instanceof TagFact && !tagAuthorised ? Outcome.NO_AUTHORISATION : Outcome.FACT;
  }

  /** True when an order was in force at some time in {@code [from, until)}. */
  public boolean isSupervisedWithin(long from, long until) {
    if (terms.orderAt(from) != null) {
      return true;
    }
    for (SubjectFact next = terms.firstFrom(from);
        next != null && next.occurredAt() < until;
        next = terms.firstFrom(next.occurredAt() + 1)) {
      if (terms.orderAt(next.occurredAt()) != null) {
        return true;
      }
    }
    return false;
  }
}
