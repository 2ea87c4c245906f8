package zhijiao.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zhijiao.core.alert.Causes.GOES_ON;
import static zhijiao.core.alert.Causes.KEY;
import static zhijiao.core.alert.Causes.act;
import static zhijiao.core.alert.Causes.found;
import static zhijiao.core.alert.Causes.minute;
import static zhijiao.core.alert.Causes.withdrawn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCase.Told;
import zhijiao.core.alert.AlertEvent.Change;
import zhijiao.core.alert.AlertStage.Loop;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

/** An alert of P2 opens at minute 2: to be acknowledged by minute 32, closed by 02 h of the next day. */
class AlertCaseTest {

  private static final int HOUR = 60;
  private static final int OPENED = 2;
  private static final AlertCause FOUND = found(1, OPENED, GOES_ON);

  private static AlertPolicy policy(Audience audience, Matter matter, int until) {
    RuleCard card = new RuleCard(KEY.rule(), 1, Severity.P2, "out", "外出", true, matter, audience);
    return new AlertPolicy(Map.of(card.id(), card), AlertSettings.DEFAULT, minute(until));
  }

  private static AlertCase ofOffice(AlertCause... causes) {
    return of(policy(Audience.OFFICE, Matter.CONDUCT, 400 * HOUR), causes);
  }

  private static AlertCase of(AlertPolicy policy, AlertCause... causes) {
    AlertCase alert = new AlertCase(KEY.id(), policy);
    List.of(causes).forEach(alert::add);
    return alert;
  }

  private static List<String> told(AlertCase alert, int until) {
    return alert.advance(minute(until)).stream()
        .map(told -> (told.at() - minute(0)) / 60_000 + " " + told.what())
        .toList();
  }

  private static AlertStage stage(AlertCase alert, int now) {
    alert.reach(minute(now));
    return alert.now(Change.NOTED, 0).stage();
  }

  private static AlertCause acknowledged(int at) {
    return act(OfficerAction.Act.ACKNOWLEDGE, at);
  }

  private static AlertCause closed(int at) {
    return act(OfficerAction.Act.CLOSE, at);
  }

  @Test
  void an_alert_that_nobody_answers_goes_up_and_its_loop_is_warned_of_and_breached() {
    AlertCase alert = ofOffice(FOUND);
    assertEquals(List.of(), told(alert, 31));
    assertEquals(minute(32), alert.nextAt());
    assertEquals(List.of("32 ESCALATED"), told(alert, 32));
    assertEquals(
        List.of("62 ESCALATED", "1082 LOOP_WARNING", "1442 LOOP_BREACHED"), told(alert, 90 * HOUR));
    assertEquals(Long.MAX_VALUE, alert.nextAt());
    assertEquals(
        new AlertStage(Level.CITY, Loop.BREACHED, minute(32), minute(1442)),
        stage(alert, 90 * HOUR));
  }

  @Test
  void acknowledging_in_the_last_second_is_in_time() {
    assertEquals(
        List.of("1082 LOOP_WARNING", "1442 LOOP_BREACHED"),
        told(ofOffice(FOUND, acknowledged(32)), 90 * HOUR));
    assertNull(stage(ofOffice(FOUND, acknowledged(32)), 40).escalatedTo());
    assertEquals(Level.COUNTY, stage(ofOffice(FOUND, acknowledged(33)), 40).escalatedTo());
  }

  @Test
  void closing_in_the_last_second_is_in_time_and_stops_every_clock() {
    assertEquals(
        List.of("32 ESCALATED", "62 ESCALATED", "1082 LOOP_WARNING"),
        told(ofOffice(FOUND, closed(1442)), 90 * HOUR));
    assertEquals(AlertStage.NONE, stage(ofOffice(FOUND, closed(1442)), 90 * HOUR));
  }

  @Test
  void a_late_act_that_shows_that_it_was_in_time_takes_the_escalation_back() {
    AlertCase alert = ofOffice(FOUND);
    Told escalated = alert.advance(minute(40)).get(0);
    assertEquals(Level.COUNTY, escalated.stage().escalatedTo());
    alert.add(acknowledged(20));
    Told after = alert.now(Change.ACKNOWLEDGED, minute(20));
    assertNull(after.stage().escalatedTo());
    assertNull(after.stage().acknowledgeBy());
    assertTrue(after.revision() > escalated.revision());
  }

  @Test
  void what_has_ended_escalates_no_further_but_has_to_be_closed() {
    assertEquals(
        List.of("1082 LOOP_WARNING", "1442 LOOP_BREACHED"),
        told(ofOffice(found(1, OPENED, 10)), 90 * HOUR));
    assertEquals(
        List.of("32 ESCALATED", "1082 LOOP_WARNING", "1442 LOOP_BREACHED"),
        told(ofOffice(found(1, OPENED, 40)), 90 * HOUR));
  }

  @Test
  void a_device_that_works_again_has_explained_itself() {
    AlertPolicy equipment = policy(Audience.OFFICE, Matter.EQUIPMENT, 400 * HOUR);
    assertEquals(List.of(), told(of(equipment, found(1, OPENED, 10)), 90 * HOUR));
    assertEquals(AlertStage.NONE, stage(of(equipment, found(1, OPENED, 10)), 20));
    assertEquals(Loop.RUNNING, stage(of(equipment, FOUND), 20).loop());
  }

  @Test
  void opened_again_it_waits_anew_and_the_loop_of_one_never_closed_goes_on() {
    AlertCase alert = ofOffice(found(1, OPENED, 10), found(2, 100, GOES_ON));
    assertEquals(
        List.of("130 ESCALATED", "160 ESCALATED", "1082 LOOP_WARNING", "1442 LOOP_BREACHED"),
        told(alert, 90 * HOUR));
  }

  @Test
  void closed_and_opened_again_everything_begins_anew() {
    AlertCase alert = ofOffice(FOUND, closed(50), found(2, 100, GOES_ON));
    assertEquals(
        List.of(
            "32 ESCALATED",
            "130 ESCALATED",
            "160 ESCALATED",
            "1180 LOOP_WARNING",
            "1540 LOOP_BREACHED"),
        told(alert, 90 * HOUR));
    assertNull(
        stage(ofOffice(FOUND, closed(50), found(2, 100, GOES_ON)), 101).escalatedTo(),
        "whom it was escalated to before it was closed is over");
  }

  @Test
  void a_retracted_alert_has_no_clocks() {
    AlertCase alert = ofOffice(FOUND);
    alert.advance(minute(90 * HOUR));
    alert.add(withdrawn(2, OPENED));
    assertEquals(AlertStage.NONE, alert.now(Change.RETRACTED, 0).stage());
    assertEquals(Long.MAX_VALUE, alert.nextAt());
  }

  @Test
  void what_is_for_the_wearer_or_for_one_queue_goes_to_nobody_else() {
    assertEquals(
        List.of(),
        told(of(policy(Audience.WEARER, Matter.EQUIPMENT, 99 * HOUR), FOUND), 90 * HOUR));
    for (Audience queue : List.of(Audience.CLINICIAN, Audience.PROTECTION)) {
      assertEquals(
          List.of("1082 LOOP_WARNING", "1442 LOOP_BREACHED"),
          told(of(policy(queue, Matter.CONDUCT, 99 * HOUR), FOUND), 90 * HOUR));
    }
    assertEquals(
        List.of("32 ESCALATED", "1082 LOOP_WARNING", "1442 LOOP_BREACHED"),
        told(of(policy(Audience.MANAGERS, Matter.PROCEDURE, 99 * HOUR), FOUND), 90 * HOUR));
  }

  private static AlertCause suspended(int from, int until) {
    return Causes.suspended(Causes.KEY.rule(), from, until);
  }

  @Test
  void nobody_is_late_with_what_a_supervisor_suspended() {
    AlertCase alert = ofOffice(suspended(0, 50), FOUND);
    assertTrue(alert.alert().suspended());
    assertEquals(List.of(), told(alert, 90 * HOUR));
    assertEquals(AlertStage.NONE, alert.now(Change.NOTED, 0).stage());
  }

  @Test
  void clocks_of_what_was_suspended_at_first_begin_with_the_first_episode_that_was_not() {
    AlertCase alert = ofOffice(suspended(0, 50), found(1, OPENED, 10), found(2, 100, GOES_ON));
    assertEquals(
        List.of("130 ESCALATED", "160 ESCALATED", "1180 LOOP_WARNING", "1540 LOOP_BREACHED"),
        told(alert, 90 * HOUR));
  }

  @Test
  void beyond_the_horizon_nobody_is_late() {
    assertEquals(
        List.of("32 ESCALATED"),
        told(of(policy(Audience.OFFICE, Matter.CONDUCT, 50), FOUND), 90 * HOUR));
  }

  /** Any order of causes, time coming in between: the same stage and revision in the end, and revisions that rise. */
  @Property
  void neither_order_nor_when_time_came_matters_in_the_end(@ForAll long seed) {
    Random random = new Random(seed);
    List<AlertCause> causes = spread(Causes.any(random), random);
    AlertCase inOrder = ofOffice();
    causes.forEach(inOrder::add);
    inOrder.reach(minute(100 * HOUR));

    List<AlertCause> shuffled = new ArrayList<>(causes);
    Collections.shuffle(shuffled, random);
    AlertCase mixed = ofOffice();
    long last = -1;
    int now = 0;
    for (AlertCause cause : shuffled) {
      now += random.nextInt(20 * HOUR);
      for (Told told : mixed.advance(minute(now))) {
        assertTrue(told.revision() > last, "a clock raises the revision");
        last = told.revision();
      }
      Alert before = mixed.alert();
      mixed.add(cause);
      if (AlertChanges.between(before, mixed.alert()) != null) {
        Told told = mixed.now(Change.NOTED, 0);
        assertTrue(told.revision() > last, "a cause raises the revision");
        last = told.revision();
      }
      mixed = reread(mixed);
    }
    for (Told told : mixed.advance(minute(100 * HOUR))) {
      assertTrue(told.revision() > last, "a clock raises the revision");
      last = told.revision();
    }
    if (inOrder.alert() != null) {
      assertEquals(inOrder.now(Change.NOTED, 0), mixed.now(Change.NOTED, 0));
    }
  }

  /** One run: an alert on the desk, and what it told. */
  private static final class Run {
    private AlertCase alert;
    private final List<AlertEvent> told = new ArrayList<>();

    Run(AlertCase alert) {
      this.alert = alert;
    }

    void come(int now) {
      for (Told one : alert.advance(minute(now))) {
        tell(one, now);
      }
    }

    void take(AlertCause cause, int now) {
      Alert before = alert.alert();
      alert.add(cause);
      Change change = AlertChanges.between(before, alert.alert());
      if (change != null) {
        alert.reach(minute(now));
        tell(alert.now(change, minute(now)), now);
      }
    }

    private void tell(Told one, int now) {
      told.add(
          new AlertEvent(
              one.alert(), one.revision(), one.what(), one.at(), false, minute(now), one.stage()));
    }
  }

  /** What stands for whoever reads all that was told: the highest revision, and of equal ones the later. */
  private static AlertEvent standing(List<AlertEvent> told) {
    AlertEvent last = null;
    for (AlertEvent event : told) {
      last = last == null || event.revision() >= last.revision() ? event : last;
    }
    return last;
  }

  @Property
  void what_a_failed_run_told_gives_way_to_what_its_successor_knows(@ForAll long seed) {
    Random random = new Random(seed);
    List<AlertCause> causes = spread(Causes.any(random), random);
    Collections.shuffle(causes, random);
    int checkpoint = random.nextInt(causes.size() + 1);
    Run failed = new Run(ofOffice());
    AlertCase kept = reread(failed.alert);
    int keptTold = 0;
    int keptAt = 0;
    int now = 0;
    for (int i = 0; i < causes.size(); i++) {
      if (i == checkpoint) {
        kept = reread(failed.alert);
        keptTold = failed.told.size();
        keptAt = now;
      }
      now += random.nextInt(5 * HOUR);
      failed.come(now);
      failed.take(causes.get(i), now);
    }

    Run successor = new Run(kept);
    List<Object> heard = new ArrayList<>(failed.told.subList(keptTold, failed.told.size()));
    for (AlertCause cause : causes.subList(checkpoint, causes.size())) {
      if (random.nextInt(3) > 0) {
        heard.add(random.nextInt(heard.size() + 1), cause);
      }
    }
    now = keptAt;
    for (Object one : heard) {
      now += random.nextInt(5 * HOUR);
      successor.come(now);
      if (one instanceof AlertEvent event) {
        successor.alert.hear(event);
      } else {
        successor.take((AlertCause) one, now);
      }
      successor.alert = reread(successor.alert);
    }
    successor.come(300 * HOUR);
    List<AlertEvent> all = new ArrayList<>(failed.told);
    all.addAll(successor.told);
    AlertEvent last = standing(all);
    if (successor.alert.alert() != null) {
      assertEquals(successor.alert.alert(), last.alert());
    } else if (last != null) {
      assertEquals(AlertState.RETRACTED, last.alert().state());
    }

    int before = successor.told.size();
    List.copyOf(successor.told).forEach(successor.alert::hear);
    successor.come(600 * HOUR);
    assertEquals(before, successor.told.size(), "its own echo is nothing new");
  }

  @Test
  void what_was_told_and_never_found_again_is_taken_back_a_minute_later() {
    Run failed = new Run(ofOffice());
    failed.take(FOUND, 3);
    Run successor = new Run(ofOffice());
    successor.alert.hear(failed.told.get(0));
    successor.come(3);
    assertEquals(List.of(), successor.told);
    successor.come(4);
    AlertEvent last = successor.told.get(0);
    assertEquals(Change.RETRACTED, last.what());
    assertEquals(AlertState.RETRACTED, last.alert().state());
    assertEquals(failed.told.get(0).alert().episodes(), last.alert().episodes(), "it shows what");
    assertTrue(last.revision() > failed.told.get(0).revision());
    successor.take(FOUND, 5);
    assertTrue(successor.told.get(1).revision() > last.revision());
    assertEquals(AlertState.NEW, successor.told.get(1).alert().state());
  }

  /** The same causes, with officers' acts hours apart. */
  private static List<AlertCause> spread(List<AlertCause> causes, Random random) {
    List<AlertCause> spread = new ArrayList<>();
    for (AlertCause cause : causes) {
      spread.add(
          cause instanceof AlertCause.Act it
              ? act(it.action().act(), it.action().reason(), random.nextInt(40 * HOUR))
              : cause);
    }
    return spread;
  }

  private static AlertCase reread(AlertCase alert) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      alert.write(new DataOutputStream(bytes));
      return AlertCase.read(
          KEY.id(),
          policy(Audience.OFFICE, Matter.CONDUCT, 400 * HOUR),
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void an_alert_that_was_written_before_there_were_clocks_is_still_read() throws IOException {
    AlertFold fold = new AlertFold(KEY.id());
    fold.add(FOUND);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fold.write(new DataOutputStream(bytes));
    AlertCase read =
        AlertCase.read(
            KEY.id(),
            policy(Audience.OFFICE, Matter.CONDUCT, 400 * HOUR),
            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertEquals(fold.alert(), read.alert());
    assertEquals(minute(32), read.nextAt());
  }
}
