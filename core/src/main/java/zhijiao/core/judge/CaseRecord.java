package zhijiao.core.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.SubjectFact;

/**
 * What had been decided and told in a person's case by some instant, beside the order in force and leave: authorisations,
 * measures, notices and objections; and the order with which supervision began, or the orders before it ended. It is a part of the terms, so
 * it is never forgotten; rules with long clocks read it anew at every change instead of remembering.
 *
 * @param facts in timeline order
 */
public record CaseRecord(List<SubjectFact> facts) {

  /** Nothing is known. */
  public static final CaseRecord EMPTY = new CaseRecord(List.of());

  public CaseRecord {
    facts = List.copyOf(facts);
  }

  public List<AuthorisationChange> authorisations() {
    return of(AuthorisationChange.class);
  }

  public List<Measure> measures() {
    return of(Measure.class);
  }

  public List<CaseNotice> notices() {
    return of(CaseNotice.class);
  }

  public List<Objection> objections() {
    return of(Objection.class);
  }

  private <T> List<T> of(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (SubjectFact fact : facts) {
      if (type.isInstance(fact)) {
        found.add(type.cast(fact));
      }
    }
    return found;
  }

  /** When the supervision that goes on began; {@link Long#MIN_VALUE} when none goes on. */
  public long supervisedSince() {
    long since = Long.MIN_VALUE;
    for (SubjectFact fact : facts) {
      if (fact instanceof OrderChange order) {
        since = order.terms() == null ? Long.MIN_VALUE : order.occurredAt();
      }
    }
    return since;
  }

  /** When an authorisation was last given, renewed or revoked. */
  public long authorisationsChangedAt() {
    long changed = Long.MIN_VALUE;
    for (AuthorisationChange change : authorisations()) {
      changed = Math.max(changed, change.knownAt());
    }
    return changed;
  }

  /** When the last order ended; null while one is in force or when there has been none. */
  public @Nullable Long supervisionEndedAt() {
    Long ended = null;
    for (SubjectFact fact : facts) {
      if (fact instanceof OrderChange order && order.terms() == null) {
        ended = order.occurredAt();
      }
    }
    return ended;
  }

  /** True while the person is lawfully held elsewhere or in hospital, as last told. */
  public boolean excused() {
    for (CaseNotice notice : notices()) {
      CaseNotice.Event end = notice.event().end();
      if (end != null
          && notices().stream()
              .noneMatch(n -> n.event() == end && n.occurredAt() >= notice.occurredAt())) {
        return true;
      }
    }
    return false;
  }

  /** Who is in charge of a person without an order in force: who supervised last, or who must take the person in. */
  @Nullable Seat seat() {
    Seat seat = null;
    for (SubjectFact fact : facts) {
      if (fact instanceof CaseNotice notice && notice.seat() != null) {
        seat = notice.seat();
      } else if (fact instanceof OrderChange order && order.terms() != null) {
        seat = seatOf(order.terms());
      }
    }
    return seat;
  }

  static Seat seatOf(OrderTerms terms) {
    return new Seat(terms.zone(), terms.county(), terms.office(), terms.minor());
  }

  /**
   * The grant with which the cover by authorisations that are known now ends, each beginning before the one before has
   * ended; null when none covers {@code instant}.
   */
  public @Nullable AuthorisationChange lastCovering(long instant) {
    AuthorisationChange last = null;
    long end = instant;
    boolean further = true;
    while (further) {
      further = false;
      for (AuthorisationChange granted : authorisations()) {
        if (granted.grant() != null
            && granted.occurredAt() <= end
            && granted.grant().validUntil() > end
            && !isRevoked(granted)) {
          last = granted;
          end = granted.grant().validUntil();
          further = true;
        }
      }
    }
    return last;
  }

  private boolean isRevoked(AuthorisationChange granted) {
    for (AuthorisationChange change : authorisations()) {
      if (change.grant() == null
          && change.authorisationId().equals(granted.authorisationId())
          && granted.occurredAt() <= change.occurredAt()) {
        return true;
      }
    }
    return false;
  }
}
