package zhijiao.jobs.pipeline;

import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.health.SourceNote;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.RiskInput;
import zhijiao.jobs.operator.AlertDesk;
import zhijiao.jobs.operator.ClockOperator;
import zhijiao.jobs.operator.HealthOperator;
import zhijiao.jobs.operator.IncidentOperator;
import zhijiao.jobs.operator.ProgramSource;
import zhijiao.jobs.operator.PromotionCheck;
import zhijiao.jobs.operator.RiskOperator;
import zhijiao.jobs.operator.Router;
import zhijiao.jobs.operator.StayInSquare;
import zhijiao.jobs.operator.SuspensionOperator;
import zhijiao.jobs.operator.TagOperator;
import zhijiao.jobs.operator.Tally;
import zhijiao.jobs.operator.TimelineOperator;
import zhijiao.jobs.operator.ToProtected;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.models.live.RiskCase;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.Violation;
import zhijiao.rules.ColocationRule;

/**
 * From arrivals to alerts.
 *
 * <pre>
 * arrivals ─▶ router ─┬─▶ by tag: whose is it? ─┬─▶ by person: timeline, rules ─▶ findings ───────────────┬─▶ by person: suspended? ─┬─▶ by alert: desk ─▶ alerts ─▶ by person: incidents
 *                     ├─▶ by source: its clock? ┤                 │                                         │          ▲               │
 *                     ├─────────────────────────┘                 ├─▶ by square, by pair: who is together? ─┤          │               │
 *                     ├─▶ positions of protected persons ──────────┼─▶ by protected person: who is near? ───┤          │               │
 *                     ├─▶ which sources were heard ────────────────┴─▶ by source: silences held back ───────┘          │               │
 *                     ├─▶ suspensions ─────────────────────────────────────────────────────────────────────────────────┘               │
 *                     └─▶ officers' acts ──────────────────────────────────────────────────────────────────────────────────────────────┘
 *
 * what features read, and confirmed alerts, and promoted models ─▶ by person: risk ─▶ scores, suggested tiers
 * </pre>
 */
public final class SupervisionPipeline {

  private static final TypeInformation<Tally> TALLY = TypeInformation.of(Tally.class);

  private SupervisionPipeline() {}

  /**
   * How much each subtask holds on its heap.
   *
   * @param cachedPeople people and tags, whose state is read and written once per checkpoint instead of once per fact
   * @param cachedAlerts alerts
   */
  public record Capacity(int cachedPeople, int cachedAlerts) {
    public static final Capacity DEFAULT = new Capacity(100_000, 20_000);
  }

  /**
   * Attaches the pipeline to arrivals that carry watermarks.
   *
   * @param arrivals with watermarks made from {@link Arrival#clock()}
   */
  public static Outputs attach(
      DataStream<Arrival> arrivals, ProgramSource program, Capacity capacity) {
    return attach(arrivals, null, null, program, capacity);
  }

  /**
   * The same, with models that score, and with what was told before.
   *
   * @param told alert events as they were told, by this run and by those before it; null when a failed run leaves nothing behind
   * @param promotions texts of promotions from one subtask; null when no model is ever to score
   */
  public static Outputs attach(
      DataStream<Arrival> arrivals,
      @Nullable DataStream<AlertCause> told,
      @Nullable DataStream<String> promotions,
      ProgramSource program,
      Capacity capacity) {
    OutputTag<Arrival> toTags = new OutputTag<>("to-tags", ZhijiaoTypes.ARRIVAL);
    OutputTag<Arrival> toClocks = new OutputTag<>("to-clocks", ZhijiaoTypes.ARRIVAL);
    OutputTag<Arrival> toAlerts = new OutputTag<>("to-alerts", ZhijiaoTypes.ARRIVAL);
    OutputTag<Arrival> toSuspensions = new OutputTag<>("to-suspensions", ZhijiaoTypes.ARRIVAL);
    OutputTag<Fact> register = new OutputTag<>("register", ZhijiaoTypes.FACT);
    OutputTag<ToProtected> toProtected = new OutputTag<>("to-protected", ZhijiaoTypes.TO_PROTECTED);
    OutputTag<DeadLetter> deadLetters = new OutputTag<>("dead-letters", ZhijiaoTypes.DEAD_LETTER);
    OutputTag<SourceNote> notes = new OutputTag<>("source-notes", ZhijiaoTypes.SOURCE_NOTE);
    OutputTag<Tally> tallies = new OutputTag<>("tallies", TALLY);

    SingleOutputStreamOperator<Addressed> routed =
        arrivals
            .transform(
                "route",
                ZhijiaoTypes.ADDRESSED,
                new Router(
                    program.zoneIds(),
                    program.history(),
                    toTags,
                    toClocks,
                    toAlerts,
                    toSuspensions,
                    program.policy(),
                    register,
                    toProtected,
                    deadLetters,
                    notes,
                    tallies))
            .uid(Uids.ROUTER)
            .setParallelism(arrivals.getParallelism());

    SingleOutputStreamOperator<Addressed> bound =
        routed
            .getSideOutput(toTags)
            .keyBy(SupervisionPipeline::tagOf, Types.STRING)
            .transform(
                "whose tag",
                ZhijiaoTypes.ADDRESSED,
                new TagOperator(
                    program.timeline().sealedHoldHours(),
                    program.health(),
                    capacity.cachedPeople(),
                    notes,
                    tallies))
            .uid(Uids.TAGS);

    OutputTag<AlertCause> wrongClocks = new OutputTag<>("wrong-clocks", ZhijiaoTypes.ALERT_CAUSE);
    SingleOutputStreamOperator<Addressed> dated =
        routed
            .getSideOutput(toClocks)
            .keyBy(ClockOperator::sourceOf, Types.STRING)
            .transform(
                "whose clock is right",
                ZhijiaoTypes.ADDRESSED,
                new ClockOperator(
                    program.health(),
                    program.timeline().keptMillis(),
                    capacity.cachedPeople(),
                    notes,
                    wrongClocks,
                    tallies))
            .uid(Uids.CLOCKS);

    OutputTag<StayInSquare> stays = new OutputTag<>("stays", ZhijiaoTypes.STAY_IN_SQUARE);
    OutputTag<ToProtected> traces = new OutputTag<>("traces", ZhijiaoTypes.TO_PROTECTED);
    ColocationRule colocation = program.rules().join(ColocationRule.class);
    SingleOutputStreamOperator<AlertCause> judged =
        routed
            .union(bound, dated)
            .keyBy(addressed -> addressed.subject().pseudonym(), Types.STRING)
            .transform(
                "judge timelines",
                ZhijiaoTypes.ALERT_CAUSE,
                new TimelineOperator(
                    program,
                    capacity.cachedPeople(),
                    deadLetters,
                    notes,
                    tallies,
                    stays,
                    colocation.metres(),
                    traces))
            .uid(Uids.TIMELINES);
    SingleOutputStreamOperator<AlertCause> released =
        routed
            .getSideOutput(notes)
            .union(
                bound.getSideOutput(notes), dated.getSideOutput(notes), judged.getSideOutput(notes))
            .keyBy(SourceNote::source, Types.STRING)
            .transform(
                "source health",
                ZhijiaoTypes.ALERT_CAUSE,
                new HealthOperator(
                    program.health(), program.horizon().until(), capacity.cachedPeople()))
            .uid(Uids.HEALTH);
    SingleOutputStreamOperator<AlertCause> protections =
        Protections.attach(
            routed.getSideOutput(toProtected),
            judged.getSideOutput(traces),
            program,
            capacity,
            deadLetters,
            tallies);
    DataStream<AlertCause> findings =
        judged.union(
            released,
            dated.getSideOutput(wrongClocks),
            protections,
            Meetings.attach(judged.getSideOutput(stays), colocation, program, capacity));

    DataStream<AlertCause> acts =
        routed
            .getSideOutput(toAlerts)
            .map(SupervisionPipeline::actOf)
            .returns(ZhijiaoTypes.ALERT_CAUSE)
            .name("officers' acts");

    SingleOutputStreamOperator<AlertCause> suspended =
        findings
            .union(
                routed
                    .getSideOutput(toSuspensions)
                    .map(SupervisionPipeline::suspensionOf)
                    .returns(ZhijiaoTypes.ALERT_CAUSE)
                    .name("suspensions"))
            .keyBy(SuspensionOperator::personOf, Types.STRING)
            .transform(
                "suspended rules",
                ZhijiaoTypes.ALERT_CAUSE,
                new SuspensionOperator(capacity.cachedAlerts(), tallies))
            .uid(Uids.SUSPENSIONS);

    SingleOutputStreamOperator<AlertEvent> alerts =
        (told == null ? suspended.union(acts) : suspended.union(acts, told))
            .keyBy(cause -> cause.alert().bits(), Types.LONG)
            .transform(
                "alert desk",
                ZhijiaoTypes.ALERT_EVENT,
                new AlertDesk(program.policy(), capacity.cachedAlerts(), tallies))
            .uid(Uids.ALERT_DESK);

    SingleOutputStreamOperator<IncidentMember> incidents =
        alerts
            .keyBy(event -> event.alert().key().subject().pseudonym(), Types.STRING)
            .transform(
                "incidents",
                ZhijiaoTypes.INCIDENT_MEMBER,
                new IncidentOperator(program.policy(), capacity.cachedAlerts()))
            .uid(Uids.INCIDENTS);

    KeyedStream<RiskInput, String> risky =
        routed
            .flatMap(SupervisionPipeline::addressedToRisk)
            .returns(ZhijiaoTypes.RISK_INPUT)
            .name("facts for features")
            .setParallelism(arrivals.getParallelism())
            .union(
                routed
                    .getSideOutput(toClocks)
                    .flatMap(SupervisionPipeline::toRisk)
                    .returns(ZhijiaoTypes.RISK_INPUT)
                    .name("reports for features")
                    .setParallelism(arrivals.getParallelism()),
                alerts
                    .flatMap(new Confirmations(program.policy().lasting()))
                    .returns(ZhijiaoTypes.RISK_INPUT)
                    .name("confirmed violations"))
            .keyBy(RiskInput::person, Types.STRING);
    RiskOperator scoring = new RiskOperator(program, capacity.cachedPeople());
    DataStream<DeadLetter> refused =
        routed
            .getSideOutput(deadLetters)
            .union(judged.getSideOutput(deadLetters), protections.getSideOutput(deadLetters));
    SingleOutputStreamOperator<RiskScore> risk;
    if (promotions == null) {
      risk = risky.transform("risk", ZhijiaoTypes.RISK_SCORE, scoring);
    } else {
      SingleOutputStreamOperator<String> good =
          promotions
              .process(new PromotionCheck(deadLetters))
              .returns(Types.STRING)
              .name("check promotions")
              .setParallelism(1);
      refused = refused.union(good.getSideOutput(deadLetters));
      risk = risky.connect(good.broadcast()).transform("risk", ZhijiaoTypes.RISK_SCORE, scoring);
      TwoInputTransformation<?, ?, ?> both =
          (TwoInputTransformation<?, ?, ?>) risk.getTransformation();
      both.setStateKeyType(Types.STRING);
      keyFirst(both);
    }
    risk.uid(Uids.RISK);

    return new Outputs(
        alerts,
        incidents,
        findings,
        routed.getSideOutput(register),
        refused,
        routed
            .getSideOutput(tallies)
            .union(
                bound.getSideOutput(tallies),
                dated.getSideOutput(tallies),
                judged.getSideOutput(tallies),
                suspended.getSideOutput(tallies),
                protections.getSideOutput(tallies),
                alerts.getSideOutput(tallies)),
        risk);
  }

  /** Promotions are for everybody and have no key. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void keyFirst(TwoInputTransformation both) {
    KeySelector<RiskInput, String> person = RiskInput::person;
    both.setStateKeySelectors(person, null);
  }

  private static void addressedToRisk(Addressed addressed, Collector<RiskInput> out) {
    toRisk(addressed.arrival(), out);
  }

  private static void toRisk(Arrival arrival, Collector<RiskInput> out) {
    if (arrival.fact() instanceof SubjectFact fact && RiskCase.reads(fact)) {
      out.collect(RiskInput.of(fact));
    }
  }

  /** Alerts that an officer confirmed at some time. */
  private record Confirmations(Set<String> lasting)
      implements FlatMapFunction<AlertEvent, RiskInput> {

    @Override
    public void flatMap(AlertEvent event, Collector<RiskInput> out) {
      Violation violation = Violation.of(event.alert(), event.revision(), lasting);
      if (violation != null) {
        out.collect(RiskInput.of(violation));
      }
    }
  }

  private static String tagOf(Arrival arrival) {
    Fact fact = Objects.requireNonNull(arrival.fact());
    return fact instanceof TagFact report ? report.tag() : ((TagBinding) fact).tag();
  }

  private static AlertCause actOf(Arrival arrival) {
    return new AlertCause.Act((OfficerAction) Objects.requireNonNull(arrival.fact()));
  }

  private static AlertCause suspensionOf(Arrival arrival) {
    return new AlertCause.Suspended(
        null, (SuspensionChange) Objects.requireNonNull(arrival.fact()));
  }
}
