package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.Activity.Type;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.ActivityPolicy;
import zhijiao.core.fact.OrderTerms;
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
 * Activity shortfall (教育学习、公益活动时长不足): on a Monday, or when the month is over, less study or service has been entered than
 * was owed by then, by the days of the month. It ends when enough is entered, or with the next Monday after the month.
 *
 * <p>Each whole day on which hours are owed counts for its share of the month; a day that leave, custody or hospital touches
 * counts for nothing. Before the month is over the last days are not asked for yet.
 */
public final class ActivityShortfallRule implements TimelineRule<ActivityShortfallRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "activity-shortfall",
          1,
          Severity.P4,
          "less study or public-benefit service than is owed",
          "教育学习、公益活动时长不足",
          true,
          Matter.CONDUCT,
          Audience.OFFICE);

  /**
   * Hours a month by tier, 0–120, where an order says nothing.
   *
   * @param daysNotAsked so many of the last days are not asked for before the month is over, 0–27
   */
  public record Settings(
      int strictStudyHours,
      int strictServiceHours,
      int generalStudyHours,
      int generalServiceHours,
      int lenientStudyHours,
      int lenientServiceHours,
      int daysNotAsked)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          hours(in, "strictStudyHours", "study owed in a month, tier 严管"),
          hours(in, "strictServiceHours", "public-benefit service owed in a month, tier 严管"),
          hours(in, "generalStudyHours", "study owed in a month, tier 普管"),
          hours(in, "generalServiceHours", "public-benefit service owed in a month, tier 普管"),
          hours(in, "lenientStudyHours", "study owed in a month, tier 宽管"),
          hours(in, "lenientServiceHours", "public-benefit service owed in a month, tier 宽管"),
          in.integer(
              "daysNotAsked",
              7,
              0,
              27,
              "days",
              "so many of the last days are not asked for before the month is over",
              Source.chosen("classes are weekly, and hours are entered days later")));
    }

    /** What a regulation asks of each tier; as shipped, nothing. */
    public ActivityPolicy policy() {
      return new ActivityPolicy(
          duty(strictStudyHours, strictServiceHours),
          duty(generalStudyHours, generalServiceHours),
          duty(lenientStudyHours, lenientServiceHours));
    }

    private static ActivityDuty duty(int studyHours, int serviceHours) {
      return new ActivityDuty(60 * studyHours, 60 * serviceHours);
    }

    private static int hours(SettingsReader in, String name, String meaning) {
      return in.integer(
          name,
          0,
          0,
          ActivityDuty.MOST_MINUTES / 60,
          "h",
          meaning + ", where the order says nothing",
          Source.law(
              "left to provinces: 社区矫正法 art. 36, 42 fix no hours, and the 8 h of 2012 are repealed"));
    }
  }

  /**
   * Minutes of either kind.
   *
   * @param study minutes
   * @param service minutes
   */
  record Sums(int study, int service) {
    static final Sums NONE = new Sums(0, 0);

    int of(Type type) {
      return type == Type.STUDY ? study : service;
    }

    Sums plus(Type type, int minutes) {
      return type == Type.STUDY
          ? new Sums(study + minutes, service)
          : new Sums(study, service + minutes);
    }
  }

  /**
   * Of one month, from when hours were first owed in it.
   *
   * @param day the local day that goes on, epoch day
   * @param owed a month, as things stand
   * @param least the least that was owed a month at any time of the day that goes on
   * @param due what was owed a month, summed over the whole days that are over
   * @param done minutes entered
   * @param wakeAt when the day is over
   */
  record State(
      long day,
      ActivityDuty owed,
      ActivityDuty least,
      Sums due,
      Sums done,
      long wakeAt,
      List<Finding> open) {}

  private static final State NOTHING =
      new State(
          Long.MIN_VALUE,
          ActivityDuty.NONE,
          ActivityDuty.NONE,
          Sums.NONE,
          Sums.NONE,
          RuleRun.NEVER,
          List.of());

  private final Settings settings;

  public ActivityShortfallRule(Settings settings) {
    this.settings = settings;
  }

  /** What a regulation asks of each tier. */
  public ActivityPolicy policy() {
    return settings.policy();
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

  /** Target of what is found of one kind. */
  static String target(Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    OrderTerms terms = situation.terms();
    if (terms == null) {
      state.open().forEach(finding -> episodes.end(finding, moment.at(), moment.evidence()));
      return NOTHING;
    }
    ActivityDuty duty = settings.policy().dutyUnder(terms);
    ActivityDuty owed = situation.onLeave() ? ActivityDuty.NONE : duty;
    if (state.equals(NOTHING)) {
      boolean intake = situation.record().supervisedSince() == moment.at();
      return duty.equals(ActivityDuty.NONE)
          ? NOTHING
          : begun(moment.at(), owed, intake, terms.zone());
    }
    return switch (moment.what()) {
      case TERMS ->
          new State(
              state.day(),
              owed,
              state.least().least(owed),
              state.due(),
              state.done(),
              state.wakeAt(),
              state.open());
      case REPORTED ->
          moment.fact() instanceof Activity activity
              ? entered(activity, state, moment, terms.zone(), episodes)
              : state;
      case WAKE -> dayOver(state, moment, duty, owed, situation, terms.zone(), episodes);
      default -> state;
    };
  }

  /**
   * Hours are owed from the day after intake on, or from midnight; what begins in the course of a month otherwise, or was not
   * seen from its beginning, is asked for from the next month on.
   */
  private static State begun(long at, ActivityDuty owed, boolean intake, ZoneId zone) {
    LocalDate day = date(at, zone);
    boolean wholeDay = startOf(day, zone) == at;
    boolean counts = intake || wholeDay && day.getDayOfMonth() == 1;
    LocalDate next = counts ? day.plusDays(1) : YearMonth.from(day).plusMonths(1).atDay(1);
    return new State(
        day.toEpochDay(),
        owed,
        counts && wholeDay ? owed : ActivityDuty.NONE,
        Sums.NONE,
        Sums.NONE,
        startOf(next, zone),
        List.of());
  }

  private State entered(
      Activity activity, State state, JudgedMoment moment, ZoneId zone, Episodes episodes) {
    Type type = activity.type();
    Sums done = state.done().plus(type, activity.minutes());
    YearMonth month = YearMonth.from(LocalDate.ofEpochDay(state.day()));
    List<Finding> open = new ArrayList<>(state.open());
    Finding found = find(type, open);
    boolean isShort = isShort(month, state.due().of(type), done.of(type), notAsked(state, type));
    if (found != null && monthOf(found, zone).equals(month) && !isShort) {
      episodes.end(found, moment.at(), moment.evidence());
      open.remove(found);
    }
    return new State(
        state.day(), state.owed(), state.least(), state.due(), done, state.wakeAt(), open);
  }

  /** The day is counted, and looked back on when a week or a month ends with it. */
  private State dayOver(
      State state,
      JudgedMoment moment,
      ActivityDuty duty,
      ActivityDuty owed,
      Situation situation,
      ZoneId zone,
      Episodes episodes) {
    LocalDate next = date(moment.at(), zone);
    YearMonth month = YearMonth.from(LocalDate.ofEpochDay(state.day()));
    boolean closes = !YearMonth.from(next).equals(month);
    Sums due =
        state
            .due()
            .plus(Type.STUDY, state.least().studyMinutes())
            .plus(Type.SERVICE, state.least().serviceMinutes());
    Sums done = state.done();
    List<Finding> open = new ArrayList<>(state.open());
    if (closes || next.getDayOfWeek() == DayOfWeek.MONDAY) {
      for (Type type : Type.values()) {
        int notAsked = closes ? 0 : notAsked(state, type);
        Finding found = find(type, open);
        if (found != null && !monthOf(found, zone).equals(month)) {
          episodes.end(found, moment.at(), moment.evidence());
          open.remove(found);
          found = null;
        }
        if (owed.minutes(type) == 0 || !isShort(month, due.of(type), done.of(type), notAsked)) {
          if (found != null) {
            episodes.end(found, moment.at(), moment.evidence());
            open.remove(found);
          }
          continue;
        }
        Evidence evidence = evidence(type, month, due.of(type) - notAsked, done.of(type), moment);
        if (found == null) {
          open.add(episodes.open(target(type), moment.at(), situation, List.of(evidence)));
        } else if (closes) {
          open.set(open.indexOf(found), episodes.grow(found, List.of(evidence)));
        }
      }
    }
    if (closes && duty.equals(ActivityDuty.NONE)) {
      return NOTHING;
    }
    if (closes) {
      due = Sums.NONE;
      done = Sums.NONE;
    }
    return new State(
        next.toEpochDay(), owed, owed, due, done, startOf(next.plusDays(1), zone), open);
  }

  /** What the last days ask for, summed as {@link State#due} is. */
  private int notAsked(State state, Type type) {
    return settings.daysNotAsked() * state.owed().minutes(type);
  }

  private static boolean isShort(YearMonth month, int due, int done, int notAsked) {
    return done * month.lengthOfMonth() < due - notAsked;
  }

  private static Evidence evidence(
      Type type, YearMonth month, int due, int done, JudgedMoment moment) {
    int minutes = due / month.lengthOfMonth();
    String words = target(type) + ": " + done + " of " + minutes + " minutes due in " + month;
    return Evidence.ofInstant(words, moment.at());
  }

  private static @Nullable Finding find(Type type, List<Finding> open) {
    for (Finding finding : open) {
      if (finding.target().equals(target(type))) {
        return finding;
      }
    }
    return null;
  }

  /** The month that was looked back on when it was found, at its end at the latest. */
  private static YearMonth monthOf(Finding finding, ZoneId zone) {
    return YearMonth.from(date(finding.openedAt() - 1, zone));
  }

  private static LocalDate date(long at, ZoneId zone) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(at), zone);
  }

  private static long startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
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
    OrderTerms terms = situation.terms();
    if (terms != null) {
      ActivityDuty duty = settings.policy().dutyUnder(terms);
      parameters.put("studyMinutes", Integer.toString(duty.studyMinutes()));
      parameters.put("serviceMinutes", Integer.toString(duty.serviceMinutes()));
    }
    parameters.put("daysNotAsked", Integer.toString(settings.daysNotAsked()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    boolean nothing = state.equals(NOTHING);
    out.writeBoolean(nothing);
    if (nothing) {
      return;
    }
    Compact.writeSigned(state.day(), out);
    write(state.owed(), out);
    write(state.least(), out);
    write(state.due(), out);
    write(state.done(), out);
    Compact.writeInstant(state.wakeAt(), out);
    FindingCodec.writeAll(state.open(), out);
  }

  private static void write(ActivityDuty duty, DataOutput out) throws IOException {
    Compact.writeUnsigned(duty.studyMinutes(), out);
    Compact.writeUnsigned(duty.serviceMinutes(), out);
  }

  private static void write(Sums sums, DataOutput out) throws IOException {
    Compact.writeUnsigned(sums.study(), out);
    Compact.writeUnsigned(sums.service(), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    if (in.readBoolean()) {
      return NOTHING;
    }
    return new State(
        Compact.readSigned(in),
        readDuty(in),
        readDuty(in),
        readSums(in),
        readSums(in),
        Compact.readInstant(in),
        FindingCodec.readAll(in));
  }

  private static ActivityDuty readDuty(DataInput in) throws IOException {
    return new ActivityDuty(Compact.readSize(in), Compact.readSize(in));
  }

  private static Sums readSums(DataInput in) throws IOException {
    return new Sums(Compact.readSize(in), Compact.readSize(in));
  }
}
