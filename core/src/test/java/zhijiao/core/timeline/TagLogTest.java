package zhijiao.core.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.place.GeoPoint;

class TagLogTest {

  private static final long HOUR = 3_600_000L;
  private static final int HOLD_HOURS = 72;

  private final TagLog log = new TagLog(HOLD_HOURS);
  private final Heard heard = new Heard();

  /** All that a log says, one line each. */
  private static final class Heard implements TagLog.Output {
    final List<String> lines = new ArrayList<>();
    int unbound;

    @Override
    public void deliver(Subject subject, TagFact fact) {
      lines.add(subject + " has " + fact.occurredAt() / HOUR);
    }

    @Override
    public void withdraw(Subject subject, TagFact fact) {
      lines.add(subject + " loses " + fact.occurredAt() / HOUR);
    }

    @Override
    public void takenOff(Subject subject, TagBinding end) {
      lines.add(subject + " takes it off " + end.occurredAt() / HOUR);
    }

    @Override
    public void notTakenOff(Subject subject, TagBinding end) {
      lines.add(subject + " does not " + end.occurredAt() / HOUR);
    }

    @Override
    public void unbound(FactKind kind, int delta) {
      unbound += delta;
    }

    @Override
    public void duplicate(FactKind kind) {
      lines.add("again " + kind);
    }

    @Override
    public void bound() {}
  }

  private void report(long hour) {
    log.accept(new TagStatus("T-1", TagStatus.Event.BATTERY, 50, hour * HOUR, hour * HOUR), heard);
  }

  private void bind(@Nullable String subject, long hour) {
    log.bind(
        new TagBinding(
            "T-1", subject == null ? null : new Subject(subject), hour * HOUR, hour * HOUR),
        heard);
  }

  @Test
  void a_tag_tells_its_station_once_an_hour_and_whenever_it_is_another() {
    assertTrue(log.isFirstOfHour(fix("ST-1", 10 * HOUR)));
    assertFalse(log.isFirstOfHour(fix("ST-1", 11 * HOUR - 1)));
    assertFalse(log.isFirstOfHour(fix(null, 11 * HOUR)));
    assertTrue(log.isFirstOfHour(fix("ST-1", 11 * HOUR)));
    assertTrue(log.isFirstOfHour(fix("ST-2", 11 * HOUR + 1)));
    assertTrue(log.isFirstOfHour(fix("ST-2", 10 * HOUR)), "late");
  }

  private static TagFix fix(@Nullable String station, long at) {
    GeoPoint point = GeoPoint.ofDegrees(28.4511, 119.9203);
    return new TagFix("T-1", point, 8, FixSource.GPS, false, station, at, at);
  }

  @Test
  void a_report_is_given_to_the_one_who_wore_the_tag_when_it_happened() {
    bind("S-1", 10);
    bind("S-2", 20);
    report(20);
    report(19);
    assertEquals(List.of("S-1 takes it off 20", "S-2 has 20", "S-1 has 19"), heard.lines);
  }

  @Test
  void a_late_handing_over_moves_what_was_given_to_the_wrong_person() {
    bind("S-1", 10);
    report(15);
    report(25);
    bind("S-2", 20);
    assertEquals(
        List.of("S-1 has 15", "S-1 has 25", "S-1 takes it off 20", "S-1 loses 25", "S-2 has 25"),
        heard.lines);
  }

  @Test
  void a_handing_over_between_two_others_takes_back_who_was_said_to_have_ended_the_second() {
    bind("S-1", 10);
    bind(null, 30);
    bind("S-2", 20);
    assertEquals(
        List.of(
            "S-1 takes it off 30", "S-1 does not 30", "S-2 takes it off 30", "S-1 takes it off 20"),
        heard.lines);
  }

  @Test
  void the_same_wearer_again_takes_nothing_off() {
    bind("S-1", 10);
    bind("S-1", 20);
    assertEquals(List.of(), heard.lines);
  }

  @Test
  void a_late_return_takes_reports_from_everybody() {
    bind("S-1", 10);
    report(25);
    bind(null, 20);
    assertEquals(List.of("S-1 has 25", "S-1 takes it off 20", "S-1 loses 25"), heard.lines);
    assertEquals(1, heard.unbound);
  }

  @Test
  void a_report_of_an_unbound_tag_waits_for_a_late_binding() {
    report(25);
    assertEquals(1, heard.unbound);
    bind("S-1", 20);
    assertEquals(List.of("S-1 has 25"), heard.lines);
    assertEquals(0, heard.unbound);
  }

  @Test
  void what_is_known_already_is_said_to_be_a_duplicate_once_each() {
    bind("S-1", 10);
    bind("S-1", 10);
    report(15);
    report(15);
    assertEquals(List.of("again TAG_BINDING", "S-1 has 15", "again TAG_STATUS"), heard.lines);
  }

  @Test
  void a_silent_tag_is_forgotten_when_it_says_it_may_be() {
    report(0);
    report(1);
    assertTrue(log.forgetAt() >= HOLD_HOURS * HOUR, "held for as long as was promised");
    log.forget(log.forgetAt());
    assertTrue(log.isForgettable());
    assertEquals(Long.MAX_VALUE, log.forgetAt());
  }

  @Test
  void a_report_younger_than_the_hold_is_not_forgotten() {
    report(0);
    report(HOLD_HOURS);
    log.forget(log.forgetAt());
    bind("S-1", 0);
    assertEquals(List.of("S-1 has " + HOLD_HOURS), heard.lines);
  }
}
