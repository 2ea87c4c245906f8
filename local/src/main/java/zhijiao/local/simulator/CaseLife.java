package zhijiao.local.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.WelfareSignal;
import zhijiao.core.place.Zone;

/**
 * What is decided and told in the cases of the simulated people, and by whom too late: authorisations and their renewals,
 * contact that is lost, measures, judgments. Each a pure function of the seed and the person's number.
 */
final class CaseLife {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;

  /** In fewer days nobody can be found to be out of contact. */
  private static final int LONG = 14;

  /** Within so many days an objection is answered. */
  private static final int ANSWER_DAYS = 15;

  private static final int AUTHORISATIONS = 500;
  private static final int CONTACT = 501;
  private static final int MEASURES = 502;
  private static final int JUDGMENTS = 503;
  private static final int WORRIES = 504;
  private static final int OBJECTIONS = 505;

  private final Chance chance;
  private final LocalDate first;
  private final int days;
  private final int people;
  private final double intensity;

  /** A span of time in which nothing is heard, or nothing may be used; epoch milliseconds UTC. */
  record Span(long from, long until) {

    boolean holds(long instant) {
      return from <= instant && instant < until;
    }
  }

  CaseLife(Chance chance, Simulator.Scenario scenario) {
    this.chance = chance;
    this.first = scenario.first();
    this.days = scenario.days();
    this.people = scenario.people();
    this.intensity = scenario.intensity();
  }

  private long midnight(int day) {
    return first.plusDays(day).atStartOfDay(ZONE).toInstant().toEpochMilli();
  }

  private long end() {
    return midnight(days);
  }

  /** What is received when the scenario is over is not received. */
  private Consumer<Fact> received(Consumer<Fact> out) {
    return fact -> {
      if (fact.receivedAt() < end()) {
        out.accept(fact);
      }
    };
  }

  // --- authorisations ------------------------------------------------------------------------

  /**
   * The first authorisation and what comes after it.
   *
   * @param from when it begins
   * @param until when it ends
   * @param decided when the renewal is decided; {@link Long#MAX_VALUE} for never
   * @param renewedFrom when the renewal takes effect
   */
  private record Tracking(long from, long until, long decided, long renewedFrom) {}

  private Tracking tracking(Person person) {
    Chance own = chance.of(AUTHORISATIONS, person.number());
    long from = midnight(0) - 30 * DAY;
    if (person.lapsedOn() >= 0) {
      return new Tracking(from, midnight(person.lapsedOn()), Long.MAX_VALUE, Long.MAX_VALUE);
    }
    long until = midnight(own.integer(1, 3, 33)) + own.integer(2, 8, 18) * HOUR;
    if (!own.happens(3, Math.min(0.9, Breach.RENEWAL_LATE.share() * intensity))) {
      return new Tracking(from, until, until - own.integer(4, 15, 25) * DAY, until);
    }
    boolean gap = own.happens(5, Math.min(0.9, Breach.TRACKED_UNLAWFULLY.share() * intensity));
    long renewed = gap ? until + own.integer(6, 6, 40) * HOUR : until;
    long decided = gap ? renewed - HOUR : until - own.integer(7, 1, 12) * DAY;
    return new Tracking(from, until, decided, renewed);
  }

  /** The authorisations of a person with a tag; a renewal is entered hours after it was decided. */
  void authorisations(Person person, Consumer<Fact> all) {
    Consumer<Fact> out = received(all);
    Tracking it = tracking(person);
    authorise(person, 1, it.from(), it.until(), null, it.from() - DAY, out);
    if (it.decided() == Long.MAX_VALUE) {
      return;
    }
    long entered =
        it.decided() + chance.of(AUTHORISATIONS, person.number()).integer(8, 1, 10) * HOUR;
    int number = 2;
    long begin = it.renewedFrom();
    long decided = it.decided();
    while (begin < end() + 30 * DAY) {
      long until = begin + 60 * DAY;
      AuthorisationChange.Renewal renewal =
          new AuthorisationChange.Renewal("AS-" + person.number() + "-" + number, decided);
      authorise(person, number++, begin, until, renewal, entered, out);
      begin = until;
      decided = until - 20 * DAY;
      entered = decided + HOUR;
    }
  }

  private static void authorise(
      Person person,
      int number,
      long from,
      long until,
      AuthorisationChange.@Nullable Renewal renewal,
      long received,
      Consumer<Fact> out) {
    out.accept(
        new AuthorisationChange(
            new Subject(person.pseudonym()),
            authorisationId(person, number),
            new AuthorisationChange.Grant(1 + person.number() % 5, "P-0001", until, renewal),
            from,
            received));
  }

  private static String authorisationId(Person person, int number) {
    return String.format(Locale.ROOT, "A-%05d-%d", person.number(), number);
  }

  /** True when the tag of a person may be listened to. */
  boolean authorisedAt(Person person, long instant) {
    Tracking it = tracking(person);
    return instant < it.until() || instant >= it.renewedFrom();
  }

  /** When the tag reports without an authorisation; null when never. */
  @Nullable Span unlawful(Person person) {
    Tracking it = tracking(person);
    boolean never = person.tag() == null || it.renewedFrom() == it.until() || it.until() >= end();
    return never ? null : new Span(it.until(), Math.min(it.renewedFrom(), end()));
  }

  // --- contact -------------------------------------------------------------------------------

  /** Some owe one check-in a day and not three: those who will be out of contact, and as many more. */
  boolean owesOneCheckIn(Person person) {
    return person.tag() == null
        && days >= LONG
        && chance.of(CONTACT, person.number()).happens(1, 2 * Breach.LOST_CONTACT.share());
  }

  /** When a person is out of contact; null for most. Half of them are in hospital, and nobody's clock runs. */
  @Nullable Span outOfContact(Person person) {
    Chance own = chance.of(CONTACT, person.number());
    if (!owesOneCheckIn(person)) {
      return null;
    }
    int from = own.integer(2, 1, Math.min(20, days - 9));
    int length = own.happens(3, 0.15) ? own.integer(4, 26, 28) : own.integer(5, 8, 12);
    return new Span(midnight(from), midnight(from + length));
  }

  private boolean inHospital(Person person) {
    return !chance.of(CONTACT, person.number()).happens(6, 0.6);
  }

  private void hospital(Person person, Consumer<Fact> out) {
    Span span = outOfContact(person);
    if (span != null && inHospital(person)) {
      notice(person.pseudonym(), "H", CaseNotice.Event.HOSPITAL_ADMITTED, null, span.from(), out);
      notice(
          person.pseudonym(), "D", CaseNotice.Event.HOSPITAL_DISCHARGED, null, span.until(), out);
    }
  }

  private static void notice(
      String pseudonym,
      String id,
      CaseNotice.Event event,
      @Nullable Seat seat,
      long at,
      Consumer<Fact> out) {
    out.accept(
        new CaseNotice(
            new Subject(pseudonym), "N-" + pseudonym + "-" + id, event, seat, at, at + HOUR));
  }

  /** True when a check-in that is missed is a violation: nobody owes one from a hospital bed. */
  boolean owesCheckIn(Person person, long instant) {
    Span span = outOfContact(person);
    return span == null || !span.holds(instant) || !inHospital(person);
  }

  // --- measures ------------------------------------------------------------------------------

  /** Admonitions of some; of half of these another breach, and of some of these a warning days later. */
  private void measures(Person person, Consumer<Fact> out) {
    Chance own = chance.of(MEASURES, person.number());
    if (!own.happens(1, 2 * Breach.NOT_CORRECTED.rateIn(days, intensity))) {
      return;
    }
    measure(person, 1, Measure.Type.ADMONITION, midnight(0) - own.integer(2, 10, 25) * DAY, out);
    measure(person, 2, Measure.Type.ADMONITION, midnight(0) - own.integer(3, 1, 8) * DAY, out);
    Span breach = breach(person);
    if (breach != null) {
      measure(person, 3, Measure.Type.BREACH, breach.from(), out);
      if (breach.until() < end()) {
        measure(person, 4, Measure.Type.WARNING, breach.until(), out);
      }
    }
  }

  /** From the breach after two admonitions to the warning, or to the end. */
  private @Nullable Span breach(Person person) {
    Chance own = chance.of(MEASURES, person.number());
    boolean found =
        own.happens(1, 2 * Breach.NOT_CORRECTED.rateIn(days, intensity)) && own.happens(4, 0.5);
    if (!found) {
      return null;
    }
    long at = midnight(own.integer(5, 0, days - 1)) + own.integer(6, 9, 17) * HOUR;
    long decided = own.happens(7, 0.6) ? at + own.integer(8, 1, 6) * DAY : end();
    return new Span(at, Math.min(decided, end()));
  }

  private static void measure(
      Person person, int number, Measure.Type type, long at, Consumer<Fact> out) {
    out.accept(
        new Measure(
            new Subject(person.pseudonym()),
            String.format(Locale.ROOT, "M-%05d-%d", person.number(), number),
            type,
            "P-0002",
            type == Measure.Type.WARNING ? "Measures 35" : "Measures 34",
            at,
            at + 2 * HOUR));
  }

  // --- worries and objections ----------------------------------------------------------------

  private @Nullable Span worry(Person person) {
    Chance own = chance.of(WORRIES, person.number());
    if (!own.happens(1, Breach.WORRY.rateIn(days, intensity)) || person.releasedOn() >= 0) {
      return null;
    }
    long from = midnight(own.integer(2, 0, days - 1)) + own.integer(3, 8, 16) * HOUR;
    return new Span(from, Math.min(from + own.integer(4, 4, 72) * HOUR, end()));
  }

  /** From when the answer was due to the answer; empty when it came in time. */
  private @Nullable Span unanswered(Person person) {
    Chance own = chance.of(OBJECTIONS, person.number());
    if (!own.happens(1, 2 * Breach.NO_ANSWER.rate(intensity))) {
      return null;
    }
    long filed =
        midnight(own.integer(2, -14, Math.max(-1, days - 17))) + own.integer(3, 8, 16) * HOUR;
    long answered =
        filed + (own.happens(4, 0.5) ? own.integer(5, 16, 25) : own.integer(6, 3, 14)) * DAY;
    return new Span(filed + ANSWER_DAYS * DAY, answered);
  }

  private void worriesAndObjections(Person person, Consumer<Fact> out) {
    Subject subject = new Subject(person.pseudonym());
    Span worry = worry(person);
    if (worry != null) {
      boolean acute = chance.of(WORRIES, person.number()).happens(5, 0.2);
      WelfareSignal.Level level = acute ? WelfareSignal.Level.ACUTE : WelfareSignal.Level.CONCERN;
      String id = "W-" + person.number();
      out.accept(new WelfareSignal(subject, id, level, worry.from(), worry.from() + HOUR));
      if (worry.until() < end()) {
        out.accept(
            new WelfareSignal(
                subject, id, WelfareSignal.Level.NONE, worry.until(), worry.until() + HOUR));
      }
    }
    Span unanswered = unanswered(person);
    if (unanswered != null) {
      String id = objectionId(person);
      long filed = unanswered.from() - ANSWER_DAYS * DAY;
      out.accept(new Objection(subject, id, null, Objection.Stage.FILED, filed, filed + HOUR));
      long answered = unanswered.until();
      out.accept(
          new Objection(subject, id, null, Objection.Stage.ANSWERED, answered, answered + HOUR));
    }
  }

  private static String objectionId(Person person) {
    return String.format(Locale.ROOT, "OB-%05d", person.number());
  }

  // --- judgments -----------------------------------------------------------------------------

  /** Somebody who was sentenced and is not in the register yet. */
  private record Judged(String pseudonym, Zone county, long at, long takenIn) {}

  private List<Judged> judged(List<Zone> counties) {
    List<Judged> all = new ArrayList<>();
    long count = Math.round(2 * Breach.NOT_TAKEN_IN.rate(intensity) * people);
    for (int i = 0; i < count; i++) {
      Chance own = chance.of(JUDGMENTS, i);
      long at = midnight(own.integer(1, -6, Math.max(0, days - 10))) + 10 * HOUR;
      boolean late = own.happens(2, 0.55);
      long after = late ? own.integer(3, 9, 20) : own.integer(4, 2, 7);
      all.add(
          new Judged(
              String.format(Locale.ROOT, "J-%05d", i),
              counties.get(own.integer(5, 0, counties.size() - 1)),
              at,
              at + after * DAY));
    }
    return all;
  }

  /** Judgments and intakes of people who are none of the register's. */
  void judgments(Prefecture prefecture, Consumer<Fact> all) {
    Consumer<Fact> out = received(all);
    for (Judged it : judged(prefecture.counties())) {
      String office = prefecture.townships(it.county().id()).get(0);
      Seat seat = new Seat(ZONE, it.county().id(), office, false);
      notice(it.pseudonym(), "1", CaseNotice.Event.JUDGMENT_EFFECTIVE, seat, it.at(), out);
      notice(it.pseudonym(), "2", CaseNotice.Event.TAKEN_IN, null, it.takenIn(), out);
    }
  }

  /** Notices and measures about a person of the register. */
  void told(Person person, Consumer<Fact> all) {
    Consumer<Fact> out = received(all);
    hospital(person, out);
    measures(person, out);
    worriesAndObjections(person, out);
  }

  // --- truth ---------------------------------------------------------------------------------

  void truth(Person person, boolean reported, List<Violation> truth) {
    if (person.tag() != null) {
      expiring(person, truth);
      Span span = unlawful(person);
      if (span != null) {
        add("unlawful-tracking", person, "tag", span, reported, "reports unauthorised", truth);
      }
    }
    Span silence = outOfContact(person);
    if (silence != null && !inHospital(person)) {
      lost(person, silence, "10-days", 7, truth);
      lost(person, silence, "1-month", 25, truth);
    }
    told(person, truth);
    Span breach = breach(person);
    if (breach != null) {
      add("next-step", person, "warning", breach, true, "breach after two admonitions", truth);
    }
  }

  private void told(Person person, List<Violation> truth) {
    Span worry = worry(person);
    if (worry != null) {
      add("welfare", person, "welfare", worry, true, "somebody is worried", truth);
    }
    Span unanswered = unanswered(person);
    if (unanswered != null && unanswered.from() < unanswered.until()) {
      add("objection-overdue", person, objectionId(person), unanswered, true, "no answer", truth);
    }
  }

  private void expiring(Person person, List<Violation> truth) {
    Tracking it = tracking(person);
    long over = Math.min(it.until(), it.decided());
    Span warned = new Span(it.until() - 14 * DAY, over);
    if (warned.from() < over) {
      add("auth-expiry", person, authorisationId(person, 1), warned, true, "no renewal", truth);
    }
  }

  /** The clock begins with the first window that was missed; the contact after the silence ends it. */
  private void lost(Person person, Span silence, String target, int after, List<Violation> truth) {
    long since = silence.from() + DayPlan.WINDOWS[0][0] * 60_000L;
    Span told = new Span(since + after * DAY, silence.until() + DayPlan.WINDOWS[0][0] * 60_000L);
    if (told.from() < told.until()) {
      add("lost-contact", person, target, told, true, "out of contact", truth);
    }
  }

  private void add(
      String rule,
      Person person,
      String target,
      Span span,
      boolean observable,
      String detail,
      List<Violation> truth) {
    add(rule, person.pseudonym(), target, span, observable, detail, truth);
  }

  private void add(
      String rule,
      String pseudonym,
      String target,
      Span span,
      boolean observable,
      String detail,
      List<Violation> truth) {
    if (span.from() < end() && span.until() > midnight(0)) {
      long until = Math.min(span.until(), end());
      truth.add(new Violation(rule, pseudonym, target, span.from(), until, observable, detail));
    }
  }

  void judgmentTruth(Prefecture prefecture, List<Violation> truth) {
    for (Judged it : judged(prefecture.counties())) {
      long told =
          Instant.ofEpochMilli(it.at())
              .atZone(ZONE)
              .toLocalDate()
              .plusDays(8)
              .atStartOfDay(ZONE)
              .toInstant()
              .toEpochMilli();
      if (told < it.takenIn()) {
        Span span = new Span(told, it.takenIn());
        String notice = "N-" + it.pseudonym() + "-1";
        add("intake-overdue", it.pseudonym(), notice, span, true, "not taken in", truth);
      }
    }
  }
}
