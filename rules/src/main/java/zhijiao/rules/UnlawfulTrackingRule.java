package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Presence;
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
 * Unlawful tracking (无审批定位): a tag reports of a person although no authorisation of electronic positioning is in force, or
 * supervision has ended, until there is one, or until no more has come for a day.
 *
 * <p>It is about the authority, not the person. What the tag reported is neither judged nor kept nor shown: only that it came,
 * and how often.
 */
public final class UnlawfulTrackingRule implements TimelineRule<UnlawfulTrackingRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "unlawful-tracking",
          1,
          Severity.P1,
          "a tag is listened to without authorisation",
          "未经审批使用电子定位",
          true,
          Matter.PROCEDURE,
          Audience.MANAGERS);

  private static final String TARGET = "tag";

  /**
   * @param silenceHours hours without further data after which it is over, 1–168
   */
  public record Settings(int silenceHours) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "silenceHours",
              24,
              1,
              168,
              "hours",
              "hours without further data after which it is over",
              Source.chosen("a tag that reports at all reports within a day")));
    }
  }

  private static final State NOTHING = new State(null, 0, 0);

  /**
   * @param count reports since it opened
   * @param lastAt the last of them, epoch milliseconds UTC
   */
  record State(@Nullable Finding open, int count, long lastAt) {}

  private final Settings settings;

  public UnlawfulTrackingRule(Settings settings) {
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
    Finding open = state.open();
    return switch (moment.what()) {
      case UNLAWFUL -> came(state, moment, situation, episodes);
      case WAKE -> open == null ? state : ended(open, state, moment, episodes);
      case TERMS ->
          open != null && situation.supervised() && situation.tagAuthorised()
              ? ended(open, state, moment, episodes)
              : state;
      default -> state;
    };
  }

  private static State came(
      State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    Presence run = moment.presence();
    Finding open = state.open();
    if (open == null) {
      if (situation.seat() == null) {
        return state;
      }
      open = episodes.open(TARGET, moment.at(), situation, List.of(moment.evidence()));
    }
    return new State(open, state.count() + run.count(), Math.max(state.lastAt(), run.lastAt()));
  }

  private static State ended(Finding open, State state, JudgedMoment moment, Episodes episodes) {
    Evidence evidence =
        Evidence.ofInstant("reports without authorisation: " + state.count(), state.lastAt());
    episodes.end(open, moment.at(), evidence);
    return NOTHING;
  }

  @Override
  public List<Finding> open(State state) {
    return TimelineRule.atMostOne(state.open());
  }

  @Override
  public long wakeAt(State state) {
    return state.open() == null
        ? RuleRun.NEVER
        : state.lastAt() + settings.silenceHours() * 3_600_000L;
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("silenceHours", Integer.toString(settings.silenceHours()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    FindingCodec.writeAll(open(state), out);
    out.writeInt(state.count());
    out.writeLong(state.lastAt());
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(FindingCodec.readAtMostOne(in), in.readInt(), in.readLong());
  }
}
