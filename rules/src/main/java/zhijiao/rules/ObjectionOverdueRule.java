package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Objection.Stage;
import zhijiao.core.fact.Seat;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
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
 * Objection overdue (异议逾期未答复): a person or a relative objected and has had no answer within the days that the authority gives
 * itself, until there is one.
 */
public final class ObjectionOverdueRule implements TimelineRule<ObjectionOverdueRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "objection-overdue",
          1,
          Severity.P3,
          "an objection has not been answered in time",
          "异议逾期未答复",
          true,
          Matter.PROCEDURE,
          Audience.MANAGERS);

  /**
   * @param answerDays days within which an objection is answered, 1–60
   */
  public record Settings(int answerDays) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "answerDays",
              15,
              1,
              60,
              "days",
              "days within which an objection is answered",
              Source.chosen("the law gives the right (社区矫正法 art. 34) and no number")));
    }
  }

  private static final State NOTHING = new State(RuleRun.NEVER, List.of());

  /**
   * @param wakeAt when the next answer is due, epoch milliseconds UTC
   * @param open one for each objection that is overdue
   */
  record State(long wakeAt, List<Finding> open) {}

  private final Settings settings;

  public ObjectionOverdueRule(Settings settings) {
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
    boolean concerns = moment.what() == What.TERMS || moment.what() == What.WAKE;
    Seat seat = situation.seat();
    if (!concerns || seat == null || situation.record().objections().isEmpty()) {
      return state;
    }
    List<Finding> open = new ArrayList<>();
    long wakeAt = RuleRun.NEVER;
    for (Objection filed : waiting(situation.record().objections())) {
      long due = due(filed, seat.zone());
      if (due > moment.at()) {
        wakeAt = Math.min(wakeAt, due);
        continue;
      }
      Finding stands = find(filed.objectionId(), state.open());
      open.add(
          stands != null
              ? stands
              : episodes.open(
                  filed.objectionId(),
                  due,
                  situation,
                  List.of(Evidence.ofFact(filed, "no answer", due))));
    }
    for (Finding finding : state.open()) {
      if (find(finding.target(), open) == null) {
        episodes.end(finding, moment.at(), moment.evidence());
      }
    }
    return new State(wakeAt, List.copyOf(open));
  }

  private static List<Objection> waiting(List<Objection> objections) {
    List<Objection> waiting = new ArrayList<>();
    for (Objection objection : objections) {
      waiting.removeIf(other -> other.objectionId().equals(objection.objectionId()));
      if (objection.stage() == Stage.FILED) {
        waiting.add(objection);
      }
    }
    return waiting;
  }

  private long due(Objection filed, ZoneId zone) {
    return Instant.ofEpochMilli(filed.occurredAt())
        .atZone(zone)
        .plusDays(settings.answerDays())
        .toInstant()
        .toEpochMilli();
  }

  private static @Nullable Finding find(String target, List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.target().equals(target)) {
        return finding;
      }
    }
    return null;
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
    parameters.put("answerDays", Integer.toString(settings.answerDays()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.wakeAt());
    FindingCodec.writeAll(state.open(), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(in.readLong(), FindingCodec.readAll(in));
  }
}
