package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.CaseNotice.Event;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;
import zhijiao.core.timeline.RuleRun;

/**
 * Intake overdue (漏管): seven days after a judgment that orders community corrections took effect the person has not been
 * taken in, and is not when the ten days of the law are over, until taken in or under an order.
 *
 * <p>Why is not known: papers that were not handed over, or a person who did not come. So it is told to the county that must
 * take the person in, and accuses nobody.
 */
public final class IntakeOverdueRule implements TimelineRule<IntakeOverdueRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "intake-overdue",
          1,
          Severity.P1,
          "sentenced to community corrections and not taken in",
          "判决生效后未按期入矫（漏管）",
          true,
          Matter.PROCEDURE,
          Audience.MANAGERS);

  /**
   * @param warnDays whole days after the day of effect before the county is told, 1–9
   * @param dueDays whole days after the day of effect within which the person must be taken in, 10–30
   */
  public record Settings(int warnDays, int dueDays) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "warnDays",
              7,
              1,
              9,
              "days",
              "days after a judgment took effect before the county is told",
              Source.chosen("three days are left then to find the person or the papers")),
          in.integer(
              "dueDays",
              10,
              10,
              30,
              "days",
              "days after a judgment took effect within which the person must report",
              Source.law("社区矫正法 art. 21").confirmed()));
    }
  }

  private static final State NOTHING = new State(RuleRun.NEVER, 0, null);

  /**
   * @param wakeAt when the next stage begins
   * @param stage 0 nothing told, 1 told, 2 overdue
   */
  record State(long wakeAt, int stage, @Nullable Finding open) {}

  private final Settings settings;

  public IntakeOverdueRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.CASE;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    return switch (moment.what()) {
      case TERMS, WAKE -> at(moment, state, situation, episodes);
      default -> state;
    };
  }

  private State at(JudgedMoment moment, State state, Situation situation, Episodes episodes) {
    CaseNotice waiting = waitingFor(situation);
    Finding open = state.open();
    if (open != null && (waiting == null || !open.target().equals(waiting.noticeId()))) {
      episodes.end(open, moment.at(), moment.evidence());
      open = null;
    }
    if (waiting == null) {
      return NOTHING;
    }
    int stage = open == null ? 0 : state.stage();
    int[] days = {settings.warnDays(), settings.dueDays()};
    for (int next = stage + 1; next <= days.length; next++) {
      long begins = afterDays(days[next - 1], waiting);
      if (begins > moment.at()) {
        return new State(begins, next - 1, open);
      }
      Evidence evidence =
          Evidence.ofFact(waiting, days[next - 1] + " days after the judgment took effect", begins);
      open =
          open == null
              ? episodes.open(waiting.noticeId(), begins, situation, List.of(evidence))
              : episodes.grow(open, List.of(evidence));
      stage = next;
    }
    return new State(RuleRun.NEVER, stage, open);
  }

  /** The last judgment after which the person has neither been taken in nor been under an order. */
  private static @Nullable CaseNotice waitingFor(Situation situation) {
    if (situation.supervised()) {
      return null;
    }
    CaseNotice waiting = null;
    for (CaseNotice notice : situation.record().notices()) {
      if (notice.event() == Event.JUDGMENT_EFFECTIVE) {
        waiting = notice;
      } else if (notice.event() == Event.TAKEN_IN) {
        waiting = null;
      }
    }
    Long ended = situation.record().supervisionEndedAt();
    return waiting != null && ended != null && ended >= waiting.occurredAt() ? null : waiting;
  }

  /** When so many whole days after the day of effect are over. */
  private static long afterDays(int days, CaseNotice judgment) {
    ZoneId zone = Objects.requireNonNull(judgment.seat()).zone();
    return Instant.ofEpochMilli(judgment.occurredAt())
        .atZone(zone)
        .toLocalDate()
        .plusDays(days + 1L)
        .atStartOfDay(zone)
        .toInstant()
        .toEpochMilli();
  }

  @Override
  public List<Finding> open(State state) {
    return TimelineRule.atMostOne(state.open());
  }

  @Override
  public long wakeAt(State state) {
    return state.wakeAt();
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("warnDays", Integer.toString(settings.warnDays()));
    parameters.put("dueDays", Integer.toString(settings.dueDays()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.wakeAt());
    out.writeByte(state.stage());
    FindingCodec.writeAll(open(state), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    long wakeAt = in.readLong();
    int stage = in.readByte();
    return new State(wakeAt, stage, FindingCodec.readAtMostOne(in));
  }
}
