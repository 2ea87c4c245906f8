package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.health.Silences;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.time.TimeSpan;

/**
 * Missed check-in (未按时打卡): whoever has no accepted check-in between the beginning of a window and the end of its grace
 * has missed it, until the next accepted check-in.
 *
 * <p>Who checked in last at a terminal that was out at any instant of the window is not told of while it is: see {@link
 * Silences}.
 *
 * <p>Leave that lifts check-ins, at any time of the window, excuses it. A check-in that comes late ends the episode: there is
 * no rule of its own for being late. A window missed before the last was made good, and the third in seven days, are more
 * severe ({@link Severity#P1}).
 */
public final class MissedCheckInRule implements TimelineRule<MissedCheckInRule.State> {

  public static final RuleCard CARD =
      new RuleCard("missed-check-in", 3, Severity.P2, "no check-in in time", "未按时打卡报到");

  private static final long NEVER = Long.MIN_VALUE;

  /** So many windows missed within {@link #RECENT_MILLIS} are severe. */
  private static final int MANY = 3;

  private static final long RECENT_MILLIS = 7 * 86_400_000L;

  /**
   * @param checkedInAt the last accepted check-in, epoch milliseconds UTC
   * @param suspended whether check-ins are lifted now
   * @param suspendedAt when they were last lifted, up to now, epoch milliseconds UTC
   * @param missed windows that were missed and not made good
   * @param terminal at which the person checked in last, or empty
   * @param recent when the windows missed last were due, one less than are severe at most, epoch milliseconds UTC
   */
  public record State(
      long checkedInAt,
      boolean suspended,
      long suspendedAt,
      List<Finding> missed,
      String terminal,
      List<Long> recent) {}

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.CHECK_IN;
  }

  @Override
  public State initial() {
    return new State(NEVER, false, NEVER, List.of(), "", List.of());
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (!moment.targetInForce()) {
      return endAll(state, moment, episodes);
    }
    return switch (moment.what()) {
      case CHECK_IN -> {
        State ended = endAll(state, moment, episodes);
        yield new State(
            moment.at(),
            ended.suspended(),
            ended.suspendedAt(),
            ended.missed(),
            terminal(moment),
            ended.recent());
      }
      case TERMS -> {
        boolean suspended = moment.checkInsSuspended();
        long suspendedAt = suspended || state.suspended() ? moment.at() : state.suspendedAt();
        yield new State(
            state.checkedInAt(),
            suspended,
            suspendedAt,
            state.missed(),
            state.terminal(),
            state.recent());
      }
      case CHECK_IN_DUE -> due(state, moment, situation, episodes);
      default -> state;
    };
  }

  private static String terminal(JudgedMoment moment) {
    CheckIn.Proof proof = moment.fact() instanceof CheckIn checkIn ? checkIn.proof() : null;
    return proof == null || proof.terminal() == null ? "" : proof.terminal();
  }

  private static State due(
      State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    TimeSpan window = Objects.requireNonNull(moment.window(), "a check-in is due for a window");
    boolean excused = state.suspended() || state.suspendedAt() > window.from();
    if (excused || state.checkedInAt() >= window.from()) {
      return state;
    }
    List<Long> recent = new ArrayList<>(state.recent());
    recent.removeIf(due -> due <= moment.at() - RECENT_MILLIS);
    recent.add(moment.at());
    boolean severe = !state.missed().isEmpty() || recent.size() >= MANY;
    List<Finding> missed = new ArrayList<>(state.missed());
    missed.add(
        episodes.open(
            target(window, situation),
            moment.at(),
            situation,
            List.of(moment.evidence()),
            state.terminal().isEmpty()
                ? Map.of()
                : Map.of(
                    Silences.TERMINAL,
                    state.terminal(),
                    Silences.NEEDED_FROM,
                    Long.toString(window.from())),
            severe ? Severity.P1 : CARD.severity()));
    return new State(
        state.checkedInAt(),
        state.suspended(),
        state.suspendedAt(),
        List.copyOf(missed),
        state.terminal(),
        List.copyOf(recent.subList(Math.max(0, recent.size() - MANY + 1), recent.size())));
  }

  /** The window's beginning by the clock on the wall, such as {@code 08:00}. */
  private static String target(TimeSpan window, Situation situation) {
    return Instant.ofEpochMilli(window.from())
        .atZone(Objects.requireNonNull(situation.terms()).zone())
        .toLocalTime()
        .toString();
  }

  private static State endAll(State state, JudgedMoment moment, Episodes episodes) {
    for (Finding finding : state.missed()) {
      episodes.end(finding, moment.at(), moment.evidence());
    }
    return new State(
        state.checkedInAt(),
        state.suspended(),
        state.suspendedAt(),
        List.of(),
        state.terminal(),
        state.recent());
  }

  @Override
  public List<Finding> open(State state) {
    return state.missed();
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    if (situation.terms() != null && situation.terms().checkIns() != null) {
      parameters.put("graceMinutes", Integer.toString(situation.terms().checkIns().graceMinutes()));
    }
    parameters.put("severeInSevenDays", Integer.toString(MANY));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.checkedInAt());
    out.writeBoolean(state.suspended());
    out.writeLong(state.suspendedAt());
    out.writeInt(state.missed().size());
    for (Finding finding : state.missed()) {
      FindingCodec.write(finding, out);
    }
    out.writeUTF(state.terminal());
    Compact.writeList(state.recent(), Compact::writeInstant, out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    long checkedInAt = in.readLong();
    boolean suspended = in.readBoolean();
    long suspendedAt = in.readLong();
    List<Finding> missed = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      missed.add(FindingCodec.read(in));
    }
    return new State(
        checkedInAt,
        suspended,
        suspendedAt,
        List.copyOf(missed),
        in.readUTF(),
        List.copyOf(Compact.readList(Compact::readInstant, in)));
  }
}
