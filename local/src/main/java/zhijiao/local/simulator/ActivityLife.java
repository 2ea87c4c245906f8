package zhijiao.local.simulator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.Activity.Type;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Subject;
import zhijiao.local.simulator.CaseLife.Span;

/**
 * What the simulated people study, what service they do, and who stops in the middle of a month; and what they report of their
 * work. Each a pure function of the seed and the person's number.
 */
final class ActivityLife {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final int DUTIES = 506;
  private static final int WORK = 507;

  /** So many of the last days are not asked for before the month is over. */
  private static final int NOT_ASKED = 7;

  private final Chance chance;
  private final LocalDate first;
  private final int days;
  private final Simulator.Scenario scenario;
  private final CaseLife life;

  /** One entry: when it ended, and when it was entered; epoch milliseconds UTC. */
  record Session(Type type, int minutes, long at, long entered) {}

  ActivityLife(Chance chance, Simulator.Scenario scenario, CaseLife life) {
    this.chance = chance;
    this.life = life;
    this.first = scenario.first();
    this.days = scenario.days();
    this.scenario = scenario;
  }

  private long midnight(int day) {
    return first.plusDays(day).atStartOfDay(ZONE).toInstant().toEpochMilli();
  }

  /**
   * What the order asks for; null when it says nothing. One in seven cannot work. Of those whom nobody may reach for days none
   * is asked, so that one cause does not break everything.
   */
  @Nullable ActivityDuty duty(Person person) {
    Chance own = chance.of(DUTIES, person.number());
    int minutes = person.tag() != null ? 12 * 60 : 8 * 60;
    return own.happens(1, 0.8) && !life.owesOneCheckIn(person)
        ? new ActivityDuty(minutes, own.happens(2, 0.85) ? minutes : 0)
        : null;
  }

  /**
   * A session in each week, of a quarter of the month. Who stops does not come any more in that month; some do all that they
   * missed on its 25th.
   */
  private List<Session> sessions(Person person, Type type) {
    ActivityDuty duty = duty(person);
    int owed = duty == null ? 0 : duty.minutes(type);
    List<Session> sessions = new ArrayList<>();
    Chance own = chance.of(DUTIES, person.number(), type.ordinal());
    DayOfWeek weekday = DayOfWeek.of(own.integer(1, 1, 7));
    int hour = own.integer(2, 9, 18);
    double likely =
        Breach.SHORTFALL.rate(scenario.intensity()) * scenario.proneness(person, chance);
    for (int day = 0; owed > 0 && day < days && Simulator.isSupervised(person, day); day++) {
      LocalDate date = first.plusDays(day);
      long month = YearMonth.from(date).getLong(java.time.temporal.ChronoField.PROLEPTIC_MONTH);
      Chance ofMonth = own.of(month);
      boolean stops = ofMonth.happens(1, likely);
      int from = stops ? 7 * ofMonth.integer(2, 0, 1) : 31;
      boolean comes = date.getDayOfWeek() == weekday && date.getDayOfMonth() <= from;
      boolean makesUp = stops && ofMonth.happens(3, 0.4) && date.getDayOfMonth() == 25;
      long at = midnight(day) + hour * HOUR;
      if (comes || makesUp) {
        Chance ofDay = own.of(month, date.getDayOfMonth());
        long late = ofDay.happens(1, 0.03) ? ofDay.integer(2, 48, 110) : ofDay.integer(3, 1, 30);
        sessions.add(new Session(type, makesUp ? owed : owed / 4, at, at + late * HOUR));
      }
    }
    sessions.removeIf(session -> session.entered() >= midnight(days));
    return sessions;
  }

  /** Study, service and reports, as far as they are received before the end. */
  void told(Person person, Consumer<Fact> out) {
    for (Type type : Type.values()) {
      for (Session it : sessions(person, type)) {
        String id =
            String.format(Locale.ROOT, "AC-%05d-%s-%d", person.number(), type, it.at() / DAY);
        Subject subject = new Subject(person.pseudonym());
        out.accept(new Activity(subject, id, type, it.minutes(), it.at(), it.entered()));
      }
    }
    work(person, out);
  }

  /** Two of three have work at first; in a month one in twelve loses it, finds some or finds other, and one in fifty moves. */
  private void work(Person person, Consumer<Fact> out) {
    Chance own = chance.of(WORK, person.number());
    boolean works = own.happens(1, 0.67);
    int daysBefore = own.integer(2, 31, 300);
    long before = midnight(0) - daysBefore * DAY;
    ChangeReport.Type then = works ? ChangeReport.Type.WORK_BEGUN : ChangeReport.Type.WORK_ENDED;
    // Entered with the orders, a month before the first day.
    report(person, 0, then, before, (daysBefore - 30) * 24, out);
    for (int month = 0; month * 30 < days; month++) {
      Chance ofMonth = own.of(month);
      int day = month * 30 + ofMonth.integer(1, 0, 29);
      long at = midnight(day) + ofMonth.integer(2, 8, 17) * HOUR;
      if (ofMonth.happens(3, 0.08)) {
        boolean stays = works && ofMonth.happens(4, 0.5);
        then =
            stays
                ? ChangeReport.Type.WORK_CHANGED
                : works ? ChangeReport.Type.WORK_ENDED : ChangeReport.Type.WORK_BEGUN;
        works = stays || !works;
        report(person, 2 * month + 1, then, at, ofMonth.integer(5, 2, 140), out);
      }
      if (ofMonth.happens(6, 0.02)) {
        ChangeReport.Type moved = ChangeReport.Type.RESIDENCE_CHANGED;
        report(person, 2 * month + 2, moved, at + HOUR, ofMonth.integer(7, 2, 140), out);
      }
    }
  }

  private void report(
      Person person,
      int number,
      ChangeReport.Type type,
      long at,
      int hoursLater,
      Consumer<Fact> out) {
    long received = at + hoursLater * HOUR;
    if (received < midnight(days)) {
      String id = String.format(Locale.ROOT, "CR-%05d-%d", person.number(), number);
      out.accept(new ChangeReport(new Subject(person.pseudonym()), id, type, at, received));
    }
  }

  // --- truth ---------------------------------------------------------------------------------

  /**
   * Each spell in which less was entered than had been owed: from a Monday or a first of a month on, until enough was entered,
   * or the Monday after the month.
   *
   * @param lifted when nothing is owed
   */
  void truth(Person person, List<Span> lifted, List<Violation> truth) {
    ActivityDuty duty = duty(person);
    for (Type type : Type.values()) {
      if (duty != null && duty.minutes(type) > 0) {
        truth(person, type, duty.minutes(type), sessions(person, type), lifted, truth);
      }
    }
  }

  private void truth(
      Person person,
      Type type,
      int owed,
      List<Session> sessions,
      List<Span> lifted,
      List<Violation> truth) {
    sessions.sort(Comparator.comparingLong(Session::at));
    int due = 0;
    long since = -1;
    boolean ofPast = false;
    for (int day = 1; day <= days && Simulator.isSupervised(person, day - 1); day++) {
      LocalDate date = first.plusDays(day);
      LocalDate before = date.minusDays(1);
      long now = midnight(day);
      long dayBegan = midnight(day - 1);
      int month = before.lengthOfMonth();
      int notAsked = NOT_ASKED * owed;
      for (Session session : sessions) {
        boolean today = dayBegan <= session.at() && session.at() < now;
        boolean enough = done(sessions, before, session.at()) * month >= due - notAsked;
        if (since >= 0 && !ofPast && today && enough) {
          add(person, type, since, session.at(), truth);
          since = -1;
        }
      }
      boolean whole = lifted.stream().noneMatch(s -> s.from() <= now && dayBegan < s.until());
      due += whole ? owed : 0;
      boolean closes = date.getDayOfMonth() == 1;
      if (day == days || !closes && date.getDayOfWeek() != DayOfWeek.MONDAY) {
        continue;
      }
      if (since >= 0 && ofPast) {
        add(person, type, since, now, truth);
        since = -1;
        ofPast = false;
      }
      boolean asked = lifted.stream().noneMatch(span -> span.holds(now));
      boolean isShort =
          asked && done(sessions, before, now) * month < due - (closes ? 0 : notAsked);
      if (isShort && since < 0) {
        since = now;
      } else if (!isShort && since >= 0) {
        add(person, type, since, now, truth);
        since = -1;
      }
      if (closes) {
        ofPast = since >= 0;
        due = 0;
      }
    }
    if (since >= 0) {
      add(person, type, since, midnight(days), truth);
    }
  }

  /** Minutes of the month of a date, up to an instant. */
  private static int done(List<Session> sessions, LocalDate of, long until) {
    long from = of.withDayOfMonth(1).atStartOfDay(ZONE).toInstant().toEpochMilli();
    return sessions.stream()
        .filter(session -> from <= session.at() && session.at() <= until)
        .mapToInt(Session::minutes)
        .sum();
  }

  private static void add(Person person, Type type, long from, long until, List<Violation> truth) {
    String target = type.name().toLowerCase(Locale.ROOT);
    truth.add(
        new Violation(
            "activity-shortfall",
            person.pseudonym(),
            target,
            from,
            until,
            true,
            "does less " + target + " than is owed"));
  }
}
