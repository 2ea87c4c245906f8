package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.health.HealthSettings;
import zhijiao.core.health.Silences;
import zhijiao.core.health.SourceClock;
import zhijiao.core.health.SourceKind;
import zhijiao.core.health.SourceNote;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.TagLog;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.Origin;

/** Gives each report of a tag to whom the tag was bound to when it happened. Keyed by tag. */
public final class TagOperator extends TallyingOperator<String, TagLog, Arrival, Addressed> {

  private static final long serialVersionUID = 1L;

  private final int holdHours;
  private final HealthSettings health;
  private final OutputTag<SourceNote> notes;
  private transient Delivery delivery;
  private transient ToldSpans stations;

  /**
   * @param holdHours hours for which reports are remembered in case a binding arrives late
   */
  public TagOperator(
      int holdHours,
      HealthSettings health,
      int cachedKeys,
      OutputTag<SourceNote> notes,
      OutputTag<Tally> tallies) {
    super(cachedKeys, tallies);
    this.holdHours = holdHours;
    this.health = health;
    this.notes = notes;
  }

  @Override
  public void open() throws Exception {
    super.open();
    delivery = new Delivery();
    stations = new ToldSpans();
  }

  @Override
  TagLog create(String tag) {
    return new TagLog(holdHours);
  }

  @Override
  TagLog read(String tag, DataInput in) throws IOException {
    return TagLog.read(holdHours, in);
  }

  @Override
  void write(TagLog log, DataOutput out) throws IOException {
    log.write(out);
  }

  @Override
  boolean isForgettable(TagLog log) {
    return log.isForgettable();
  }

  @Override
  void process(TagLog log, StreamRecord<Arrival> element) {
    Arrival arrival = element.getValue();
    delivery.origin = arrival.origin();
    Fact fact = arrival.fact();
    if (fact instanceof TagBinding binding) {
      log.bind(binding, delivery);
    } else if (fact instanceof TagFix told) {
      TagFix fix = served(told);
      log.accept(fix, delivery);
      if (health.showsStation(fix)) {
        heard(log, fix);
      }
    } else if (fact instanceof TagFact report) {
      log.accept(report, delivery);
    } else {
      throw new IllegalStateException("not a tag's: " + arrival);
    }
  }

  /** A fix that came as it was made came by some station, told or not. */
  private static TagFix served(TagFix fix) {
    return fix.stored() || fix.station() != null ? fix : fix.via(Silences.STATION_NOT_TOLD);
  }

  /** Its station was heard, and this tag through it, which is told once an hour; whose the tag is does not matter. */
  private void heard(TagLog log, TagFix fix) {
    String station = Objects.requireNonNull(fix.station());
    boolean isFirstOfStation = stations.isFirst(station, fix.occurredAt());
    if (log.isFirstOfHour(fix) || isFirstOfStation) {
      long member = SourceClock.member(fix.tag());
      String source = SourceKind.STATION.name(station);
      output.collect(
          notes, new StreamRecord<>(new SourceNote.Heard(source, member, fix.occurredAt())));
    }
  }

  @Override
  long nextAt(TagLog log) {
    return log.forgetAt();
  }

  @Override
  void onTime(TagLog log, long watermark) {
    // The end of a bounded input says nothing about how old anything is.
    if (watermark != Long.MAX_VALUE) {
      log.forget(watermark);
    }
  }

  private final class Delivery implements TagLog.Output {

    private Origin origin;

    @Override
    public void deliver(Subject subject, TagFact fact) {
      send(subject, fact, false);
    }

    @Override
    public void withdraw(Subject subject, TagFact fact) {
      send(subject, fact, true);
    }

    @Override
    public void takenOff(Subject subject, TagBinding end) {
      send(subject, end, false);
    }

    @Override
    public void notTakenOff(Subject subject, TagBinding end) {
      send(subject, end, true);
    }

    private void send(Subject subject, Fact fact, boolean withdrawn) {
      output.collect(
          new StreamRecord<>(new Addressed(subject, Arrival.of(origin, fact), withdrawn)));
    }

    @Override
    public void unbound(FactKind kind, int delta) {
      board().add(kind, Outcome.UNBOUND_TAG, delta);
    }

    @Override
    public void duplicate(FactKind kind) {
      board().add(kind, Outcome.DUPLICATE, 1);
    }

    @Override
    public void bound() {
      board().add(FactKind.TAG_BINDING, Outcome.FACT, 1);
    }
  }
}
