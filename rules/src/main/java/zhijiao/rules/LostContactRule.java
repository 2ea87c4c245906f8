package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;
import zhijiao.core.time.TimeSpan;
import zhijiao.core.timeline.RuleRun;

/**
 * Lost contact (脱离监管): a person who owes check-ins has missed one and has not been in contact since, for seven days and then
 * for more than ten (target {@code 10-days}), for twenty-five and then for more than a month (target {@code 1-month}),
 * until the next contact: an accepted check-in, a visit, or a sighting that a person has verified.
 *
 * <p>The clock begins with the first check-in window that was missed, never with a signal that was lost. Leave that lifts
 * check-ins, custody and hospital stop it.
 */
public final class LostContactRule implements TimelineRule<LostContactRule.State> {

  public static final RuleCard CARD =
      new RuleCard("lost-contact", 1, Severity.P1, "out of contact for days", "脱离监管");

  static final String TEN_DAYS = "10-days";
  static final String ONE_MONTH = "1-month";

  /**
   * @param warnDays days without contact at which the office is told, 1–9
   * @param limitDays days up to which the law knows an admonition, beyond which a warning, 10–15
   * @param monthWarnDays days without contact at which the office is told of the month, 15–27
   */
  public record Settings(int warnDays, int limitDays, int monthWarnDays) implements Serializable {
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
              "days without contact at which the office is told",
              Source.chosen("three days are left then to find the person")),
          in.integer(
              "limitDays",
              10,
              10,
              15,
              "days",
              "days up to which the law knows an admonition, beyond which a warning",
              Source.law("社区矫正法实施办法 art. 34(1), 35(2)").confirmed()),
          in.integer(
              "monthWarnDays",
              25,
              15,
              27,
              "days",
              "days without contact at which the office is told of the month",
              Source.chosen("some working days are left then before the month of art. 46(2)")));
    }
  }

  private static final long NONE = Long.MIN_VALUE;
  private static final State NOTHING = new State(NONE, NONE, false, 0, RuleRun.NEVER, List.of());

  /**
   * @param contactAt the last contact, or the last instant at which none was owed, epoch milliseconds UTC
   * @param since when the first window began that was missed after that
   * @param excused true while none is owed
   * @param stage of the stages so many have been told
   * @param wakeAt when the next stage begins
   */
  record State(
      long contactAt, long since, boolean excused, int stage, long wakeAt, List<Finding> open) {}

  private final Settings settings;

  public LostContactRule(Settings settings) {
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
      case CHECK_IN, SIGHTING -> inContact(state, state.excused(), moment, episodes);
      case TERMS -> terms(state, moment, situation, episodes);
      case CHECK_IN_DUE -> due(state, moment, situation, episodes);
      case WAKE -> stages(state, moment, situation, episodes);
      default -> state;
    };
  }

  private static State inContact(
      State state, boolean excused, JudgedMoment moment, Episodes episodes) {
    for (Finding finding : state.open()) {
      episodes.end(finding, moment.at(), moment.evidence());
    }
    return new State(moment.at(), NONE, excused, 0, RuleRun.NEVER, List.of());
  }

  private static State terms(
      State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (situation.terms() == null || situation.terms().checkIns() == null) {
      inContact(state, false, moment, episodes);
      return NOTHING;
    }
    boolean excused = situation.checkInsSuspended();
    if (excused || !state.excused()) {
      return excused ? inContact(state, true, moment, episodes) : state;
    }
    return new State(moment.at() - 1, NONE, false, 0, RuleRun.NEVER, List.of());
  }

  private State due(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    TimeSpan window = Objects.requireNonNull(moment.window(), "a check-in is due for a window");
    if (state.excused() || state.since() != NONE || state.contactAt() >= window.from()) {
      return state;
    }
    State missed = new State(state.contactAt(), window.from(), false, 0, RuleRun.NEVER, List.of());
    return stages(missed, moment, situation, episodes);
  }

  /** What is told, and of which target, so long after the clock began. */
  private record Stage(String target, String words, long at) {}

  private List<Stage> stagesSince(long since, ZoneId zone) {
    ZonedDateTime start = Instant.ofEpochMilli(since).atZone(zone);
    int limit = settings.limitDays();
    return List.of(
        days(TEN_DAYS, settings.warnDays(), start),
        days(TEN_DAYS, limit, start),
        days(TEN_DAYS, limit + 1, start),
        days(ONE_MONTH, settings.monthWarnDays(), start),
        new Stage(
            ONE_MONTH, "a month without contact", start.plusMonths(1).toInstant().toEpochMilli()));
  }

  private static Stage days(String target, int days, ZonedDateTime start) {
    return new Stage(
        target, days + " days without contact", start.plusDays(days).toInstant().toEpochMilli());
  }

  private State stages(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (state.since() == NONE) {
      return state;
    }
    ZoneId zone = Objects.requireNonNull(situation.terms()).zone();
    List<Stage> stages = stagesSince(state.since(), zone);
    List<Finding> open = new ArrayList<>(state.open());
    int told = state.stage();
    while (told < stages.size() && stages.get(told).at() <= moment.at()) {
      Stage stage = stages.get(told++);
      Evidence evidence = Evidence.ofInstant(stage.words(), moment.at());
      int last = open.size() - 1;
      if (last >= 0 && open.get(last).target().equals(stage.target())) {
        open.set(last, episodes.grow(open.get(last), List.of(evidence)));
      } else {
        List<Evidence> reasons = new ArrayList<>();
        if (state.contactAt() != NONE) {
          reasons.add(Evidence.ofInstant("last contact", state.contactAt()));
        }
        reasons.add(Evidence.ofInstant("check-in missed", state.since()));
        reasons.add(evidence);
        open.add(episodes.open(stage.target(), moment.at(), situation, reasons));
      }
    }
    long wakeAt = told < stages.size() ? stages.get(told).at() : RuleRun.NEVER;
    return new State(state.contactAt(), state.since(), false, told, wakeAt, List.copyOf(open));
  }

  @Override
  public List<Finding> open(State state) {
    return state.open();
  }

  @Override
  public long wakeAt(State state) {
    return state.wakeAt();
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("warnDays", Integer.toString(settings.warnDays()));
    parameters.put("limitDays", Integer.toString(settings.limitDays()));
    parameters.put("monthWarnDays", Integer.toString(settings.monthWarnDays()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.contactAt());
    out.writeLong(state.since());
    out.writeBoolean(state.excused());
    out.writeByte(state.stage());
    out.writeLong(state.wakeAt());
    FindingCodec.writeAll(state.open(), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readByte(),
        in.readLong(),
        FindingCodec.readAll(in));
  }
}
