package zhijiao.core.timeline;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

  /** What {@link #write(DataOutput)} writes, or null when it is not known: terms are written often and change seldom. */
  private byte @Nullable [] written;

  /** For so long after leave has ended the person may still be on the way back, milliseconds. */
  private final long leaveGrace;

  Terms(long leaveGrace) {
    this.leaveGrace = leaveGrace;
  }

  /** Adds terms; false when they are known already. */
  boolean add(SubjectFact fact) {
    int place = Collections.binarySearch(facts, fact, TimelineOrder.FACTS);
    if (place >= 0) {
      return false;
    }
    facts.add(-place - 1, fact);
    written = null;
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

  /**
   * The terms of the order in force at {@code instant}, changes of that instant included and without the restrictions that
   * have run out, or null.
   */
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
    return terms == null ? null : terms.asOf(instant);
  }

  /** All protected persons whom any order names or named. */
  Set<String> everProtected() {
    Set<String> people = new TreeSet<>();
    for (SubjectFact fact : facts) {
      if (fact instanceof OrderChange order && order.terms() != null) {
        order.terms().particulars().protections().forEach(it -> people.add(it.person()));
      }
    }
    return people;
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
          && instant < endOf(change, change.grant())
          && (!suspending || change.grant().suspendsCheckIns())) {
        return change;
      }
    }
    return null;
  }

  /** When a leave ended or ends: as approved, or earlier when it was revoked or the person reported back. */
  private long endOf(LeaveChange granted, LeaveChange.Grant grant) {
    long end = grant.until();
    for (SubjectFact fact : facts) {
      if (fact instanceof LeaveChange change
          && change.grant() == null
          && change.leaveId().equals(granted.leaveId())
          && granted.occurredAt() <= change.occurredAt()) {
        end = Math.min(end, change.occurredAt());
      }
    }
    return end;
  }

  /** True when leave ended so shortly before {@code instant} that the person may still be on the way back. */
  private boolean homewardAt(long instant) {
    for (SubjectFact fact : facts) {
      if (fact instanceof LeaveChange change && change.grant() != null) {
        long end = endOf(change, change.grant());
        if (change.occurredAt() < end && end <= instant && instant < end + leaveGrace) {
          return true;
        }
      }
    }
    return false;
  }

  /** The zones that the leaves in force name; none when one of them names none. */
  private List<String> destinationsAt(long instant) {
    TreeSet<String> zones = new TreeSet<>();
    for (SubjectFact fact : facts) {
      if (fact instanceof LeaveChange change
          && change.grant() != null
          && change.occurredAt() <= instant
          && instant < endOf(change, change.grant())) {
        if (change.grant().destinations().isEmpty()) {
          return List.of();
        }
        zones.addAll(change.grant().destinations());
      }
    }
    return List.copyOf(zones);
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
            homewardAt(instant),
            terms == null || excused ? List.of() : destinationsAt(instant),
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
    // Places of orders, or −1.
    BitSet ended = new BitSet();
    int first = -1;
    int last = -1;
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i) instanceof OrderChange order && order.occurredAt() <= instant) {
        if (order.terms() != null) {
          first = first < 0 ? i : first;
          last = i;
        } else if (last >= 0) {
          ended.set(last);
          ended.set(i);
          first = -1;
          last = -1;
        }
      }
    }
    List<SubjectFact> known = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      SubjectFact fact = facts.get(i);
      boolean ofTheCase = fact instanceof AuthorisationChange || fact instanceof CaseFact;
      boolean frames = first < 0 ? ended.get(i) : i == first;
      if (frames || ofTheCase && knownAt(fact) <= instant) {
        known.add(fact);
      }
    }
    return known.isEmpty() ? CaseRecord.EMPTY : new CaseRecord(known);
  }

  /** From when on a fact changes what is known: a renewal is known before it takes effect. */
  static long knownAt(SubjectFact fact) {
    return fact instanceof AuthorisationChange change ? change.knownAt() : fact.occurredAt();
  }

  /** Places of the facts of a record, for {@link #readRecord}. */
  void write(CaseRecord record, DataOutput out) throws IOException {
    Compact.writeUnsigned(record.facts().size(), out);
    for (SubjectFact fact : record.facts()) {
      Compact.writeUnsigned(placeOf(fact), out);
    }
  }

  /** Where a fact stands. Equal facts are found without the order, which hashes all terms of two that hold from one instant. */
  private int placeOf(SubjectFact fact) {
    int place = facts.indexOf(fact);
    return place >= 0 ? place : Collections.binarySearch(facts, fact, TimelineOrder.FACTS);
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
    for (long end : endsOfTerms()) {
      if ((termsTaken ? from < end : from <= end) && end < until) {
        found.add(new Deadline(Deadline.Kind.TERMS_END, end, null));
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
    TreeSet<Long> changes = new TreeSet<>();
    for (SubjectFact fact : facts) {
      if (fact instanceof OrderChange order) {
        changes.add(order.occurredAt());
        if (order.terms() != null) {
          changes.addAll(order.terms().particulars().ends());
        }
      }
    }
    long since = Long.MIN_VALUE;
    Object held = null;
    for (long change : changes.headSet(instant, true)) {
      OrderTerms terms = orderAt(change);
      Object next = terms == null ? null : part.apply(terms);
      if (!Objects.equals(held, next)) {
        since = change;
        held = next;
      }
    }
    return since;
  }

  /** Every instant at which terms end, or become known before they begin, in order. */
  private TreeSet<Long> endsOfTerms() {
    TreeSet<Long> ends = new TreeSet<>();
    for (SubjectFact fact : facts) {
      long from = fact.occurredAt();
      if (knownAt(fact) < from) {
        ends.add(knownAt(fact));
      }
      if (fact instanceof AuthorisationChange change && change.grant() != null) {
        addAfter(from, change.grant().validUntil(), ends);
      } else if (fact instanceof LeaveChange change && change.grant() != null) {
        long end = endOf(change, change.grant());
        if (addAfter(from, end, ends)) {
          ends.add(end + leaveGrace);
        }
      } else if (fact instanceof OrderChange order && order.terms() != null) {
        order.terms().particulars().ends().forEach(end -> addAfter(from, end, ends));
      }
    }
    return ends;
  }

  /** What ends before it begins, or as it begins, has no end to wait for. */
  private static boolean addAfter(long from, long end, TreeSet<Long> ends) {
    if (end > from) {
      ends.add(end);
    }
    return end > from;
  }

  /** Writes which order has these terms, and what of it had run out. */
  void writeOrder(@Nullable OrderTerms terms, DataOutput out) throws IOException {
    if (terms == null) {
      out.writeInt(-1);
      return;
    }
    for (int i = 0; i < facts.size(); i++) {
      OrderTerms ordered = facts.get(i) instanceof OrderChange order ? order.terms() : null;
      if (terms.equals(ordered)) {
        // Nothing of it had run out, as mostly.
        out.writeInt(i);
        out.writeLong(Long.MIN_VALUE);
        return;
      }
      if (ordered != null) {
        for (long instant : ordered.particulars().ends()) {
          if (terms.equals(ordered.asOf(instant))) {
            out.writeInt(i);
            out.writeLong(instant);
            return;
          }
        }
      }
    }
    throw new IllegalStateException("no order has the terms that are in force");
  }

  /** Reads what {@link #writeOrder} wrote. */
  @Nullable OrderTerms readOrder(DataInput in) throws IOException {
    int index = in.readInt();
    return index < 0
        ? null
        : Objects.requireNonNull(((OrderChange) facts.get(index)).terms()).asOf(in.readLong());
  }

  void write(DataOutput out) throws IOException {
    if (written == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream all = new DataOutputStream(bytes);
      all.writeInt(facts.size());
      for (SubjectFact fact : facts) {
        FactCodec.write(fact, all);
      }
      written = bytes.toByteArray();
    }
    out.write(written);
  }

  static Terms read(DataInput in, long leaveGrace) throws IOException {
    Terms terms = new Terms(leaveGrace);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      terms.facts.add((SubjectFact) FactCodec.read(in));
    }
    return terms;
  }
}
