package zhijiao.core.alert;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;

/**
 * What each event does to an alert in each state. The table is total: every cell says either the next state or why
 * nothing changes.
 *
 * <p>An alert is run through the table in the order in which things happened, not in which they became known. Findings
 * that were disproved are not in that run; when none is left, {@link Event#DISPROVED} is its last event. So what is found
 * again after a retraction is an alert like any other, and acts done before count again.
 *
 * <p>Closing carries a {@link CloseReason}; the table does not know which. Only an officer closes. A closed alert opens
 * again when an officer reopens it or when something happens afterwards; it is retracted when nothing is left of what
 * was closed, and the officers' acts stay on it.
 */
public final class AlertMachine {

  /** What can happen to an alert. */
  public enum Event {
    /** An episode began that a rule found. */
    FOUND("an episode begins"),
    /** Every episode so far has ended; never for a rule that does not end by itself. */
    OVER("every episode is over"),
    /** Later data disproved every episode. */
    DISPROVED("every finding is withdrawn"),
    ACKNOWLEDGE("an officer acknowledges"),
    INVESTIGATE("an officer investigates"),
    /** Only with a reason. */
    CLOSE("an officer closes, with a reason"),
    REOPEN("an officer reopens");

    private final String words;

    Event(String words) {
      this.words = words;
    }
  }

  /**
   * @param next the state after the event
   * @param because why nothing changes; empty when something does
   */
  public record Step(AlertState next, String because) {
    public boolean changes() {
      return because.isEmpty();
    }
  }

  private static final Map<AlertState, Map<Event, Step>> TABLE = table();

  private AlertMachine() {}

  public static Step step(AlertState state, Event event) {
    Map<Event, Step> row = requireNonNull(TABLE.get(state));
    return requireNonNull(row.get(event));
  }

  private static Map<AlertState, Map<Event, Step>> table() {
    Map<AlertState, Map<Event, Step>> table = new EnumMap<>(AlertState.class);
    for (AlertState state : AlertState.values()) {
      Map<Event, Step> row = new EnumMap<>(Event.class);
      for (Event event : Event.values()) {
        row.put(event, decide(state, event));
      }
      table.put(state, row);
    }
    return table;
  }

  private static Step decide(AlertState state, Event event) {
    return switch (state) {
      case NEW, REOPENED ->
          switch (event) {
            case FOUND, REOPEN -> stay(state, "it is open");
            case OVER -> to(AlertState.ENDED);
            case DISPROVED -> to(AlertState.RETRACTED);
            case ACKNOWLEDGE -> to(AlertState.ACKNOWLEDGED);
            case INVESTIGATE -> to(AlertState.INVESTIGATING);
            case CLOSE -> to(AlertState.CLOSED);
          };
      case ACKNOWLEDGED ->
          switch (event) {
            case FOUND, REOPEN -> stay(state, "it is open");
            case OVER -> stay(state, "an officer has it in hand");
            case DISPROVED -> to(AlertState.RETRACTED);
            case ACKNOWLEDGE -> stay(state, "it has been acknowledged");
            case INVESTIGATE -> to(AlertState.INVESTIGATING);
            case CLOSE -> to(AlertState.CLOSED);
          };
      case INVESTIGATING ->
          switch (event) {
            case FOUND, REOPEN -> stay(state, "it is open");
            case OVER -> stay(state, "an officer has it in hand");
            case DISPROVED -> to(AlertState.RETRACTED);
            case ACKNOWLEDGE, INVESTIGATE -> stay(state, "it is being investigated");
            case CLOSE -> to(AlertState.CLOSED);
          };
      case ENDED ->
          switch (event) {
            case FOUND, REOPEN -> to(AlertState.REOPENED);
            case OVER -> stay(state, "it has ended");
            case DISPROVED -> to(AlertState.RETRACTED);
            case ACKNOWLEDGE -> to(AlertState.ACKNOWLEDGED);
            case INVESTIGATE -> to(AlertState.INVESTIGATING);
            case CLOSE -> to(AlertState.CLOSED);
          };
      case CLOSED ->
          switch (event) {
            case FOUND, REOPEN -> to(AlertState.REOPENED);
            case OVER -> stay(state, "an officer has closed it");
            case DISPROVED -> to(AlertState.RETRACTED);
            case ACKNOWLEDGE, INVESTIGATE -> stay(state, "it must be reopened first");
            case CLOSE -> stay(state, "it is closed, the first reason stands until it is reopened");
          };
      case RETRACTED ->
          switch (event) {
            case FOUND -> to(AlertState.NEW);
            case OVER, DISPROVED -> stay(state, "it has been retracted");
            case ACKNOWLEDGE, INVESTIGATE, CLOSE, REOPEN ->
                stay(state, "nothing is left to act on: every finding was disproved");
          };
    };
  }

  private static Step to(AlertState next) {
    return new Step(next, "");
  }

  private static Step stay(AlertState state, String because) {
    return new Step(state, because);
  }

  /** The page docs/alert-states.md. */
  public static String page() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # States of an alert

        <!-- Generated from AlertMachine; AlertMachineTest says how to write it anew. -->

        Each alert is run through this table in the order in which things happened; at the same instant findings come
        before officers' acts. What becomes known late takes its place in that order. So the state depends on what
        happened, never on when it arrived.

        - Only an officer closes an alert, and only with a reason.
        - An alert of a rule that does not end by itself (tampering) never meets "every episode is over", and closing it needs a
          note: without one the act is recorded and closes nothing.
        - A finding that is withdrawn leaves no trace in the run; when none is left, the alert is retracted, keeps the
          withdrawn findings and the acts for whoever was told, and opens again like any other when something is found.

        "→" leads to the next state; "–" says why nothing changes.

        | state |""");
    for (Event event : Event.values()) {
      text.append(' ').append(event.words).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(Event.values().length)).append('\n');
    for (AlertState state : AlertState.values()) {
      text.append("| **").append(state).append("** |");
      for (Event event : Event.values()) {
        Step step = step(state, event);
        text.append(step.changes() ? " → **" + step.next() + "**" : " – " + step.because())
            .append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
