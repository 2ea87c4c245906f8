package zhijiao.core.alert;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;

/**
 * What each event does to an alert in each state. The table is total: every cell says either the next state or why
 * nothing changes.
 *
 * <p>Closing carries a {@link CloseReason}; the table does not know which. An officer's closure outlives the end and the
 * withdrawal of findings: a person decided, and only a person, or something newly found, opens the alert again.
 */
public final class AlertMachine {

  /** What can happen to an alert. */
  public enum Event {
    /** A rule found an episode. */
    FOUND,
    /** Every episode has ended. */
    OVER,
    /** Later data disproved every episode. */
    DISPROVED,
    ACKNOWLEDGE,
    INVESTIGATE,
    /** Only with a reason. */
    CLOSE,
    REOPEN
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
            case FOUND -> to(AlertState.REOPENED);
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

  /** The table as Markdown, for docs/alert-states.md. */
  public static String markdown() {
    StringBuilder text = new StringBuilder("| state |");
    for (Event event : Event.values()) {
      text.append(' ').append(event).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(Event.values().length)).append('\n');
    for (AlertState state : AlertState.values()) {
      text.append("| **").append(state).append("** |");
      for (Event event : Event.values()) {
        Step step = step(state, event);
        text.append(step.changes() ? " → " + step.next() : " – " + step.because()).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
