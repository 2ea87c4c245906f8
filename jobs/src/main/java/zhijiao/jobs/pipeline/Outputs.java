package zhijiao.jobs.pipeline;

import org.apache.flink.streaming.api.datastream.DataStream;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.Fact;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.operator.Tally;
import zhijiao.models.live.RiskScore;

/**
 * What comes out of the pipeline.
 *
 * @param alerts every change of every alert
 * @param incidents which alerts of a person are one incident, and each change of that
 * @param findings what the rules found, changed and withdrew: the causes that are not officers' acts
 * @param register terms and reports as they came in, for the register; no fix is among them
 * @param deadLetters inputs that could not be taken, with their reason
 * @param tallies what became of all inputs, as changes of counts
 * @param risk scores with features and suggested tiers, and each correction of them
 */
public record Outputs(
    DataStream<AlertEvent> alerts,
    DataStream<IncidentMember> incidents,
    DataStream<AlertCause> findings,
    DataStream<Fact> register,
    DataStream<DeadLetter> deadLetters,
    DataStream<Tally> tallies,
    DataStream<RiskScore> risk) {}
