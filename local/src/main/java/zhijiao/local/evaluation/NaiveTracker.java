package zhijiao.local.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.place.Area;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.SurveyedArea;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.TimeSpan;

/**
 * What a plain GPS tracker does, for comparison: every fix is a point, entering and leaving count fix by fix, whatever
 * the accuracy, the source, leave, authorisation, or the order of arrival. A check-in that has not come when its window
 * and grace are over is missed.
 */
public final class NaiveTracker {

  private static final long MINUTE = 60_000;
  private static final long SILENCE = 15 * MINUTE;

  private final ZoneCatalog zones;
  private final HolidayCalendar calendar;
  private final Map<String, String> wearers = new HashMap<>();
  private final Map<String, Long> lastHeard = new HashMap<>();
  private final Map<String, Followed> people = new HashMap<>();
  private final List<AlertSpan> alerts = new ArrayList<>();
  private final NaiveCompany company = new NaiveCompany();
  private final NaiveProtection protection = new NaiveProtection();
  private final Map<String, RollCall> drills = new HashMap<>();
  private final List<Sighting> seen = new ArrayList<>();
  private final long from;
  private long until = Long.MIN_VALUE;

  /** One followed person. */
  private static final class Followed {
    @Nullable OrderTerms terms;
    @Nullable SurveyedArea home;
    @Nullable SurveyedArea permitted;
    final Map<String, SurveyedArea> forbidden = new HashMap<>();
    final NaiveLeave leave = new NaiveLeave();
    final Map<String, Long> breaches = new HashMap<>();
    final List<long[]> checkIns = new ArrayList<>();
    @Nullable GeoPoint lastFix;
    long lastFixAt;
    List<TimeSpan> curfews = List.of();
    long curfewsUntil = Long.MIN_VALUE;
  }

  /**
   * @param from beginning of the observations, epoch milliseconds UTC
   */
  public NaiveTracker(ZoneCatalog zones, HolidayCalendar calendar, long from) {
    this.zones = zones;
    this.calendar = calendar;
    this.from = from;
  }

  /** Takes the next fact in the order of arrival. */
  public void accept(Fact fact) {
    if (fact instanceof OrderChange order) {
      follow(order);
    } else if (fact instanceof TagBinding binding && binding.subject() != null) {
      wearers.put(binding.tag(), binding.subject().pseudonym());
    } else if (fact instanceof TagFix fix) {
      String subject = wearers.get(fix.tag());
      if (subject != null) {
        silence(subject, fix);
        locate(subject, fix.point(), fix.occurredAt(), fix.receivedAt(), true);
        company.accept(subject, fix.point(), fix.occurredAt(), fix.receivedAt(), alerts);
        Followed it = people.get(subject);
        if (it != null && it.terms != null) {
          protection.accept(
              subject, it.terms, fix.point(), fix.occurredAt(), fix.receivedAt(), alerts);
        }
      }
    } else if (fact instanceof ProtectedPosition position) {
      protection.accept(position);
    } else if (fact instanceof Sighting sighting) {
      seen.add(sighting);
      locate(
          sighting.subject().pseudonym(),
          sighting.point(),
          sighting.occurredAt(),
          sighting.receivedAt(),
          false);
    } else if (fact instanceof LeaveChange leave) {
      Followed followed = people.get(leave.subject().pseudonym());
      if (followed != null) {
        followed.leave.take(leave);
      }
    } else if (fact instanceof TagStatus status) {
      report(status);
    } else if (fact instanceof RollCall rollCall) {
      drills.put(rollCall.rollCallId(), rollCall);
    } else if (fact instanceof CheckIn checkIn) {
      Followed followed = people.get(checkIn.subject().pseudonym());
      if (followed != null && checkIn.accepted()) {
        followed.checkIns.add(new long[] {checkIn.occurredAt(), checkIn.receivedAt()});
        byNight(followed, checkIn);
        byProof(checkIn);
      }
      until = Math.max(until, checkIn.occurredAt());
    }
  }

  /** Every score below 0.8 and every place that says itself that it is made up is an alert. */
  private void byProof(CheckIn checkIn) {
    CheckIn.Proof proof = checkIn.proof();
    boolean low =
        proof.faceScore() != null && proof.faceScore() < 0.8f
            || proof.liveness() != null && proof.liveness() < 0.8f;
    if (low || proof.mockLocation()) {
      long at = checkIn.occurredAt();
      alerts.add(
          new AlertSpan(
              "check-in-spoof",
              checkIn.subject().pseudonym(),
              "check-in",
              at,
              at,
              checkIn.receivedAt()));
    }
  }

  /** A kilometre between a camera and the last fix, and 150 km/h between two fixes, are alerts. */
  private void follow(
      Followed it, String subject, GeoPoint point, long at, long receivedAt, boolean fix) {
    if (it.lastFix != null && !fix && it.lastFix.distanceMetres(point) > 1_000) {
      alerts.add(new AlertSpan("person-tag-separation", subject, "tag", at, at, receivedAt));
    }
    if (fix) {
      double hours = Math.max(1, at - it.lastFixAt) / 3_600_000.0;
      if (it.lastFix != null && it.lastFix.distanceMetres(point) > 150_000 * hours) {
        alerts.add(new AlertSpan("impossible-travel", subject, "tag", at, at, receivedAt));
      }
      it.lastFix = point;
      it.lastFixAt = at;
    }
  }

  /** Every check-in within half an hour after midnight is an alert of its own. */
  private void byNight(Followed followed, CheckIn checkIn) {
    long at = checkIn.occurredAt();
    int minute =
        java.time.Instant.ofEpochMilli(at)
                .atZone(followed.terms.zone())
                .toLocalTime()
                .toSecondOfDay()
            / 60;
    if (minute < 30) {
      alerts.add(
          new AlertSpan(
              "check-in-odd-hour",
              checkIn.subject().pseudonym(),
              "check-in",
              at,
              at,
              checkIn.receivedAt()));
    }
  }

  /** A quarter of an hour without a record, or without a satellite, is an alert; nobody asks why. */
  private void silence(String subject, TagFix fix) {
    silence("no-comm", subject, fix.receivedAt());
    silence("shield-jam", subject, fix.receivedAt());
    if (fix.source() == FixSource.GPS) {
      silence("no-gps", subject, fix.receivedAt());
    }
  }

  private void silence(String rule, String subject, long at) {
    Long before = lastHeard.put(rule + ' ' + subject, at);
    if (before != null && at - before > SILENCE) {
      alerts.add(new AlertSpan(rule, subject, "tag", before + SILENCE, at, before + SILENCE));
    }
  }

  /** Every report is an alert of its own. */
  private void report(TagStatus status) {
    String subject = wearers.get(status.tag());
    String rule =
        switch (status.event()) {
          case STRAP_CUT -> "strap-cut";
          case CASE_OPENED, FAULT -> "device-tamper";
          case POWER_OFF -> "power-off";
          case BATTERY ->
              status.batteryPercent() != null && status.batteryPercent() <= 20
                  ? "low-battery"
                  : null;
          case CHARGING, POWER_ON, STRAP_CLOSED, CASE_CLOSED -> null;
        };
    if (subject != null && rule != null) {
      long at = status.occurredAt();
      alerts.add(new AlertSpan(rule, subject, "tag", at, at, status.receivedAt()));
    }
  }

  private void follow(OrderChange order) {
    Followed followed = new Followed();
    OrderTerms terms = order.terms();
    followed.terms = terms;
    if (terms == null) {
      people.remove(order.subject().pseudonym());
      return;
    }
    followed.home =
        terms.homes().isEmpty() ? null : new SurveyedArea(Area.ofCircles(terms.homes()));
    Zone permitted = terms.permittedArea() == null ? null : zones.find(terms.permittedArea());
    followed.permitted = permitted == null ? null : new SurveyedArea(permitted.area());
    for (String id : terms.exclusionZones()) {
      Zone zone = zones.find(id);
      if (zone != null) {
        followed.forbidden.put(id, new SurveyedArea(zone.area()));
      }
    }
    people.put(order.subject().pseudonym(), followed);
  }

  private void locate(String subject, GeoPoint point, long at, long receivedAt, boolean fix) {
    Followed it = people.get(subject);
    if (it == null || it.terms == null) {
      return;
    }
    until = Math.max(until, at);
    follow(it, subject, point, at, receivedAt, fix);
    if (fix && it.home != null && it.terms.curfew() != null) {
      boolean away = it.home.area().signedDistanceMetres(point) > 0;
      step(it, "curfew", subject, "home", away && inCurfew(it, at), at, receivedAt);
    }
    if (fix && it.home != null) {
      int hour = java.time.Instant.ofEpochMilli(at).atZone(it.terms.zone()).getHour();
      boolean nightOut = hour < 5 && it.home.area().signedDistanceMetres(point) > 0;
      step(it, "new-staypoint", subject, "overnight", nightOut, at, receivedAt);
      step(it, "night-shift", subject, "night", nightOut, at, receivedAt);
    }
    if (it.permitted != null) {
      boolean out = it.permitted.area().signedDistanceMetres(point) > 0;
      step(it, "boundary", subject, it.terms.permittedArea(), out, at, receivedAt);
      boolean overrun = out && it.leave.isOverrun(at);
      step(it, "leave-overrun", subject, it.terms.permittedArea(), overrun, at, receivedAt);
      if (!out) {
        it.leave.isBack(at);
      }
      for (String id : it.leave.destinations()) {
        Zone zone = zones.find(id);
        boolean astray =
            fix
                && out
                && it.leave.isInForce(at)
                && zone != null
                && zone.signedDistanceMetres(point) > 0;
        step(it, "leave-route", subject, id, astray, at, receivedAt);
      }
    }
    for (String id : it.terms.particulars().keyPlaces()) {
      Zone zone = zones.find(id);
      boolean in = fix && zone != null && zone.signedDistanceMetres(point) <= 0;
      step(it, "key-place", subject, id, in, at, receivedAt);
    }
    it.forbidden.forEach(
        (id, area) -> {
          double outside = area.area().signedDistanceMetres(point);
          step(it, "exclusion-zone", subject, id, outside <= 0, at, receivedAt);
          int belt = zones.find(id).bufferMetres();
          boolean near = fix && 0 < outside && outside <= belt;
          step(it, "exclusion-buffer", subject, id, near, at, receivedAt);
        });
  }

  private boolean inCurfew(Followed it, long at) {
    OrderTerms terms = it.terms;
    if (at >= it.curfewsUntil) {
      it.curfewsUntil = at + 2 * 1_440 * MINUTE;
      it.curfews =
          terms
              .curfew()
              .schedule()
              .spansMeeting(at - 2 * 1_440 * MINUTE, it.curfewsUntil, terms.zone(), calendar);
    }
    long grace = terms.curfew().graceMinutes() * MINUTE;
    for (TimeSpan span : it.curfews) {
      if (span.from() + grace <= at && at < span.until()) {
        return true;
      }
    }
    return false;
  }

  private void step(
      Followed it, String rule, String subject, String target, boolean wrong, long at, long told) {
    String key = rule + " " + target;
    Long since = it.breaches.get(key);
    if (wrong && since == null) {
      it.breaches.put(key, at);
      alerts.add(new AlertSpan(rule, subject, target, at, at, told));
    } else if (!wrong && since != null) {
      it.breaches.remove(key);
      for (int i = alerts.size() - 1; i >= 0; i--) {
        AlertSpan alert = alerts.get(i);
        if (alert.rule().equals(rule)
            && alert.subject().equals(subject)
            && alert.target().equals(target)) {
          alerts.set(
              i,
              new AlertSpan(
                  rule,
                  subject,
                  target,
                  alert.openedAt(),
                  Math.max(at, alert.openedAt()),
                  alert.toldAt()));
          return;
        }
      }
    }
  }

  /** The alerts, once all facts have been taken. */
  public List<AlertSpan> alerts() {
    List<AlertSpan> all = new ArrayList<>(alerts);
    people.forEach((subject, it) -> missed(subject, it, all));
    drills.values().forEach(drill -> unanswered(drill, all));
    return all;
  }

  /** Whatever the score, the camera must have told of the person in time. */
  private void unanswered(RollCall drill, List<AlertSpan> all) {
    RollCall.Call call = drill.call();
    boolean came =
        call == null
            || seen.stream()
                .anyMatch(
                    s ->
                        s.subject().equals(drill.subject())
                            && s.camera().equals(call.camera())
                            && drill.occurredAt() <= s.occurredAt()
                            && s.receivedAt() <= call.dueAt());
    if (!came && call.dueAt() <= until) {
      long due = call.dueAt();
      all.add(
          new AlertSpan(
              "roll-call-fail", drill.subject().pseudonym(), drill.rollCallId(), due, due, due));
    }
  }

  private void missed(String subject, Followed it, List<AlertSpan> all) {
    OrderTerms terms = it.terms;
    if (terms == null || terms.checkIns() == null) {
      return;
    }
    long grace = terms.checkIns().graceMinutes() * MINUTE;
    for (TimeSpan window :
        terms.checkIns().schedule().spansMeeting(from, until, terms.zone(), calendar)) {
      long due = window.until() + grace;
      boolean came =
          it.checkIns.stream().anyMatch(c -> window.from() <= c[0] && c[0] <= due && c[1] <= due);
      if (window.from() >= from && due <= until && !came) {
        String target =
            java.time.Instant.ofEpochMilli(window.from())
                .atZone(terms.zone())
                .toLocalTime()
                .toString();
        all.add(new AlertSpan("missed-check-in", subject, target, due, due, due));
      }
    }
  }
}
