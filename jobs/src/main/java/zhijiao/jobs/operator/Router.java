package zhijiao.jobs.operator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertPolicy;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.health.SourceNote;
import zhijiao.core.timeline.Outcome;
import zhijiao.jobs.governance.SettingsHistory;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.clickhouse.FactRows;

/**
 * Sends each arrival on its way: what a tag says to its tag, what a camera or terminal says to its clock, what else names a person to that person, an officer's act to its
 * alert, a protected person's place to the one object that may know it, what could not be read to the dead letters. Counts every input.
 */
public final class Router extends AbstractStreamOperator<Addressed>
    implements OneInputStreamOperator<Arrival, Addressed> {

  private static final long serialVersionUID = 1L;

  private final Set<String> zoneIds;
  private final @Nullable SettingsHistory history;
  private final OutputTag<Arrival> toTags;
  private final OutputTag<Arrival> toClocks;
  private final OutputTag<Arrival> toAlerts;
  private final OutputTag<Arrival> toSuspensions;
  private final AlertPolicy policy;
  private final OutputTag<Fact> register;
  private final OutputTag<ToProtected> toProtected;
  private final OutputTag<DeadLetter> deadLetters;
  private final OutputTag<SourceNote> notes;
  private final OutputTag<Tally> tallies;
  private transient TallyBoard board;
  private transient FeedGate gate;

  /** Those that came since this task began: a copy of an older one is counted as a fact once more. */
  private transient Set<FactId> changes;

  public Router(
      Set<String> zoneIds,
      @Nullable SettingsHistory history,
      OutputTag<Arrival> toTags,
      OutputTag<Arrival> toClocks,
      OutputTag<Arrival> toAlerts,
      OutputTag<Arrival> toSuspensions,
      AlertPolicy policy,
      OutputTag<Fact> register,
      OutputTag<ToProtected> toProtected,
      OutputTag<DeadLetter> deadLetters,
      OutputTag<SourceNote> notes,
      OutputTag<Tally> tallies) {
    this.zoneIds = Set.copyOf(zoneIds);
    this.history = history;
    this.toTags = toTags;
    this.toClocks = toClocks;
    this.toAlerts = toAlerts;
    this.toSuspensions = toSuspensions;
    this.policy = policy;
    this.register = register;
    this.toProtected = toProtected;
    this.deadLetters = deadLetters;
    this.notes = notes;
    this.tallies = tallies;
  }

  @Override
  public void open() throws Exception {
    super.open();
    board = new TallyBoard();
    gate = new FeedGate(note -> output.collect(notes, new StreamRecord<>(note)));
    changes = new HashSet<>();
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    Arrival arrival = element.getValue();
    if (arrival.isHeartbeat()) {
      return;
    }
    gate.arrived(arrival);
    Fact fact = arrival.fact();
    DeadLetter refused = arrival.deadLetter();
    if (fact != null && refused == null) {
      refused =
          fact instanceof SuspensionChange suspension
              ? notSuspendable(arrival, suspension)
              : fact instanceof GovernanceFact change
                  ? notInForce(arrival, change)
                  : unknownZone(arrival, fact);
    }
    if (refused != null) {
      String kind = fact == null ? refused.origin().source() : fact.kind().word();
      board.add(kind, Tally.INPUT, "", 1);
      board.add(kind, Tally.DEAD_LETTER, refused.reason().name(), 1);
      output.collect(deadLetters, new StreamRecord<>(refused));
      return;
    }
    board.input(fact.kind());
    if (FactRows.isKept(fact.kind())) {
      output.collect(register, new StreamRecord<>(fact));
    }
    if (fact instanceof SuspensionChange) {
      output.collect(toSuspensions, new StreamRecord<>(arrival));
    } else if (fact instanceof GovernanceFact) {
      // The job judges by it since it was started; here it is only counted.
      Outcome outcome = changes.add(fact.id()) ? Outcome.FACT : Outcome.DUPLICATE;
      board.add(fact.kind(), outcome, 1);
    } else if (fact instanceof DeviceReport report && report.device() != null) {
      output.collect(toClocks, new StreamRecord<>(arrival));
    } else if (fact instanceof SubjectFact subjectFact) {
      output.collect(new StreamRecord<>(new Addressed(subjectFact.subject(), arrival, false)));
    } else if (fact instanceof ProtectedPosition position) {
      output.collect(toProtected, new StreamRecord<>(ToProtected.of(arrival, position)));
    } else if (fact instanceof OfficerAction) {
      output.collect(toAlerts, new StreamRecord<>(arrival));
    } else {
      output.collect(toTags, new StreamRecord<>(arrival));
    }
  }

  private DeadLetter notSuspendable(Arrival arrival, SuspensionChange suspension) {
    SuspensionChange.Grant grant = suspension.grant();
    String refusal = grant == null ? null : policy.refusal(grant);
    return refusal == null
        ? null
        : new DeadLetter(arrival.origin(), RejectReason.NOT_SUSPENDABLE, refusal, 0, "");
  }

  private @Nullable DeadLetter notInForce(Arrival arrival, GovernanceFact change) {
    String problem =
        history == null
            ? "the job was started without a ledger of changes"
            : history.problemOf(change);
    return problem == null
        ? null
        : new DeadLetter(
            arrival.origin(),
            RejectReason.NOT_IN_FORCE,
            "change " + change.changeId() + ": " + problem,
            0,
            "");
  }

  private DeadLetter unknownZone(Arrival arrival, Fact fact) {
    for (String zone : zonesOf(fact)) {
      if (!zoneIds.contains(zone)) {
        String what =
            fact instanceof OrderChange order
                ? "order " + order.orderId()
                : "leave " + ((LeaveChange) fact).leaveId();
        return new DeadLetter(
            arrival.origin(),
            RejectReason.UNKNOWN_ZONE,
            what + " names the zone " + zone + ", which is not known",
            0,
            "");
      }
    }
    return null;
  }

  private static List<String> zonesOf(Fact fact) {
    if (fact instanceof LeaveChange leave) {
      return leave.grant() == null ? List.of() : leave.grant().destinations();
    }
    OrderTerms terms = fact instanceof OrderChange order ? order.terms() : null;
    if (terms == null) {
      return List.of();
    }
    List<String> zones = new ArrayList<>(terms.exclusionZones());
    if (terms.permittedArea() != null) {
      zones.add(0, terms.permittedArea());
    }
    zones.addAll(terms.particulars().keyPlaces());
    zones.addAll(terms.particulars().dutySites());
    return zones;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    drain();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    drain();
  }

  @Override
  public void finish() {
    drain();
  }

  private void drain() {
    board.drain(tally -> output.collect(tallies, new StreamRecord<>(tally)));
  }
}
