package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Sighting;
import zhijiao.core.health.HealthSettings;
import zhijiao.core.health.SourceClock;
import zhijiao.core.health.SourceKind;
import zhijiao.core.health.SourceNote;
import zhijiao.core.timeline.Outcome;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.Origin;

/**
 * Passes on what cameras and check-in terminals report, as dated or, when their clock is wrong, as what excuses only; and tells
 * that they were heard. Keyed by source.
 */
public final class ClockOperator extends TallyingOperator<String, SourceClock, Arrival, Addressed> {

  private static final long serialVersionUID = 1L;

  private final long lateMillis;
  private final long judgedMillis;
  private final OutputTag<SourceNote> notes;
  private final OutputTag<AlertCause> incidents;
  private transient Delivery delivery;
  private transient ToldSpans told;

  /**
   * @param keptMillis for how long facts are kept to be judged again
   * @param incidents where wrong clocks are told
   */
  public ClockOperator(
      HealthSettings health,
      long keptMillis,
      int cachedKeys,
      OutputTag<SourceNote> notes,
      OutputTag<AlertCause> incidents,
      OutputTag<Tally> tallies) {
    super(cachedKeys, tallies);
    this.lateMillis = health.lateMinutes() * 60_000L;
    this.judgedMillis = keptMillis;
    this.notes = notes;
    this.incidents = incidents;
  }

  /** The source of a report of a camera or terminal, as {@link SourceKind#name} gives it. */
  public static String sourceOf(Arrival arrival) {
    DeviceReport report = reportIn(arrival);
    SourceKind kind = report instanceof Sighting ? SourceKind.CAMERA : SourceKind.TERMINAL;
    return kind.name(Objects.requireNonNull(report.device(), "a report of no device"));
  }

  private static DeviceReport reportIn(Arrival arrival) {
    return (DeviceReport) Objects.requireNonNull(arrival.fact());
  }

  @Override
  public void open() throws Exception {
    super.open();
    delivery = new Delivery();
    told = new ToldSpans();
  }

  @Override
  SourceClock create(String source) {
    return new SourceClock(source, lateMillis, judgedMillis);
  }

  @Override
  SourceClock read(String source, DataInput in) throws IOException {
    return SourceClock.read(source, lateMillis, judgedMillis, in);
  }

  @Override
  void write(SourceClock clock, DataOutput out) throws IOException {
    clock.write(out);
  }

  @Override
  boolean isForgettable(SourceClock clock) {
    return clock.isForgettable();
  }

  @Override
  void process(SourceClock clock, StreamRecord<Arrival> element) {
    Arrival arrival = element.getValue();
    delivery.origin = arrival.origin();
    delivery.source = sourceOf(arrival);
    clock.accept(reportIn(arrival), delivery);
  }

  @Override
  long nextAt(SourceClock clock) {
    return clock.forgetAt();
  }

  @Override
  void onTime(SourceClock clock, long watermark) {
    // The end of a bounded input says nothing about how old anything is.
    if (watermark != Long.MAX_VALUE) {
      clock.forget(watermark);
    }
  }

  private final class Delivery implements SourceClock.Output {

    private Origin origin;
    private String source;

    @Override
    public void deliver(DeviceReport report) {
      send(report, false);
    }

    @Override
    public void withdraw(DeviceReport report) {
      send(report, true);
    }

    private void send(DeviceReport report, boolean withdrawn) {
      output.collect(
          new StreamRecord<>(
              new Addressed(report.subject(), Arrival.of(origin, report), withdrawn)));
    }

    @Override
    public void duplicate(FactKind kind) {
      board().add(kind, Outcome.DUPLICATE, 1);
    }

    @Override
    public void heard(long member, long at) {
      if (told.isFirst(source + ' ' + member, at)) {
        output.collect(notes, new StreamRecord<>(new SourceNote.Heard(source, member, at)));
      }
    }

    @Override
    public void change(FindingChange change) {
      output.collect(incidents, new StreamRecord<>(change));
    }
  }
}
