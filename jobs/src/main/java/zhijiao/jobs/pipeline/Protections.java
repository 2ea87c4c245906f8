package zhijiao.jobs.pipeline;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import zhijiao.core.alert.AlertCause;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.operator.MeetingMemory;
import zhijiao.jobs.operator.ProgramSource;
import zhijiao.jobs.operator.ProximityOperator;
import zhijiao.jobs.operator.Tally;
import zhijiao.jobs.operator.ToProtected;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.rules.VictimProximityRule;

/**
 * From positions of protected persons, and the fixes of those who must keep away, to who came near.
 *
 * <pre>
 * positions ───────────────────────────┬─▶ by protected person: how far? ─▶ findings, without a place
 * timelines of who must keep away ─────┘
 * </pre>
 */
final class Protections {

  private Protections() {}

  static SingleOutputStreamOperator<AlertCause> attach(
      DataStream<ToProtected> positions,
      DataStream<ToProtected> traces,
      ProgramSource program,
      SupervisionPipeline.Capacity capacity,
      OutputTag<DeadLetter> deadLetters,
      OutputTag<Tally> tallies) {
    return positions
        .union(traces)
        .keyBy(ToProtected::person, Types.STRING)
        .transform(
            "who is near a protected person",
            ZhijiaoTypes.ALERT_CAUSE,
            new ProximityOperator(
                program.rules().join(VictimProximityRule.class),
                MeetingMemory.of(program.timeline(), program.horizon()),
                capacity.cachedPeople(),
                deadLetters,
                tallies))
        .uid(Uids.PROTECTED);
  }
}
