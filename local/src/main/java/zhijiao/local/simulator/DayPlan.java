package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.place.GeoPoint;

/**
 * Where one person really is during one local day, midnight to midnight, and what that breaks.
 *
 * <p>A pure function of seed, person and day. Nights begin and end at home, so days can be made one by one.
 */
final class DayPlan {

  /** Curfew by the clock on the wall: from 21:00 to 06:00. Minutes of the day. */
  static final int CURFEW_FROM = 21 * 60;

  static final int CURFEW_UNTIL = 6 * 60;

  /** Check-in windows, minutes of the day. */
  static final int[][] WINDOWS = {{7 * 60, 9 * 60}, {12 * 60, 14 * 60}, {19 * 60, 21 * 60}};

  static final int CHECK_IN_GRACE = 30;

  /** A stay of so long in a key place is a breach, minutes. */
  static final int STAY_MINUTES = 15;

  /** What leave lifts, and after how many minutes it is a breach. */
  private static final Map<String, Integer> LIFTED =
      Map.of("curfew", 0, "exclusion-zone", 0, "exclusion-buffer", 0, "key-place", STAY_MINUTES);

  /** When a person comes home who spent the night elsewhere. */
  private static final double MORNING = 6.5 * 60;

  private static final double CAR_METRES_PER_MINUTE = 600;

  /** From when the charge of a tag that was not charged is below a fifth. */
  private static final int LOW_FROM = 81 * 12;

  /** When such a tag reports that four hours are left. */
  private static final int EMPTY_SOON = 960;

  /** Stays and ways, in order; before the first and after the last the person is at home. */
  private final List<Leg> legs = new ArrayList<>();

  private final List<Visit> breaches = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();
  private boolean notCharged;
  private @Nullable CutOff cutOff;
  private boolean inTheStreets;
  private final Person person;
  private boolean onLeave;
  private int leaveFrom;
  private int leaveUntil;

  /**
   * @param from minute of the day, fractional
   */
  record Leg(double from, double until, GeoPoint start, GeoPoint end, boolean indoors) {}

  /** A breach as it was planned: rule, target and minutes of the day. */
  record Visit(String rule, String target, double from, double until, String detail) {}

  /** What the tag says about itself, at a minute of the day. */
  record Report(double minute, TagStatus.Event event) {}

  private DayPlan(Person person) {
    this.person = person;
  }

  /** A day on which the tag stays at home, whoever wears it. */
  static DayPlan atHome(Person person) {
    return new DayPlan(person);
  }

  static DayPlan of(Person person, boolean restDay, double intensity, Chance own) {
    DayPlan plan = new DayPlan(person);
    double free;
    boolean tagged = person.tag() != null;
    boolean abroad = tagged && own.happens(1, Breach.BOUNDARY.rate(intensity));
    boolean leave = !abroad && tagged && own.happens(2, 0.03);
    boolean zone =
        !person.zones().isEmpty()
            && own.happens(3, (tagged ? Breach.ZONE : Breach.ZONE_UNTAGGED).rate(intensity));
    double curfew = Breach.CURFEW.rate(intensity) / 2;
    boolean late = tagged && person.curfew() && own.happens(4, curfew);
    boolean slipsOut = tagged && person.curfew() && own.happens(5, curfew);
    boolean lastMinute = tagged && person.curfew() && !late && own.happens(6, 0.03);
    boolean near =
        tagged
            && !person.zones().isEmpty()
            && !zone
            && own.happens(7, Breach.NEAR_ZONE.rate(intensity));
    boolean passesBy =
        tagged && !person.zones().isEmpty() && !zone && !near && own.happens(300, 0.03);

    Journey journey =
        tagged && !abroad && !leave
            ? Journey.planned(
                person, minutes(person.home(), person.abroad()), plan.crossing(), intensity, own)
            : null;
    if (journey != null) {
      free = plan.journey(journey);
    } else if (abroad || leave) {
      double way = minutes(person.home(), person.abroad());
      double start = own.between(10, 8.5 * 60, 11 * 60);
      double stay = Math.min(own.between(11, 60, 210), Math.max(30, 18 * 60 - start - 2 * way));
      free = plan.trip(person.abroad(), start, stay, false);
      if (leave) {
        plan.onLeave = true;
        plan.leaveFrom = (int) start - 30;
        plan.leaveUntil = (int) free + 30;
      } else {
        plan.boundaryBreach(start, way, stay);
      }
    } else if (restDay) {
      free =
          plan.trip(
              person.shop(), own.between(12, 9 * 60, 11 * 60), own.between(13, 30, 120), true);
    } else {
      double start = own.between(14, 7 * 60, 8.5 * 60);
      double back = own.between(15, 16.5 * 60, 17.75 * 60);
      double way = minutes(person.home(), person.work());
      free = plan.trip(person.work(), start, back - start - way, true);
    }
    if (zone) {
      int which = own.integer(16, 0, person.zones().size() - 1);
      double start = Math.max(free + 10, own.between(17, 13 * 60, 18 * 60));
      free = plan.zoneBreach(which, start, own.between(18, 12, 50));
    } else if (near || passesBy) {
      free = plan.passBy(Math.max(free + 10, 15 * 60), near);
    }
    if (tagged && free < 17.5 * 60) {
      free = plan.keyPlace(free, intensity, own);
    }
    if (own.happens(19, 0.35) && free < 18.5 * 60) {
      free =
          plan.trip(person.shop(), Math.max(free + 5, 18 * 60 - 10), own.between(20, 10, 35), true);
    }
    double graceEnd = CURFEW_FROM + person.graceMinutes();
    double wayHome = minutes(person.home(), person.shop());
    if (late && free < 19.5 * 60) {
      double arrives = graceEnd + own.between(21, 20, 120);
      double start = 19.5 * 60;
      plan.trip(person.shop(), start, arrives - start - 2 * wayHome, false);
      plan.breaches.add(new Visit("curfew", "home", graceEnd, arrives, "comes home late"));
    } else if (lastMinute && free < 19.5 * 60) {
      double arrives = graceEnd - own.between(22, 0.5, 4);
      double start = 19.5 * 60;
      plan.trip(person.shop(), start, arrives - start - 2 * wayHome, false);
    } else if (slipsOut) {
      double start = own.between(23, 22 * 60, 22.75 * 60);
      double stay = own.between(24, 15, 45);
      double until = plan.trip(person.shop(), start, stay, false);
      double gone = Person.HOME_RADIUS / CAR_METRES_PER_MINUTE;
      plan.breaches.add(
          new Visit("curfew", "home", start + gone, until - gone, "leaves home during curfew"));
    }
    plan.lift();
    if (tagged) {
      plan.reports(intensity, own);
    }
    return plan;
  }

  /** What leave lifts is no breach before it is over. */
  private void lift() {
    if (!onLeave) {
      return;
    }
    for (Visit visit : List.copyOf(breaches)) {
      int least = LIFTED.getOrDefault(visit.rule(), -1);
      if (least >= 0 && visit.from() < leaveUntil + least) {
        breaches.remove(visit);
        if (leaveUntil + least < visit.until()) {
          breaches.add(
              new Visit(
                  visit.rule(), visit.target(), leaveUntil + least, visit.until(), visit.detail()));
        }
      }
    }
  }

  /** A day that ends with an appointment, and in which the person's tag alone gives cause for anything else. */
  static DayPlan with(
      Acquaintances.Appointment appointment,
      Person person,
      boolean restDay,
      double intensity,
      Chance own) {
    DayPlan plan = new DayPlan(person);
    if (restDay) {
      plan.trip(person.shop(), own.between(12, 9 * 60, 11 * 60), own.between(13, 30, 120), true);
    } else {
      double start = own.between(14, 7 * 60, 8.5 * 60);
      double back = own.between(15, 16.5 * 60, 17.75 * 60);
      double way = minutes(person.home(), person.work());
      plan.trip(person.work(), start, back - start - way, true);
    }
    double way = minutes(person.home(), appointment.place());
    plan.trip(
        appointment.place(),
        appointment.arrives() - way,
        appointment.leaves() - appointment.arrives(),
        appointment.indoors());
    plan.reports(intensity, own);
    return plan;
  }

  /** Cuts, openings, switches and flat batteries, and faults that look like them to whoever does not read closely. */
  private void reports(double intensity, Chance own) {
    if (own.happens(30, Breach.STRAP_CUT.rate(intensity))) {
      tampers(
          "strap-cut",
          TagStatus.Event.STRAP_CUT,
          TagStatus.Event.STRAP_CLOSED,
          "cuts the strap",
          own.of(31));
    }
    if (own.happens(32, Breach.CASE_OPENED.rate(intensity))) {
      tampers(
          "device-tamper",
          TagStatus.Event.CASE_OPENED,
          TagStatus.Event.CASE_CLOSED,
          "opens the case",
          own.of(33));
    }
    if (own.happens(34, Breach.SWITCHED_OFF.rate(intensity))) {
      double off = own.between(35, 60, 1_200);
      double on = off + own.between(36, 20, 180);
      reports.add(new Report(off, TagStatus.Event.POWER_OFF));
      reports.add(new Report(on, TagStatus.Event.POWER_ON));
      breaches.add(new Visit("power-off", "tag", off, on, "the tag is switched off"));
    }
    notCharged = own.happens(37, Breach.NOT_CHARGED.rate(intensity));
    if (notCharged) {
      breaches.add(new Visit("low-battery", "tag", LOW_FROM, 1_440, "the tag is not charged"));
      breaches.add(
          new Visit("predicted-dead", "tag", EMPTY_SOON, 1_440, "its battery is empty in hours"));
      breaches.add(
          new Visit("battery-ignored", "tag", EMPTY_SOON, 1_440, "it is not charged when told to"));
    }
    if (person.faultyTag() && own.happens(38, 0.5)) {
      reports.add(new Report(own.between(39, 0, 1_439), TagStatus.Event.FAULT));
    }
  }

  /** Half are mended within minutes, a third of these three times over: all of them count. */
  private void tampers(
      String rule, TagStatus.Event begins, TagStatus.Event ends, String detail, Chance own) {
    double from = own.between(1, 30, 1_200);
    boolean soon = own.happens(2, 0.5);
    int times = soon && own.happens(3, 0.33) ? 3 : 1;
    double until = from;
    for (int i = 0; i < times; i++) {
      double begin = until + (i == 0 ? 0 : 0.5);
      until = begin + (soon ? own.between(4 + i, 0.5, 4) : own.between(4, 20, 200));
      reports.add(new Report(begin, begins));
      reports.add(new Report(until, ends));
    }
    breaches.add(new Visit(rule, "tag", from, until, detail));
  }

  /** Reports that fall into a whole minute of the day. */
  List<Report> reportsIn(int minute) {
    List<Report> found = new ArrayList<>();
    for (Report report : reports) {
      if ((int) report.minute() == minute) {
        found.add(report);
      }
    }
    return found;
  }

  /** The tag is shielded while the person stands outside, where they stay anyway; not when the day has no room for it. */
  DayPlan shielded(int minutes) {
    int length = minutes + 2 * CutOff.MARGIN;
    int start = 9 * 60;
    while (start + length <= 20 * 60 && !stays(start, length)) {
      start += 10;
    }
    boolean room = start + length <= 20 * 60;
    if (room) {
      GeoPoint place = placeAt(start);
      legs.add(0, new Leg(start, start + length, place, place, false));
    }
    cutOff = CutOff.at(room ? start : -1, minutes);
    return this;
  }

  private boolean stays(int start, int length) {
    GeoPoint place = placeAt(start);
    for (int minute = start; minute <= start + length; minute++) {
      if (!placeAt(minute).equals(place)) {
        return false;
      }
    }
    return true;
  }

  /** When the tag is shielded, or null. */
  @Nullable CutOff cutOff() {
    return cutOff;
  }

  boolean isNotCharged() {
    return notCharged;
  }

  boolean isSwitchedOffAtAll() {
    return reports.stream().anyMatch(report -> report.event() == TagStatus.Event.POWER_OFF);
  }

  boolean isSwitchedOff(double minute) {
    boolean off = false;
    for (Report report : reports) {
      if (report.minute() <= minute) {
        off =
            report.event() == TagStatus.Event.POWER_OFF
                || off && report.event() != TagStatus.Event.POWER_ON;
      }
    }
    return off;
  }

  /** Percent at a minute of the day; put on the charger at midnight. */
  int battery(int minute) {
    return Math.max(1, 100 - minute / (notCharged ? 12 : 15));
  }

  static double minutes(GeoPoint a, GeoPoint b) {
    return a.distanceMetres(b) / CAR_METRES_PER_MINUTE;
  }

  /** From home to a place and back; gives the minute of the return. */
  private double trip(GeoPoint place, double start, double stay, boolean indoors) {
    double way = minutes(person.home(), place);
    double there = start + way;
    double leaves = there + Math.max(5, stay);
    legs.add(new Leg(start, there, person.home(), place, false));
    legs.add(new Leg(there, leaves, place, place, indoors));
    legs.add(new Leg(leaves, leaves + way, place, person.home(), false));
    return leaves + way;
  }

  /**
   * The same day, with the nights around it spent elsewhere.
   *
   * @param before the night in which it begins, or null at home
   * @param tonight the night that begins on it, or null at home
   */
  DayPlan between(@Nullable NightOut before, @Nullable NightOut tonight) {
    double free = 0;
    for (Leg leg : legs) {
      free = Math.max(free, leg.until());
    }
    if (before != null) {
      comesBack(before);
    }
    if (tonight != null) {
      goesOut(tonight, Math.max(free + 5, 20.5 * 60));
    }
    return this;
  }

  /** The same day, with the hours after midnight spent in the streets. */
  DayPlan inTheStreets(NightShift night) {
    double way = minutes(person.home(), night.place());
    legs.add(new Leg(night.from(), night.from() + way, person.home(), night.place(), false));
    legs.add(new Leg(night.from() + way, night.until(), night.place(), night.place(), false));
    legs.add(new Leg(night.until(), night.until() + way, night.place(), person.home(), false));
    inTheStreets = true;
    return this;
  }

  boolean isInTheStreets() {
    return inTheStreets;
  }

  /** Out at midnight, and home for the day. */
  private void comesBack(NightOut night) {
    double way = minutes(night.place(), person.home());
    legs.add(new Leg(0, MORNING, night.place(), night.place(), true));
    legs.add(new Leg(MORNING, MORNING + way, night.place(), person.home(), false));
    if (night.second() && !night.approved()) {
      breaches.add(
          new Visit(
              "new-staypoint", "overnight", 0, MORNING, "spends a second night somewhere else"));
    }
  }

  private void goesOut(NightOut night, double start) {
    double way = minutes(person.home(), night.place());
    legs.add(new Leg(start, start + way, person.home(), night.place(), false));
    legs.add(new Leg(start + way, 1_440, night.place(), night.place(), true));
  }

  private double journey(Journey journey) {
    onLeave = true;
    leaveFrom = journey.leaveFrom();
    leaveUntil = journey.leaveUntil();
    if (journey.breach() != null) {
      breaches.add(journey.breach());
    }
    return trip(journey.place(), journey.start(), journey.stay(), false);
  }

  /**
   * An hour or two in a place that the order names, or a few minutes, which are none. Half of the stays are in the open, as
   * on a market or a square: indoors a fix by Wi-Fi that is measured outside breaks off many a run of satellite fixes.
   */
  private double keyPlace(double free, double intensity, Chance own) {
    boolean stays = own.happens(321, Breach.KEY_PLACE.rate(intensity));
    boolean passes = !stays && own.happens(322, 0.03);
    GeoPoint place = stays || passes ? Sites.keyPlace(person) : null;
    if (place == null) {
      return free;
    }
    double start = Math.max(free + 10, own.between(320, 14 * 60, 16 * 60));
    double stay = stays ? own.between(323, 40, 110) : own.between(323, 5, 9);
    double back = trip(place, start, stay, stays && own.happens(324, 0.5));
    double way = minutes(person.home(), place);
    if (stays) {
      breaches.add(
          new Visit(
              "key-place",
              Sites.keyPlaceId(person),
              start + way + STAY_MINUTES,
              back - way,
              "stays in a place that the order names"));
    }
    return back;
  }

  private void boundaryBreach(double start, double way, double stay) {
    double share = crossing();
    breaches.add(
        new Visit(
            "boundary",
            person.county().id(),
            start + way * share,
            start + way + Math.max(5, stay) + way * (1 - share),
            "leaves the county without leave"));
  }

  /** The share of the way abroad at which the border is crossed for the last time. */
  private double crossing() {
    double share = 1;
    for (int i = 400; i >= 0; i--) {
      GeoPoint point = Geometry.between(person.home(), person.abroad(), i / 400.0);
      if (person.county().signedDistanceMetres(point) < 0) {
        return share;
      }
      share = i / 400.0;
    }
    return share;
  }

  private double zoneBreach(int which, double start, double stay) {
    GeoPoint centre = person.zoneCentres().get(which);
    double way = minutes(person.home(), centre);
    double back = trip(centre, start, stay, false);
    double edge = person.zoneRadius() / CAR_METRES_PER_MINUTE;
    breaches.add(
        new Visit(
            "exclusion-zone",
            person.zones().get(which),
            start + way - edge,
            back - way + edge,
            "enters a forbidden zone"));
    return back;
  }

  /** Ten minutes on home's side of a zone: in the middle of its belt, or else sixty metres beyond it. */
  private double passBy(double start, boolean inBelt) {
    GeoPoint centre = person.zoneCentres().get(0);
    double from = person.zoneRadius() + (inBelt ? Person.BELT / 2 : Person.BELT + 60);
    double share = from / centre.distanceMetres(person.home());
    GeoPoint place = Geometry.between(centre, person.home(), share);
    double back = trip(place, start, 10, false);
    if (inBelt) {
      double way = minutes(person.home(), place);
      breaches.add(
          new Visit(
              "exclusion-buffer",
              person.zones().get(0),
              start + way,
              back - way,
              "lingers beside a forbidden zone"));
    }
    return back;
  }

  List<Visit> breaches() {
    return breaches;
  }

  boolean onLeave() {
    return onLeave;
  }

  int leaveFrom() {
    return leaveFrom;
  }

  int leaveUntil() {
    return leaveUntil;
  }

  private Leg legAt(double minute) {
    for (Leg leg : legs) {
      if (leg.from() <= minute && minute < leg.until()) {
        return leg;
      }
    }
    return new Leg(minute, minute + 1, person.home(), person.home(), true);
  }

  /** Where the person is at a minute of the day. */
  GeoPoint placeAt(double minute) {
    Leg leg = legAt(minute);
    return leg.start().equals(leg.end())
        ? leg.start()
        : Geometry.between(
            leg.start(), leg.end(), (minute - leg.from()) / (leg.until() - leg.from()));
  }

  boolean indoorsAt(double minute) {
    return legAt(minute).indoors();
  }

  boolean atHomeAt(double minute) {
    return placeAt(minute).equals(person.home());
  }
}
