package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.health.Silences;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Signal;
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

/**
 * Cut off again and again (疑似屏蔽): several times within some days the tag fell silent at once after a run of good satellite
 * fixes, with charge enough and not switched off, and was heard again. Tunnels and cellars announce themselves by worse
 * fixes, batteries by their reports, and a base station that was out takes its tags' losses on itself.
 *
 * <p>A matter of the device and no violation: it asks that the tag be looked at. An episode is over as soon as it is found,
 * with the report that ends the last silence; the next such loss is another one.
 */
public final class ShieldJamRule implements TimelineRule<ShieldJamRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "shield-jam",
          3,
          Severity.P2,
          "the tag is cut off again and again where reception is good",
          "信号良好时多次突然失联，疑似屏蔽",
          true,
          Matter.EQUIPMENT,
          Audience.OFFICE);

  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  /** Of a tag that is cut off all the time so many times the silences are looked at that make an episode, and no more. */
  private static final int KEPT = 3;

  /**
   * @param losses so many make an episode, 2–10
   * @param windowDays the first and the last of them lie no farther apart, 1–28
   * @param goodFixes good satellite fixes in a row before a loss, 2–60
   * @param lossMinutes a silence that is no longer is none, 10–240
   * @param emptyPercent a tag that reported less charge is taken to have died, 0–50
   */
  public record Settings(
      int losses, int windowDays, int goodFixes, int lossMinutes, int emptyPercent)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "losses",
              3,
              2,
              10,
              "",
              "so many sudden silences make an episode",
              Source.chosen("two can be chance; to be set from the tags' own silences")),
          in.integer(
              "windowDays",
              7,
              1,
              28,
              "days",
              "the first and the last of them lie no farther apart",
              Source.chosen("a pattern over days; for a week it is known when a station was out")),
          in.integer(
              "goodFixes",
              5,
              2,
              60,
              "fixes",
              "good satellite fixes in a row before a silence that is sudden",
              Source.chosen("five minutes of a tag that reports every minute")),
          in.integer(
              "lossMinutes",
              15,
              10,
              240,
              "minutes",
              "a silence that is no longer, or than two intervals of the plan, is none",
              Source.chosen("longer than an underpass, a lift or a garage")),
          in.integer(
              "emptyPercent",
              20,
              0,
              50,
              "percent",
              "a silent tag that reported less charge is taken to have died, which is told already",
              Source.chosen("the limit of low-battery")));
    }
  }

  /** One sudden silence: the last fix before it, the report that ended it, and the base station that served that fix. */
  record Loss(Evidence before, Evidence after, String station) {}

  /**
   * @param losses the sudden silences of the window, in order; the last {@link #KEPT} times the number that makes an episode
   * @param percent the charge reported last, or −1
   * @param emptyAt when the battery is empty as far as is known, epoch milliseconds UTC
   */
  record State(List<Loss> losses, int percent, long emptyAt) {}

  private static final State NOTHING = new State(List.of(), -1, Long.MAX_VALUE);

  private final Settings settings;

  public ShieldJamRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.SIGNAL;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (!moment.targetInForce() || !situation.tagAuthorised()) {
      return NOTHING;
    }
    Signal signal = Objects.requireNonNull(moment.signal(), "a moment of the signal");
    Loss loss = loss(state, moment, signal, situation);
    List<Loss> losses =
        loss == null ? state.losses() : with(loss, state.losses(), situation, episodes);
    return new State(losses, signal.batteryPercent(), signal.emptyAt());
  }

  /** The sudden silence that this report ends, or null. */
  private @Nullable Loss loss(
      State state, JudgedMoment moment, Signal signal, Situation situation) {
    Evidence before = signal.fixBefore();
    boolean report = moment.what() == What.FIX || moment.what() == What.STATUS;
    if (!report || before == null || signal.silentFrom() == Signal.NEVER) {
      return null;
    }
    long least = Math.max(settings.lossMinutes(), 2L * planned(situation)) * MINUTE;
    boolean died =
        state.percent() >= 0 && state.percent() < settings.emptyPercent()
            || state.emptyAt() <= moment.at();
    boolean sudden =
        moment.at() - signal.silentFrom() > least
            && signal.goodFixes() >= settings.goodFixes()
            && !died;
    String station = signal.stationBefore();
    return sudden ? new Loss(before, moment.evidence(), station == null ? "" : station) : null;
  }

  private static int planned(Situation situation) {
    return Objects.requireNonNull(situation.terms()).particulars().tagReportMinutes();
  }

  private List<Loss> with(Loss loss, List<Loss> before, Situation situation, Episodes episodes) {
    long at = loss.after().occurredAt();
    List<Loss> losses = new ArrayList<>(before);
    losses.removeIf(old -> at - old.after().occurredAt() > settings.windowDays() * DAY);
    losses.add(loss);
    if (losses.size() > KEPT * settings.losses()) {
      losses.remove(0);
    }
    if (losses.size() >= settings.losses()) {
      List<Evidence> evidence = new ArrayList<>();
      StringJoiner served = new StringJoiner(" ");
      for (Loss one : losses) {
        evidence.add(one.before());
        evidence.add(one.after());
        if (one.station().equals(loss.station())) {
          served.add(Long.toString(one.before().occurredAt()));
        }
      }
      Map<String, String> more = new TreeMap<>();
      more.put("losses", Integer.toString(losses.size()));
      if (!loss.station().isEmpty()) {
        more.put(Silences.STATION, loss.station());
        more.put(Silences.SILENT_FROM, served.toString());
        more.put(Silences.SPARE, Integer.toString(losses.size() - settings.losses()));
        more.put("intervalMinutes", Integer.toString(planned(situation)));
      }
      Finding found = episodes.open(Watch.TAG_TARGET, at, situation, evidence, more);
      episodes.end(found, at);
    }
    return List.copyOf(losses);
  }

  @Override
  public List<Finding> open(State state) {
    return List.of();
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("goodFixes", Integer.toString(settings.goodFixes()));
    parameters.put("lossMinutes", Integer.toString(settings.lossMinutes()));
    parameters.put("windowDays", Integer.toString(settings.windowDays()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    Compact.writeList(state.losses(), ShieldJamRule::writeLoss, out);
    out.writeInt(state.percent());
    out.writeLong(state.emptyAt());
  }

  private static void writeLoss(Loss loss, DataOutput out) throws IOException {
    FindingCodec.write(loss.before(), out);
    FindingCodec.write(loss.after(), out);
    out.writeUTF(loss.station());
  }

  @Override
  public State read(DataInput in) throws IOException {
    List<Loss> losses = List.copyOf(Compact.readList(ShieldJamRule::readLoss, in));
    return new State(losses, in.readInt(), in.readLong());
  }

  private static Loss readLoss(DataInput in) throws IOException {
    return new Loss(FindingCodec.readEvidence(in), FindingCodec.readEvidence(in), in.readUTF());
  }
}
