package zhijiao.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zhijiao.core.alert.Causes.GOES_ON;
import static zhijiao.core.alert.Causes.KEY;
import static zhijiao.core.alert.Causes.act;
import static zhijiao.core.alert.Causes.finding;
import static zhijiao.core.alert.Causes.found;
import static zhijiao.core.alert.Causes.minute;
import static zhijiao.core.alert.Causes.withdrawn;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause.Act;
import zhijiao.core.alert.AlertEvent.Change;
import zhijiao.core.fact.OfficerAction;

class AlertFoldTest {

  private final AlertFold fold = new AlertFold(KEY.id());

  private Change add(AlertCause cause) {
    Alert before = fold.alert();
    fold.add(cause);
    return AlertChanges.between(before, fold.alert());
  }

  private AlertState state() {
    return Objects.requireNonNull(fold.alert()).state();
  }

  private static AlertCause acknowledged(int at) {
    return act(OfficerAction.Act.ACKNOWLEDGE, at);
  }

  private static AlertCause closed(int at) {
    return act(OfficerAction.Act.CLOSE, at);
  }

  @Test
  void an_episode_opens_an_alert_and_its_end_ends_it() {
    assertEquals(Change.OPENED, add(found(1, 2, GOES_ON)));
    assertEquals(AlertState.NEW, state());
    assertEquals(Change.ENDED, add(found(2, 2, 5)));
    assertEquals(minute(5), fold.alert().changedAt());
    assertEquals(minute(2), fold.alert().openedAt());
  }

  @Test
  void another_episode_after_the_end_opens_it_again() {
    add(found(1, 2, 5));
    assertEquals(Change.REOPENED, add(found(2, 6, GOES_ON)));
    assertEquals(AlertState.REOPENED, state());
    assertEquals(Change.ENDED, add(found(3, 6, 7)));
  }

  @Test
  void an_episode_that_begins_in_the_moment_in_which_the_last_ends_is_no_gap() {
    add(found(1, 2, 5));
    add(found(2, 5, GOES_ON));
    assertEquals(AlertState.NEW, state());
  }

  @Test
  void an_end_that_turns_out_to_be_none_opens_it_again() {
    add(found(1, 2, 5));
    assertEquals(Change.REOPENED, add(found(2, 2, GOES_ON)));
    assertEquals(AlertState.NEW, state());
  }

  @Test
  void an_alert_in_an_officers_hands_does_not_end_by_itself() {
    add(found(1, 2, GOES_ON));
    assertEquals(Change.ACKNOWLEDGED, add(acknowledged(3)));
    assertEquals(Change.AMENDED, add(found(2, 2, 5)));
    assertEquals(AlertState.ACKNOWLEDGED, state());
  }

  @Test
  void s13_a_tamper_that_was_over_after_a_minute_stays_open_until_an_officer_says_in_words_why() {
    AlertFold tamper = new AlertFold(KEY.id(), Set.of(KEY.rule()));
    tamper.add(found(1, 2, 3));
    assertEquals(AlertState.NEW, Objects.requireNonNull(tamper.alert()).state());
    assertEquals(minute(3), tamper.alert().endedAt());
    tamper.add(closed(9));
    assertEquals(AlertState.NEW, tamper.alert().state(), "nobody said in words why");
    tamper.add(act(OfficerAction.Act.CLOSE, CloseReason.FALSE_DEVICE, 9, "strap was worn out"));
    assertEquals(AlertState.CLOSED, tamper.alert().state());
  }

  @Test
  void a_later_episode_opens_a_closed_alert_and_an_earlier_one_amends_it() {
    add(found(1, 2, 3));
    assertEquals(Change.CLOSED, add(closed(5)));
    assertEquals(CloseReason.EXCUSED, fold.alert().closeReason());
    assertEquals(Change.AMENDED, add(found(2, 4, 5)));
    assertEquals(AlertState.CLOSED, state());
    assertEquals(Change.REOPENED, add(found(3, 6, GOES_ON)));
    assertNull(fold.alert().closeReason());
  }

  @Test
  void the_reason_that_stands_is_the_first_since_it_was_last_open() {
    add(found(1, 2, 3));
    add(act(OfficerAction.Act.CLOSE, CloseReason.EXCUSED, 8));
    assertEquals(Change.NOTED, add(act(OfficerAction.Act.CLOSE, CloseReason.CONFIRMED, 9)));
    assertEquals(CloseReason.EXCUSED, fold.alert().closeReason());
    assertEquals(Change.CLOSED, add(act(OfficerAction.Act.CLOSE, CloseReason.FALSE_DATA, 7)));
    assertEquals(CloseReason.FALSE_DATA, fold.alert().closeReason());
  }

  @Test
  void a_retracted_alert_shows_what_was_withdrawn_and_what_officers_did() {
    add(found(1, 2, 5));
    add(closed(6));
    assertEquals(Change.RETRACTED, add(withdrawn(2, 2)));
    assertEquals(AlertState.RETRACTED, state());
    assertEquals(List.of(finding(2, 5)), fold.alert().episodes());
    assertEquals(1, fold.alert().acts().size());
    assertNull(fold.alert().closeReason());
    assertEquals(Change.NOTED, add(act(OfficerAction.Act.REOPEN, 8)));
    assertEquals(AlertState.RETRACTED, state());
  }

  @Test
  void what_is_found_again_is_as_if_it_had_never_been_withdrawn() {
    add(found(1, 2, GOES_ON));
    add(acknowledged(3));
    Alert first = fold.alert();
    for (int round = 0; round < 3; round++) {
      assertEquals(Change.RETRACTED, add(withdrawn(2 * round + 2, 2)));
      assertEquals(Change.REOPENED, add(found(2 * round + 3, 2, GOES_ON)));
      assertEquals(first, fold.alert());
    }
  }

  @Test
  void of_two_episodes_one_withdrawn_leaves_no_trace() {
    add(found(1, 2, 3));
    add(found(2, 6, GOES_ON));
    assertEquals(Change.AMENDED, add(withdrawn(3, 2)));
    assertEquals(List.of(finding(6, GOES_ON)), fold.alert().episodes());
    assertEquals(minute(6), fold.alert().openedAt());
  }

  @Test
  void an_act_waits_for_the_alert_that_it_is_about() {
    assertNull(add(acknowledged(4)));
    assertNull(fold.alert());
    assertEquals(Change.OPENED, add(found(1, 2, GOES_ON)));
    assertEquals(AlertState.ACKNOWLEDGED, state());
  }

  @Test
  void an_act_is_kept_when_late_truth_moves_the_beginning_behind_it() {
    add(found(1, 2, GOES_ON));
    add(acknowledged(3));
    add(withdrawn(2, 2));
    add(found(3, 4, GOES_ON));
    assertEquals(AlertState.ACKNOWLEDGED, state());
    assertEquals(minute(4), fold.alert().changedAt());
  }

  @Test
  void a_copy_of_an_act_changes_nothing_but_keeps_the_earlier_receipt() {
    add(found(1, 2, GOES_ON));
    OfficerAction act = ((Act) acknowledged(3)).action();
    Act copy =
        new Act(
            new OfficerAction(
                act.alert(), act.officer(), act.act(), null, "", act.occurredAt(), minute(0)));
    add(new Act(act));
    long revision = fold.revision();
    assertNull(add(copy));
    assertFalse(fold.add(new Act(act)));
    assertEquals(revision, fold.revision());
    assertEquals(minute(0), fold.alert().acts().get(0).receivedAt());
  }

  @Test
  void a_withdrawal_that_comes_before_its_finding_still_withdraws_it() {
    assertNull(add(withdrawn(2, 2)));
    assertEquals(Change.RETRACTED, add(found(1, 2, GOES_ON)));
  }

  @Test
  void the_time_of_a_cause_is_when_it_happened() {
    AlertCause opened = found(1, 2, GOES_ON);
    fold.add(opened);
    assertEquals(minute(2), AlertChanges.causeAt(opened, Change.OPENED, fold.alert()));
    AlertCause ended = found(2, 2, 5);
    fold.add(ended);
    assertEquals(minute(5), AlertChanges.causeAt(ended, Change.ENDED, fold.alert()));
    AlertCause act = acknowledged(7);
    fold.add(act);
    assertEquals(minute(7), AlertChanges.causeAt(act, Change.ACKNOWLEDGED, fold.alert()));
    AlertCause withdrawn = withdrawn(3, 2);
    fold.add(withdrawn);
    assertEquals(minute(2), AlertChanges.causeAt(withdrawn, Change.RETRACTED, fold.alert()));
  }

  private static AlertCause suspended(int from, int until) {
    return Causes.suspended(KEY.rule(), from, until);
  }

  @Test
  void what_begins_while_its_rule_is_suspended_is_recorded_and_nobody_is_asked() {
    assertNull(add(suspended(1, 5)));
    assertEquals(Change.OPENED, add(found(1, 2, GOES_ON)));
    assertTrue(fold.alert().suspended());
    assertEquals(AlertState.NEW, state());
  }

  @Test
  void a_suspension_holds_from_its_first_instant_and_not_at_its_end() {
    for (int[] fromUntil : new int[][] {{2, 3}, {0, 3}}) {
      AlertFold held = new AlertFold(KEY.id());
      held.add(found(1, 2, GOES_ON));
      held.add(suspended(fromUntil[0], fromUntil[1]));
      assertTrue(Objects.requireNonNull(held.alert()).suspended());
    }
    for (int[] fromUntil : new int[][] {{0, 2}, {3, 9}}) {
      AlertFold told = new AlertFold(KEY.id());
      told.add(found(1, 2, GOES_ON));
      told.add(suspended(fromUntil[0], fromUntil[1]));
      assertFalse(Objects.requireNonNull(told.alert()).suspended());
    }
  }

  @Test
  void
      a_suspension_that_comes_late_takes_the_alert_back_from_the_worklist_and_lifting_it_puts_it_there() {
    add(found(1, 4, GOES_ON));
    assertEquals(Change.SUSPENDED, add(suspended(1, 9)));
    assertEquals(Change.RESUMED, add(Causes.lifted(1, 3)));
    assertFalse(fold.alert().suspended());
  }

  @Test
  void lifting_a_suspension_later_does_not_undo_what_began_before() {
    add(suspended(1, 9));
    add(found(1, 2, GOES_ON));
    add(Causes.lifted(1, 5));
    assertTrue(fold.alert().suspended());
  }

  @Test
  void an_episode_that_begins_outside_the_suspension_is_told_of() {
    add(suspended(1, 3));
    add(found(1, 2, 3));
    assertEquals(Change.REOPENED, add(found(2, 6, GOES_ON)));
    assertFalse(fold.alert().suspended());
  }

  @Test
  void s13_a_tamper_cannot_be_suspended() {
    AlertFold tamper = new AlertFold(KEY.id(), Set.of(KEY.rule()));
    tamper.add(found(1, 2, GOES_ON));
    tamper.add(suspended(1, 9));
    tamper.add(Causes.suspended("*", 0, 9));
    assertFalse(Objects.requireNonNull(tamper.alert()).suspended());
  }

  @Test
  void causes_that_cannot_be_are_refused() {
    AlertId other = new AlertId(7);
    assertThrows(
        IllegalArgumentException.class, () -> new AlertFold(other).add(found(1, 2, GOES_ON)));
    assertThrows(IllegalArgumentException.class, () -> fold.addAll(new AlertFold(other)));
    assertThrows(
        IllegalArgumentException.class, () -> fold.add(act(OfficerAction.Act.CLOSE, null, 3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> fold.add(act(OfficerAction.Act.REOPEN, CloseReason.EXCUSED, 3)));
    fold.add(found(1, 2, GOES_ON));
    assertThrows(IllegalStateException.class, () -> fold.add(found(1, 2, 5)));
    assertThrows(IllegalStateException.class, () -> fold.add(withdrawn(1, 2)));
    assertTrue(fold.add(found(2, 2, 5)));
  }
}
