package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
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
import zhijiao.core.statistics.Median;

/**
 * Night shift (昼伏夜出): in each of three nights in a row the person was away from home for a far greater share of the night than
 * in the person's own four weeks before, until a night that is as the others were.
 *
 * <p>Nobody is compared with anybody else: who works by night has nights like that in those weeks, and who has them more than
 * once in four nights has the habit of it. Nights that were not seen whole, and nights of leave, are left out, and without
 * enough nights nothing is said. What is usual is the median, and how far nights differ their median deviation from it: a few
 * odd nights hide no others. Nights that were told are not what later ones are compared with.
 */
public final class NightShiftRule implements TimelineRule<NightShiftRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "night-shift",
          3,
          Severity.P4,
          "out by night, other than in the weeks before",
          "昼伏夜出，与本人此前规律不符");

  private static final long DAY = 86_400_000L;

  /** The nights that are judged lie within so many days. */
  private static final int TOGETHER_DAYS = 7;

  /** Standard deviations in one median absolute deviation of a normal distribution. */
  private static final double NORMAL = 1.4826;

  /**
   * @param baselineDays nights of so many days before are what they are compared with, 14–56
   * @param leastNights of fewer nights nothing is said, 7–56
   * @param nights so many nights in a row, 2–5
   * @param deviations each exceeds the median of the baseline by so many standard deviations, 2–6
   * @param leastDeviationPercent a smaller standard deviation is taken to be that, 1–30
   * @param habitPercent when more of the nights of the baseline were like that, it is a habit, 5–50
   */
  public record Settings(
      int baselineDays,
      int leastNights,
      int nights,
      int deviations,
      int leastDeviationPercent,
      int habitPercent)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "baselineDays",
              28,
              14,
              56,
              "days",
              "nights of so many days before are what they are compared with",
              Source.chosen("four weeks, so that every day of the week is in it four times")),
          in.integer(
              "leastNights",
              14,
              7,
              56,
              "nights",
              "of fewer nights nothing is said",
              Source.chosen("half of the baseline; a deviation of fewer means little")),
          in.integer(
              "nights",
              3,
              2,
              5,
              "nights",
              "so many nights in a row are other than before",
              Source.chosen("a weekend is two")),
          in.integer(
              "deviations",
              3,
              2,
              6,
              "",
              "each exceeds the median of the baseline by so many standard deviations",
              Source.chosen("the usual limit of what chance explains")),
          in.integer(
              "leastDeviationPercent",
              10,
              1,
              30,
              "percent of the night",
              "a smaller standard deviation is taken to be that",
              Source.chosen("half an hour of five: who is always at home is not told for a walk")),
          in.integer(
              "habitPercent",
              25,
              5,
              50,
              "percent of the nights",
              "when more of the nights of the baseline were like that, it is a habit",
              Source.chosen("two nights of every week are more than that, and a habit")));
    }
  }

  /**
   * @param from when it began, epoch milliseconds UTC
   * @param away of a thousand fixes, so many surely away from home
   * @param told true when it was told as other than the nights before
   */
  record Night(long from, int away, boolean told) {}

  /**
   * @param nights those remembered, in order
   * @param shown a fix of each of the last ones
   * @param open the episode that goes on
   * @param limit what a night must reach for it to go on, of a thousand
   */
  record State(List<Night> nights, List<Evidence> shown, @Nullable Finding open, int limit) {}

  private static final State NOTHING = new State(List.of(), List.of(), null, 0);

  private final Settings settings;

  public NightShiftRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.NIGHT;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (!moment.targetInForce()) {
      if (state.open() != null) {
        episodes.end(state.open(), moment.at(), moment.evidence());
      }
      return NOTHING;
    }
    if (moment.what() != What.NIGHT_SEEN) {
      return state;
    }
    long from = moment.presence().since();
    int away = moment.presence().count();
    Finding open = state.open();
    boolean goesOn = open != null && away >= state.limit();
    if (open != null && !goesOn) {
      episodes.end(open, moment.at(), moment.evidence());
    }
    List<Night> nights = new ArrayList<>(state.nights());
    long oldest = from - (settings.baselineDays() + TOGETHER_DAYS) * DAY;
    nights.removeIf(night -> night.from() < oldest);
    nights.add(new Night(from, away, goesOn));
    List<Evidence> shown = new ArrayList<>(state.shown());
    shown.add(moment.evidence());
    while (shown.size() > settings.nights()) {
      shown.remove(0);
    }
    State now =
        new State(List.copyOf(nights), List.copyOf(shown), goesOn ? open : null, state.limit());
    return goesOn ? now : judged(now, moment, situation, episodes);
  }

  private State judged(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    int first = state.nights().size() - settings.nights();
    if (first < settings.leastNights()) {
      return state;
    }
    List<Night> last = state.nights().subList(first, state.nights().size());
    long begin = last.get(0).from();
    List<Night> before = new ArrayList<>(state.nights().subList(0, first));
    before.removeIf(night -> night.told() || begin - night.from() > settings.baselineDays() * DAY);
    boolean together = moment.presence().since() - begin <= TOGETHER_DAYS * DAY;
    boolean told = last.stream().anyMatch(Night::told);
    if (!together || told || before.size() < settings.leastNights()) {
      return state;
    }
    double[] usual = before.stream().mapToDouble(Night::away).toArray();
    double median = Median.of(usual);
    int limit = (int) Math.ceil(median + settings.deviations() * deviation(usual, median));
    long like = before.stream().filter(night -> night.away() >= limit).count();
    boolean habit = like * 100 > (long) before.size() * settings.habitPercent();
    if (habit || last.stream().anyMatch(night -> night.away() < limit)) {
      return state;
    }
    Finding open =
        episodes.open(
            "night",
            moment.at(),
            situation,
            state.shown(),
            Map.of(
                "sharePercent", percent(mean(last)),
                "usualPercent", percent(median),
                "usualNights", Integer.toString(before.size())));
    List<Night> marked = new ArrayList<>(state.nights().subList(0, first));
    last.forEach(night -> marked.add(new Night(night.from(), night.away(), true)));
    return new State(List.copyOf(marked), state.shown(), open, limit);
  }

  private static double mean(List<Night> nights) {
    long sum = 0;
    for (Night night : nights) {
      sum += night.away();
    }
    return sum / (double) nights.size();
  }

  /** The standard deviation of a normal distribution that has the median absolute deviation of these shares. */
  private double deviation(double[] shares, double median) {
    double[] from = Arrays.stream(shares).map(share -> Math.abs(share - median)).toArray();
    return Math.max(NORMAL * Median.of(from), settings.leastDeviationPercent() * 10);
  }

  private static String percent(double perThousand) {
    return Long.toString(Math.round(perThousand / 10));
  }

  @Override
  public List<Finding> open(State state) {
    return state.open() == null ? List.of() : List.of(state.open());
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("baselineDays", Integer.toString(settings.baselineDays()));
    parameters.put("deviations", Integer.toString(settings.deviations()));
    parameters.put("nights", Integer.toString(settings.nights()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    Compact.writeList(state.nights(), NightShiftRule::writeNight, out);
    Compact.writeList(state.shown(), FindingCodec::write, out);
    out.writeBoolean(state.open() != null);
    if (state.open() != null) {
      FindingCodec.write(state.open(), out);
    }
    out.writeInt(state.limit());
  }

  private static void writeNight(Night night, DataOutput out) throws IOException {
    Compact.writeInstant(night.from(), out);
    out.writeShort(night.told() ? -1 - night.away() : night.away());
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(
        List.copyOf(Compact.readList(NightShiftRule::readNight, in)),
        List.copyOf(Compact.readList(FindingCodec::readEvidence, in)),
        in.readBoolean() ? FindingCodec.read(in) : null,
        in.readInt());
  }

  private static Night readNight(DataInput in) throws IOException {
    long from = Compact.readInstant(in);
    int away = in.readShort();
    return away < 0 ? new Night(from, -1 - away, true) : new Night(from, away, false);
  }
}
