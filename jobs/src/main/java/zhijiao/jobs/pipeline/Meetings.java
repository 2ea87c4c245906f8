package zhijiao.jobs.pipeline;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import zhijiao.core.alert.AlertCause;
import zhijiao.jobs.operator.MeetingMemory;
import zhijiao.jobs.operator.MeetingOperator;
import zhijiao.jobs.operator.MeetingPlaceOperator;
import zhijiao.jobs.operator.ProgramSource;
import zhijiao.jobs.operator.StayInSquare;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.rules.ColocationRule;

/**
 * From where each person stays to who is together.
 *
 * <pre>
 * stays ─▶ by square of the map: who is near whom? ─▶ by company: for how long? ─▶ findings
 * </pre>
 */
final class Meetings {

  private Meetings() {}

  static DataStream<AlertCause> attach(
      DataStream<StayInSquare> stays,
      ColocationRule rule,
      ProgramSource program,
      SupervisionPipeline.Capacity capacity) {
    MeetingMemory memory = MeetingMemory.of(program.timeline(), program.horizon());
    return stays
        .keyBy(StayInSquare::square, Types.LONG)
        .transform(
            "who is near whom",
            ZhijiaoTypes.ENCOUNTER_CHANGE,
            new MeetingPlaceOperator(rule, memory, capacity.cachedPeople()))
        .uid(Uids.MEETING_PLACES)
        .keyBy(MeetingOperator::keyOf, Types.STRING)
        .transform(
            "who is together",
            ZhijiaoTypes.ALERT_CAUSE,
            new MeetingOperator(rule, memory, capacity.cachedPeople()))
        .uid(Uids.MEETINGS);
  }
}
