package zhijiao.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import zhijiao.core.GeneratedPage;
import zhijiao.core.alert.AlertMachine.Event;
import zhijiao.core.alert.AlertMachine.Step;

/** The page is written anew by this test with {@code -Dzhijiao.pages=write}. */
class AlertMachineTest {

  private static final Set<Event> BY_OFFICERS =
      EnumSet.of(Event.ACKNOWLEDGE, Event.INVESTIGATE, Event.CLOSE, Event.REOPEN);

  /** What is wrong with a table; the same for the real one and for broken ones. */
  private static List<String> breaches(BiFunction<AlertState, Event, Step> table) {
    List<String> breaches = new ArrayList<>();
    for (AlertState state : AlertState.values()) {
      for (Event event : Event.values()) {
        String cell = state + " × " + event;
        Step step = table.apply(state, event);
        if (step == null) {
          breaches.add(cell + " is empty");
          continue;
        }
        AlertState next = step.next();
        boolean moves = next != state;
        if (moves == !step.because().isEmpty()) {
          breaches.add(cell + " must either move or say why not");
        }
        if (moves && next == AlertState.CLOSED && event != Event.CLOSE) {
          breaches.add(cell + " closes without a reason");
        }
        if (moves && next == AlertState.ENDED && event != Event.OVER) {
          breaches.add(cell + " ends what goes on");
        }
        if (moves && next == AlertState.RETRACTED && event != Event.DISPROVED) {
          breaches.add(cell + " retracts what was not disproved");
        }
        if (event == Event.DISPROVED && next != AlertState.RETRACTED) {
          breaches.add(cell + " lets a disproved alert stand");
        }
        if (state == AlertState.RETRACTED && BY_OFFICERS.contains(event) && moves) {
          breaches.add(cell + " acts on nothing");
        }
        if (event == Event.OVER
            && moves
            && state != AlertState.NEW
            && state != AlertState.REOPENED) {
          breaches.add(cell + " takes an alert from an officer's hands");
        }
        if (event == Event.FOUND && (next == AlertState.ENDED || next == AlertState.CLOSED)) {
          breaches.add(cell + " hides what was found");
        }
      }
    }
    return breaches;
  }

  @Test
  void the_table_is_total_and_keeps_its_laws() {
    assertEquals(List.of(), breaches(AlertMachine::step));
  }

  @Test
  void every_state_can_be_reached() {
    Set<AlertState> reached = EnumSet.of(AlertState.NEW);
    ArrayDeque<AlertState> left = new ArrayDeque<>(reached);
    while (!left.isEmpty()) {
      AlertState state = left.remove();
      for (Event event : Event.values()) {
        AlertState next = AlertMachine.step(state, event).next();
        if (reached.add(next)) {
          left.add(next);
        }
      }
    }
    assertEquals(EnumSet.allOf(AlertState.class), reached);
  }

  @Test
  void canary_a_broken_cell_is_caught() {
    for (AlertState state : AlertState.values()) {
      for (Event event : Event.values()) {
        assertCaught(state, event, null);
        assertCaught(state, event, new Step(state, ""));
      }
    }
    assertCaught(AlertState.NEW, Event.OVER, new Step(AlertState.CLOSED, ""));
    assertCaught(AlertState.INVESTIGATING, Event.OVER, new Step(AlertState.ENDED, ""));
    assertCaught(AlertState.CLOSED, Event.FOUND, new Step(AlertState.ENDED, ""));
    assertCaught(AlertState.CLOSED, Event.DISPROVED, new Step(AlertState.CLOSED, "closed"));
    assertCaught(AlertState.RETRACTED, Event.REOPEN, new Step(AlertState.REOPENED, ""));
    assertCaught(AlertState.NEW, Event.ACKNOWLEDGE, new Step(AlertState.RETRACTED, ""));
  }

  private static void assertCaught(AlertState state, Event event, Step broken) {
    BiFunction<AlertState, Event, Step> table =
        (s, e) -> s == state && e == event ? broken : AlertMachine.step(s, e);
    assertFalse(breaches(table).isEmpty(), state + " × " + event + " = " + broken);
  }

  @Test
  void the_page_shows_the_table() throws IOException {
    String page = AlertMachine.page();
    for (AlertState state : AlertState.values()) {
      assertTrue(page.contains("| **" + state + "** |"), state.toString());
    }
    GeneratedPage.require("alert-states.md", page);
  }
}
