package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.LocalWindow;

/**
 * Check-ins at an odd hour (零点打卡): of the last seven windows that leave a person the choice of the hour, five were met within
 * thirty minutes after midnight, or all within minutes of the same edge of their window; until fewer than three are.
 *
 * <p>Only windows of six hours or more count, the first check-in in each, and none during leave: where the order itself names
 * the hour, keeping it is no trick.
 */
public final class CheckInOddHourRule implements TimelineRule<CheckInOddHourRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "check-in-odd-hour",
          1,
          Severity.P3,
          "checks in at an hour that leaves the day unwatched",
          "多在零点或时段边缘打卡，其余时间无从核实");

  private static final int DAY_SECONDS = 86_400;

  /**
   * @param ofLast so many windows that were met are looked at, 3–30
   * @param atLeast so many of them make a habit, 2–30, not above {@code ofLast}
   * @param goesOnWith and while so many are left it goes on, 1–30, not above {@code atLeast}
   * @param afterMidnightMinutes a check-in so soon after midnight is odd, 1–120
   * @param edgeMinutes so near to the edge of a window it hugs that edge, 1–60
   * @param spreadMinutes check-ins that hug an edge differ by no more, 0–60
   * @param longWindowHours shorter windows are not looked at, 2–24
   */
  public record Settings(
      int ofLast,
      int atLeast,
      int goesOnWith,
      int afterMidnightMinutes,
      int edgeMinutes,
      int spreadMinutes,
      int longWindowHours)
      implements Serializable {

    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      Settings read =
          new Settings(
              in.integer(
                  "ofLast",
                  7,
                  3,
                  30,
                  "",
                  "so many windows that were met are looked at",
                  Source.chosen("a week of one check-in a day")),
              in.integer(
                  "atLeast",
                  5,
                  2,
                  30,
                  "",
                  "so many of them make a habit",
                  Source.chosen("more often than not, with two days of another life")),
              in.integer(
                  "goesOnWith",
                  3,
                  1,
                  30,
                  "",
                  "while so many of them are left the habit goes on",
                  Source.chosen("two days of another life neither end a habit nor begin it anew")),
              in.integer(
                  "afterMidnightMinutes",
                  30,
                  1,
                  120,
                  "minutes",
                  "a check-in so soon after midnight is odd",
                  Source.chosen("the trick of Yunyang was 00:0x every night")),
              in.integer(
                  "edgeMinutes",
                  10,
                  1,
                  60,
                  "minutes",
                  "a check-in so near to the edge of its window hugs that edge",
                  Source.chosen("a thirty-sixth of the shortest window that counts")),
              in.integer(
                  "spreadMinutes",
                  3,
                  0,
                  60,
                  "minutes",
                  "check-ins that hug an edge differ by no more",
                  Source.chosen("people who are only punctual differ by more")),
              in.integer(
                  "longWindowHours",
                  6,
                  2,
                  24,
                  "hours",
                  "in a shorter window the order names the hour, not the person",
                  Source.chosen("half a waking day")));
      in.require(read.atLeast <= read.ofLast, "atLeast", "it must not be above ofLast");
      in.require(read.goesOnWith <= read.atLeast, "goesOnWith", "it must not be above atLeast");
      return read;
    }
  }

  /**
   * A window that was met.
   *
   * @param clockSeconds local time of the check-in, seconds of the day
   * @param afterBegin seconds from the beginning of the window
   * @param beforeEnd seconds to its end; negative in its grace
   */
  record Met(Evidence evidence, int clockSeconds, int afterBegin, int beforeEnd) {

    long begin() {
      return evidence.occurredAt() - afterBegin * 1000L;
    }
  }

  /**
   * @param met the windows that were met last, in timeline order
   * @param finding the habit that goes on
   */
  record State(List<Met> met, @Nullable Finding finding) {}

  private static final State NOTHING = new State(List.of(), null);

  private final Settings settings;

  public CheckInOddHourRule(Settings settings) {
    this.settings = settings;
  }

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
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (!moment.targetInForce()) {
      if (state.finding() != null) {
        episodes.end(state.finding(), moment.at(), moment.evidence());
      }
      return NOTHING;
    }
    if (moment.what() != What.CHECK_IN || moment.onLeave() || isOfWrongClock(moment)) {
      return state;
    }
    Met met = met(moment, Objects.requireNonNull(situation.terms()));
    int known = state.met().size();
    if (met == null
        || known > 0 && state.met().get(known - 1).begin() / 1000 == met.begin() / 1000) {
      return state;
    }
    List<Met> last = new ArrayList<>(state.met());
    last.add(met);
    if (last.size() > settings.ofLast()) {
      last.remove(0);
    }
    last = List.copyOf(last);
    Finding finding = state.finding();
    List<Evidence> habit =
        habit(last, finding == null ? settings.atLeast() : settings.goesOnWith());
    if (finding == null && !habit.isEmpty()) {
      finding = episodes.open(Watch.CHECK_IN_TARGET, moment.at(), situation, habit);
    } else if (finding != null && habit.isEmpty()) {
      episodes.end(finding, moment.at(), moment.evidence());
      finding = null;
    }
    return new State(last, finding);
  }

  private static boolean isOfWrongClock(JudgedMoment moment) {
    return Doubt.of(Objects.requireNonNull(moment.fact())) != null;
  }

  /** The long window that a check-in falls into, grace included, or null; which kind of day it is does not matter. */
  private @Nullable Met met(JudgedMoment moment, OrderTerms terms) {
    CheckInPlan plan = Objects.requireNonNull(terms.checkIns());
    int clock =
        Instant.ofEpochMilli(moment.at()).atZone(terms.zone()).toLocalTime().toSecondOfDay();
    List<LocalWindow> windows = new ArrayList<>(plan.schedule().workdays());
    windows.addAll(plan.schedule().restDays());
    Met late = null;
    for (LocalWindow window : windows) {
      int from = window.from().toSecondOfDay();
      int length = Math.floorMod(window.until().toSecondOfDay() - from - 1, DAY_SECONDS) + 1;
      int after = Math.floorMod(clock - from, DAY_SECONDS);
      if (length < settings.longWindowHours() * 3600) {
        continue;
      }
      Met met = new Met(moment.evidence(), clock, after, length - after);
      if (after < length) {
        return met;
      }
      if (late == null && after <= length + plan.graceMinutes() * 60) {
        late = met;
      }
    }
    return late;
  }

  /** What makes the habit, or nothing when there is none. */
  private List<Evidence> habit(List<Met> met, int enough) {
    List<Met> midnight = new ArrayList<>();
    List<Met> first = new ArrayList<>();
    List<Met> last = new ArrayList<>();
    for (Met one : met) {
      if (one.clockSeconds() < settings.afterMidnightMinutes() * 60) {
        midnight.add(one);
      }
      if (one.afterBegin() < settings.edgeMinutes() * 60) {
        first.add(one);
      }
      if (Math.abs(one.beforeEnd()) <= settings.edgeMinutes() * 60) {
        last.add(one);
      }
    }
    if (midnight.size() >= enough) {
      return evidence(midnight);
    }
    if (hugs(first.stream().mapToInt(Met::afterBegin).sorted().toArray(), enough)) {
      return evidence(first);
    }
    return hugs(last.stream().mapToInt(Met::beforeEnd).sorted().toArray(), enough)
        ? evidence(last)
        : List.of();
  }

  /** True when enough of the distances from an edge lie close together. */
  private boolean hugs(int[] sorted, int enough) {
    for (int i = 0; i + enough <= sorted.length; i++) {
      if (sorted[i + enough - 1] - sorted[i] <= settings.spreadMinutes() * 60) {
        return true;
      }
    }
    return false;
  }

  private static List<Evidence> evidence(List<Met> met) {
    return met.stream().map(Met::evidence).toList();
  }

  @Override
  public List<Finding> open(State state) {
    return TimelineRule.atMostOne(state.finding());
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("ofLast", Integer.toString(settings.ofLast()));
    parameters.put("atLeast", Integer.toString(settings.atLeast()));
    parameters.put("goesOnWith", Integer.toString(settings.goesOnWith()));
    parameters.put("afterMidnightMinutes", Integer.toString(settings.afterMidnightMinutes()));
    parameters.put("edgeMinutes", Integer.toString(settings.edgeMinutes()));
    parameters.put("spreadMinutes", Integer.toString(settings.spreadMinutes()));
    parameters.put("longWindowHours", Integer.toString(settings.longWindowHours()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    Compact.writeList(state.met(), CheckInOddHourRule::write, out);
    out.writeBoolean(state.finding() != null);
    if (state.finding() != null) {
      FindingCodec.write(state.finding(), out);
    }
  }

  private static void write(Met met, DataOutput out) throws IOException {
    FindingCodec.write(met.evidence(), out);
    Compact.writeUnsigned(met.clockSeconds(), out);
    Compact.writeUnsigned(met.afterBegin(), out);
    Compact.writeSigned(met.beforeEnd(), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    List<Met> met = List.copyOf(Compact.readList(CheckInOddHourRule::readMet, in));
    return new State(met, in.readBoolean() ? FindingCodec.read(in) : null);
  }

  private static Met readMet(DataInput in) throws IOException {
    return new Met(
        FindingCodec.readEvidence(in),
        (int) Compact.readUnsigned(in),
        (int) Compact.readUnsigned(in),
        (int) Compact.readSigned(in));
  }
}
