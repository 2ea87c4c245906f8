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
import zhijiao.core.fact.AuthorisationChange;
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
 * Authorisation expiry (电子定位审批到期): the authorisation of electronic positioning ends within fourteen days and no renewal
 * has been decided, until one is, or until it has ended. Told once, and reminded of three days before the end.
 *
 * <p>It is a duty of the authority: nothing is said about the person.
 */
public final class AuthExpiryRule implements TimelineRule<AuthExpiryRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "auth-expiry",
          1,
          Severity.P1,
          "the authorisation of the tag is about to end",
          "电子定位审批即将到期",
          true,
          Matter.PROCEDURE,
          Audience.MANAGERS);

  /**
   * @param warnDays days before the end of an authorisation at which its end is told, 8–30
   * @param remindDays days before the end at which it is told again, 1–7
   */
  public record Settings(int warnDays, int remindDays) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      int warn =
          in.integer(
              "warnDays",
              14,
              8,
              30,
              "days",
              "days before the end of an authorisation at which its end is told",
              Source.chosen("an assessment and a decision take two weeks"));
      int remind =
          in.integer(
              "remindDays",
              3,
              1,
              7,
              "days",
              "days before the end at which it is told again",
              Source.chosen("the last working days over any weekend"));
      return new Settings(warn, remind);
    }
  }

  private static final State NOTHING = new State(0, RuleRun.NEVER, 0, null);

  /**
   * @param until end of the cover by authorisations that are known, epoch milliseconds UTC; 0 when there is none
   * @param wakeAt when the next stage begins
   * @param stage 0 nothing told, 1 told, 2 reminded
   */
  record State(long until, long wakeAt, int stage, @Nullable Finding open) {}

  private final Settings settings;

  public AuthExpiryRule(Settings settings) {
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
    long at = moment.at();
    AuthorisationChange last = situation.supervised() ? situation.record().lastCovering(at) : null;
    long until = last == null ? 0 : Objects.requireNonNull(last.grant()).validUntil();
    State now = state;
    if (until != state.until()) {
      if (state.open() != null) {
        boolean over = at >= state.until();
        episodes.end(state.open(), at, over ? ended(at) : moment.evidence());
      }
      now = new State(until, RuleRun.NEVER, 0, null);
    }
    return last == null ? NOTHING : stages(last, now, at, situation, episodes);
  }

  private State stages(
      AuthorisationChange last, State state, long at, Situation situation, Episodes episodes) {
    ZoneId zone = Objects.requireNonNull(situation.seat()).zone();
    int stage = state.stage();
    Finding open = state.open();
    long wakeAt = RuleRun.NEVER;
    int[] daysBefore = {settings.warnDays(), settings.remindDays()};
    for (int next = 1; next <= daysBefore.length; next++) {
      long begins = daysBefore(daysBefore[next - 1], state.until(), zone);
      if (next <= stage || begins <= last.occurredAt()) {
        continue;
      }
      if (begins > at) {
        wakeAt = begins;
        break;
      }
      long told =
          Math.max(
              begins,
              Math.max(
                  situation.record().authorisationsChangedAt(),
                  situation.record().supervisedSince()));
      Evidence evidence =
          Evidence.ofFact(last, daysBefore[next - 1] + " days before the end", told);
      open =
          open == null
              ? episodes.open(last.authorisationId(), told, situation, List.of(evidence))
              : episodes.grow(open, List.of(evidence));
      stage = next;
    }
    return new State(state.until(), wakeAt, stage, open);
  }

  /** The same time by the clock on the wall, so many days earlier. */
  private static long daysBefore(int days, long end, ZoneId zone) {
    return Instant.ofEpochMilli(end).atZone(zone).minusDays(days).toInstant().toEpochMilli();
  }

  private static Evidence ended(long at) {
    return Evidence.ofInstant("the authorisation has ended", at);
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
    parameters.put("remindDays", Integer.toString(settings.remindDays()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.until());
    out.writeLong(state.wakeAt());
    out.writeByte(state.stage());
    FindingCodec.writeAll(open(state), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    long until = in.readLong();
    long wakeAt = in.readLong();
    int stage = in.readByte();
    return new State(until, wakeAt, stage, FindingCodec.readAtMostOne(in));
  }
}
