package zhijiao.core.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertFold.Life;
import zhijiao.core.alert.AlertFold.Turn;
import zhijiao.core.alert.AlertStage.Loop;

/**
 * The clocks of one alert, as follows from its causes.
 *
 * <p>Nobody has acknowledged: from the beginning, or from when it opened again, until an officer acts or it ends. Missed
 * once, it goes to the next level; as long again, to the one above. What was acknowledged in the very last moment was
 * acknowledged in time. Clocks of an alert that was suspended at first begin with the first episode that was not.
 *
 * <p>The closed loop: from the beginning, or from when a closed alert opened again, until it is closed. An alert that was
 * closed and opened again begins anew; so does whom it was escalated to.
 */
final class AlertClocks {

  /**
   * A clock that runs out.
   *
   * @param level whom it is escalated to, or null
   * @param round counts how often the alert had been laid to rest before
   */
  record Mark(long at, AlertEvent.Change what, @Nullable Level level, int round) {}

  private static final Comparator<Mark> ORDER =
      Comparator.comparingInt(Mark::round)
          .thenComparingLong(Mark::at)
          .thenComparing(Mark::what)
          .thenComparing(Mark::level, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final AlertPolicy policy;
  private final Alert alert;
  private final List<Mark> marks = new ArrayList<>();
  private @Nullable Long waitingSince;
  private @Nullable Long openSince;
  private int round;

  private AlertClocks(AlertPolicy policy, Alert alert) {
    this.policy = policy;
    this.alert = alert;
  }

  static AlertClocks of(Life life, AlertPolicy policy) {
    AlertClocks clocks = new AlertClocks(policy, life.alert());
    if (policy.mustBeClosed(life.alert()) && !life.alert().suspended()) {
      for (Turn turn : life.turns()) {
        clocks.turn(new Turn(Math.max(turn.at(), life.toldSince()), turn.state()));
      }
      clocks.unanswered(Long.MAX_VALUE);
      clocks.unclosed(Long.MAX_VALUE);
      clocks.marks.removeIf(mark -> mark.at() > policy.until());
      clocks.marks.sort(ORDER);
    }
    return clocks;
  }

  /** All clocks that run out if nothing else happens, in order. */
  List<Mark> marks() {
    return marks;
  }

  /** How many have run out by {@code now}. */
  int reached(long now) {
    int count = 0;
    while (count < marks.size() && marks.get(count).at() <= now) {
      count++;
    }
    return count;
  }

  /** Where the clocks stand once so many have run out. */
  AlertStage stage(int reached) {
    if (openSince == null) {
      return AlertStage.NONE;
    }
    Level level = null;
    Loop loop = Loop.RUNNING;
    for (Mark mark : marks.subList(0, reached)) {
      if (mark.round() != round) {
        continue;
      }
      switch (mark.what()) {
        case LOOP_WARNING -> loop = Loop.WARNED;
        case LOOP_BREACHED -> loop = Loop.BREACHED;
        default -> level = level == Level.CITY ? level : mark.level();
      }
    }
    Long waiting = waitingSince;
    return new AlertStage(
        level,
        loop,
        waiting == null ? null : (Long) (waiting + policy.acknowledgeMillis(alert)),
        openSince + policy.clocks().loopMillis());
  }

  private void turn(Turn turn) {
    AlertState state = turn.state();
    boolean waits = state == AlertState.NEW || state == AlertState.REOPENED;
    boolean open =
        switch (state) {
          case NEW, ACKNOWLEDGED, INVESTIGATING, REOPENED -> true;
          case ENDED -> !policy.endIsEnough(alert);
          case CLOSED, RETRACTED -> false;
        };
    if (!waits) {
      unanswered(turn.at());
      waitingSince = null;
    } else if (waitingSince == null) {
      waitingSince = turn.at();
    }
    if (!open && openSince != null) {
      unclosed(turn.at());
      openSince = null;
      round++;
    } else if (open && openSince == null) {
      openSince = turn.at();
    }
  }

  /** What follows from nobody having acknowledged it before {@code end}. */
  private void unanswered(long end) {
    Long due = waitingSince;
    if (due == null) {
      return;
    }
    for (Level level : policy.levels(alert)) {
      due += policy.acknowledgeMillis(alert);
      if (due < end) {
        marks.add(new Mark(due, AlertEvent.Change.ESCALATED, level, round));
      }
    }
  }

  private void unclosed(long end) {
    Long since = openSince;
    if (since == null) {
      return;
    }
    long warning = since + policy.clocks().warningMillis();
    long breach = since + policy.clocks().loopMillis();
    if (warning < end && warning < breach) {
      marks.add(new Mark(warning, AlertEvent.Change.LOOP_WARNING, null, round));
    }
    if (breach < end) {
      marks.add(new Mark(breach, AlertEvent.Change.LOOP_BREACHED, null, round));
    }
  }
}
