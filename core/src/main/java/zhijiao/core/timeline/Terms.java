package zhijiao.core.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.judge.CaseRecord;
import zhijiao.core.judge.CurfewPhase;
import zhijiao.core.judge.Situation;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.TimeSpan;
import zhijiao.core.time.WeeklySchedule;

/**
 * All terms ever known of one person, in timeline order: which hold at an instant, and which deadlines follow.
 *
 * <p>Terms are few (a dozen in a sentence) and are never forgotten, so an order that arrives late is never too late.
 */
final class Terms {

  private static final long MINUTE = 60_000L;

  /** Longer than any schedule window and any grace together. */
  private static final long LOOK_BACK = 30 * 60 * MINUTE;

  private final List<SubjectFact> facts = new ArrayList<>();

  /** Adds terms; false when they are known already. */
  boolean add(SubjectFact fact) {
    int place = Collections.binarySearch(facts, fact, TimelineOrder.FACTS);
    if (place >= 0) {
      return false;
    }
    facts.add(-place - 1, fact);
    return true;
  }

  boolean isEmpty() {
    return facts.isEmpty();
  }

  /** The first terms that take effect at or after {@code instant}, or null. */
  @Nullable SubjectFact firstFrom(long instant) {
    for (SubjectFact fact : facts) {
      if (fact.occurredAt() >= instant) {
        return fact;
      }
    }
    return null;
  }

  /** The terms of the order in force at {@code instant}, changes of that instant included, or null. */
  @Nullable OrderTerms orderAt(long instant) {
    OrderTerms terms = null;
    for (SubjectFact fact : facts) {
      if (fact.occurredAt() > instant) {
        break;
      }
      if (fact instanceof OrderChange order) {
        terms = order.terms();
      }
    }
    return terms;
  }

  /** True when an authorisation of electronic positioning covers {@code instant}. */
  boolean authorisedAt(long instant) {
    for (SubjectFact fact : facts) {
      if (fact instanceof AuthorisationChange change
          && change.grant() != null
          && change.occurredAt() <= instant
          && instant < change.grant().validUntil()
          && !revoked(change, instant)) {
        return true;
      }
    }
    return false;
  }

  private boolean revoked(AuthorisationChange granted, long instant) {
    for (SubjectFact fact : facts) {
      if (fact instanceof AuthorisationChange change
          && change.grant() == null
          && change.authorisationId().equals(granted.authorisationId())
          && granted.occurredAt() <= change.occurredAt()
          && change.occurredAt() <= instant) {
        return true;
      }
    }
    return false;
  }

  private @Nullable LeaveChange leaveAt(long instant, boolean suspending) {
    for (SubjectFact fact : facts) {
      if (fact instanceof LeaveChange change
          && change.grant() != null
          && change.occurredAt() <= instant
          && instant < change.grant().until()
          && (!suspending || change.grant().suspendsCheckIns())
          && !returned(change, instant)) {
        return change;
      }
    }
    return null;
  }

  private boolean returned(LeaveChange granted, long instant) {
    for (SubjectFact fact : facts) {
      if (fact instanceof LeaveChange change
          && change.grant() == null
          && change.leaveId().equals(granted.leaveId())
          && granted.occurredAt() <= change.occurredAt()
          && change.occurredAt() <= instant) {
        return true;
      }
    }
    return false;
  }

  /**
   * What holds at {@code instant}, terms of that instant included, duties of that instant not yet begun or ended.
   */
  Situation at(long instant, HolidayCalendar calendar, long judgeFrom) {
    return situation(instant, false, calendar, judgeFrom);
  }

  /** What holds when all of {@code instant} is over, deadlines included. */
  Situation after(long instant, HolidayCalendar calendar, long judgeFrom) {
    return situation(instant, true, calendar, judgeFrom);
  }

  private Situation situation(
      long instant, boolean after, HolidayCalendar calendar, long judgeFrom) {
    OrderTerms terms = orderAt(instant);
    CaseRecord record = recordAt(instant);
    boolean excused = record.excused();
    Situation plain =
        new Situation(
            terms,
            authorisedAt(instant),
            excused || leaveAt(instant, false) != null,
            excused || leaveAt(instant, true) != null,
            CurfewPhase.OFF,
            null,
            record);
    if (terms == null || terms.curfew() == null) {
      return plain;
    }
    long since = Math.max(judgeFrom, heldSince(instant, OrderTerms::dutyAtHome));
    long reached = after ? instant + 1 : instant;
    for (TimeSpan span : curfewSpans(terms, instant - LOOK_BACK, instant + 1, calendar)) {
      if (span.from() < reached && reached <= span.until()) {
        long expires = graceExpires(terms.curfew(), span, since);
        CurfewPhase phase = reached > expires ? CurfewPhase.IN_FORCE : CurfewPhase.GRACE;
        return plain.in(phase, span);
      }
    }
    return plain;
  }

  /** What had been decided and told by {@code instant}, and the orders between which supervision began and ended. */
  private CaseRecord recordAt(long instant) {
    List<SubjectFact> known = new ArrayList<>();
    OrderChange first = null;
    OrderChange last = null;
    for (SubjectFact fact : facts) {
      if (knownAt(fact) > instant) {
        continue;
      }
      if (fact instanceof AuthorisationChange || fact instanceof CaseFact) {
        known.add(fact);
      } else if (fact instanceof OrderChange order) {
        if (order.terms() != null) {
          first = first == null ? order : first;
          last = order;
        } else if (last != null) {
          known.add(last);
          known.add(order);
          first = null;
          last = null;
        }
      }
    }
    if (first != null) {
      known.removeIf(OrderChange.class::isInstance);
      known.add(first);
    }
    if (known.isEmpty()) {
      return CaseRecord.EMPTY;
    }
    known.sort(TimelineOrder.FACTS);
    return new CaseRecord(known);
  }

  /** From when on a fact changes what is known: a renewal is known before it takes effect. */
  static long knownAt(SubjectFact fact) {
    return fact instanceof AuthorisationChange change ? change.knownAt() : fact.occurredAt();
  }

  /** Places of the facts of a record, for {@link #readRecord}. */
  void write(CaseRecord record, DataOutput out) throws IOException {
    Compact.writeUnsigned(record.facts().size(), out);
    for (SubjectFact fact : record.facts()) {
      Compact.writeUnsigned(Collections.binarySearch(facts, fact, TimelineOrder.FACTS), out);
    }
  }

  /** The record whose places {@link #write(CaseRecord, DataOutput)} wrote. */
  CaseRecord readRecord(DataInput in) throws IOException {
    List<SubjectFact> found = Compact.readList(from -> facts.get(Compact.readSize(from)), in);
    return found.isEmpty() ? CaseRecord.EMPTY : new CaseRecord(found);
  }

  /**
   * The deadlines in {@code [from, until)} that follow from the terms in force at {@code asOf}, in timeline order.
   *
   * @param termsTaken true when the terms of the instant {@code from} have been taken into account already, so that
   *     deadlines of rank {@link Rank#TERMS} are over at that instant
   */
  List<Deadline> deadlines(
      long asOf,
      long from,
      boolean termsTaken,
      long until,
      HolidayCalendar calendar,
      long judgeFrom) {
    List<Deadline> found = new ArrayList<>();
    for (SubjectFact fact : facts) {
      long end = endOf(fact);
      if ((termsTaken ? from < end : from <= end) && end < until) {
        found.add(new Deadline(Deadline.Kind.TERMS_END, end, null));
      }
      long known = knownAt(fact);
      if (known < fact.occurredAt()
          && (termsTaken ? from < known : from <= known)
          && known < until) {
        found.add(new Deadline(Deadline.Kind.TERMS_END, known, null));
      }
    }
    OrderTerms terms = orderAt(asOf);
    if (terms != null && terms.curfew() != null) {
      long since = Math.max(judgeFrom, heldSince(asOf, OrderTerms::dutyAtHome));
      curfewDeadlines(terms, terms.curfew(), since, from, until, calendar, found);
    }
    if (terms != null && terms.checkIns() != null) {
      CheckInPlan plan = terms.checkIns();
      long since = Math.max(judgeFrom, heldSince(asOf, OrderTerms::checkIns));
      List<TimeSpan> windows =
          plan.schedule().spansMeeting(from - LOOK_BACK, until, terms.zone(), calendar);
      for (TimeSpan window : windows) {
        long due = window.until() + plan.graceMinutes() * MINUTE;
        if (window.from() >= since && from <= due && due < until) {
          found.add(new Deadline(Deadline.Kind.CHECK_IN_DUE, due, window));
        }
      }
    }
    found.sort(TimelineOrder.MOMENTS);
    return found;
  }

  private void curfewDeadlines(
      OrderTerms terms,
      Curfew curfew,
      long since,
      long from,
      long until,
      HolidayCalendar calendar,
      List<Deadline> found) {
    for (TimeSpan span : curfewSpans(terms, from - LOOK_BACK, until, calendar)) {
      if (from <= span.from() && span.from() < until) {
        found.add(new Deadline(Deadline.Kind.CURFEW_BEGINS, span.from(), span));
      }
      long expires = graceExpires(curfew, span, since);
      if (from <= expires && expires < until && expires < span.until()) {
        found.add(new Deadline(Deadline.Kind.GRACE_EXPIRES, expires, span));
      }
      if (from <= span.until() && span.until() < until) {
        found.add(new Deadline(Deadline.Kind.CURFEW_ENDS, span.until(), span));
      }
    }
  }

  /**
   * Grace runs from the beginning of the curfew, or from when this curfew was first ordered for these homes in the midst of
   * its hours.
   */
  private static long graceExpires(Curfew curfew, TimeSpan span, long since) {
    return Math.max(span.from(), since) + curfew.graceMinutes() * MINUTE;
  }

  private static List<TimeSpan> curfewSpans(
      OrderTerms terms, long from, long until, HolidayCalendar calendar) {
    WeeklySchedule schedule = Objects.requireNonNull(terms.curfew()).schedule();
    List<TimeSpan> joined = new ArrayList<>();
    for (TimeSpan span : schedule.spansMeeting(from, until, terms.zone(), calendar)) {
      int last = joined.size() - 1;
      if (last >= 0 && span.from() <= joined.get(last).until()) {
        long end = Math.max(span.until(), joined.get(last).until());
        joined.set(last, new TimeSpan(joined.get(last).from(), end));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  /**
   * Since when the part of the terms that is in force at {@code instant} has been in force without a break: a renewed
   * order with the same curfew does not begin a new grace.
   */
  private long heldSince(long instant, Function<OrderTerms, @Nullable Object> part) {
    long since = Long.MIN_VALUE;
    Object held = null;
    for (SubjectFact fact : facts) {
      if (fact.occurredAt() > instant) {
        break;
      }
      if (fact instanceof OrderChange order) {
        Object next = order.terms() == null ? null : part.apply(order.terms());
        if (!Objects.equals(held, next)) {
          since = order.occurredAt();
          held = next;
        }
      }
    }
    return since;
  }

  private static long endOf(SubjectFact fact) {
    long end = Long.MIN_VALUE;
    if (fact instanceof AuthorisationChange change && change.grant() != null) {
      end = change.grant().validUntil();
    } else if (fact instanceof LeaveChange change && change.grant() != null) {
      end = change.grant().until();
    }
    return end > fact.occurredAt() ? end : Long.MIN_VALUE;
  }

  /** Place of the first order with these terms, for {@link #orderOf}; −1 for none. */
  int indexOf(@Nullable OrderTerms terms) {
    if (terms == null) {
      return -1;
    }
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i) instanceof OrderChange order && terms.equals(order.terms())) {
        return i;
      }
    }
    throw new IllegalStateException("no order has the terms that are in force");
  }

  /** The terms at a place that {@link #indexOf} gave. */
  @Nullable OrderTerms orderOf(int index) {
    return index < 0 ? null : ((OrderChange) facts.get(index)).terms();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(facts.size());
    for (SubjectFact fact : facts) {
      FactCodec.write(fact, out);
    }
  }

  static Terms read(DataInput in) throws IOException {
    Terms terms = new Terms();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      terms.facts.add((SubjectFact) FactCodec.read(in));
    }
    return terms;
  }
}
