package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.health.Silences;
import zhijiao.core.health.SourceNote;
import zhijiao.core.meeting.Squares;
import zhijiao.core.meeting.StayChange;
import zhijiao.core.proximity.TraceChange;
import zhijiao.core.rule.Finding;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.Program;
import zhijiao.core.timeline.Timeline;
import zhijiao.core.timeline.TimelineOutput;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;

/**
 * Judges each person's timeline as event time comes, and again when something comes late. Keyed by the person's
 * pseudonym.
 *
 * <p>Late facts of one person that arrive between two watermarks are judged in one go.
 */
public final class TimelineOperator
    extends TallyingOperator<String, Timeline, Addressed, AlertCause> {

  private static final long serialVersionUID = 1L;

  private final ProgramSource source;
  private final OutputTag<DeadLetter> deadLetters;
  private final OutputTag<SourceNote> notes;
  private final OutputTag<StayInSquare> stays;
  private final int meetingMetres;
  private final OutputTag<ToProtected> traces;
  private transient Program program;
  private transient Reports reports;

  /**
   * @param stays where stays go, each to every square of the map that must know of it
   * @param meetingMetres people farther apart are not compared; 0 when nobody asks for stays
   * @param traces where the traces of those go who must keep away from a protected person
   */
  public TimelineOperator(
      ProgramSource source,
      int cachedKeys,
      OutputTag<DeadLetter> deadLetters,
      OutputTag<SourceNote> notes,
      OutputTag<Tally> tallies,
      OutputTag<StayInSquare> stays,
      int meetingMetres,
      OutputTag<ToProtected> traces) {
    super(cachedKeys, tallies);
    this.source = source;
    this.deadLetters = deadLetters;
    this.notes = notes;
    this.stays = stays;
    this.meetingMetres = meetingMetres;
    this.traces = traces;
  }

  @Override
  public void open() throws Exception {
    super.open();
    program = source.program();
    reports = new Reports();
  }

  @Override
  Timeline create(String pseudonym) {
    return new Timeline(program, new Subject(pseudonym), currentWatermark());
  }

  @Override
  Timeline read(String pseudonym, DataInput in) throws IOException {
    return Timeline.read(program, new Subject(pseudonym), in);
  }

  @Override
  void write(Timeline timeline, DataOutput out) throws IOException {
    timeline.write(out);
  }

  @Override
  boolean isForgettable(Timeline timeline) {
    return timeline.isForgettable();
  }

  @Override
  void process(Timeline timeline, StreamRecord<Addressed> element) {
    Addressed addressed = element.getValue();
    Fact fact = Objects.requireNonNull(addressed.arrival().fact());
    reports.origin = addressed.arrival().origin();
    if (addressed.withdrawn()) {
      timeline.withdraw(fact, reports);
    } else {
      timeline.accept(fact, reports);
      if (isUrgent(fact)) {
        timeline.advance(fact.occurredAt(), reports);
      }
    }
  }

  /**
   * A tamper is not made to wait for records that may have been overtaken: this person's time has come. What is overtaken
   * is late then, and judged again like anything late. A clock of a device that runs ahead moves nobody's time.
   */
  private boolean isUrgent(Fact fact) {
    return fact instanceof TagStatus status
        && status.event().isTamper()
        && status.occurredAt() <= status.receivedAt()
        && status.occurredAt() > currentWatermark();
  }

  @Override
  long nextAt(Timeline timeline) {
    return timeline.nextAt();
  }

  @Override
  void onTime(Timeline timeline, long watermark) {
    timeline.advance(time(watermark, program.horizon().until()), reports);
  }

  private final class Reports implements TimelineOutput {

    private Origin origin;

    @Override
    public void change(AlertCause.FindingChange change) {
      output.collect(new StreamRecord<>(change));
    }

    @Override
    public void change(AlertCause.FindingChange change, @Nullable Finding before) {
      Silences.route(
          change, before, note -> output.collect(notes, new StreamRecord<>(note)), this::change);
    }

    @Override
    public void tally(FactKind kind, Outcome outcome, int delta) {
      board().add(kind, outcome, delta);
    }

    @Override
    public void stay(StayChange change) {
      if (meetingMetres > 0) {
        Squares.of(
            change.stay(),
            meetingMetres,
            square -> output.collect(stays, new StreamRecord<>(new StayInSquare(square, change))));
      }
    }

    @Override
    public void traces(TraceChange change) {
      output.collect(traces, new StreamRecord<>(ToProtected.of(change)));
    }

    @Override
    public void tooLate(Fact fact) {
      output.collect(
          deadLetters,
          new StreamRecord<>(
              new DeadLetter(
                  origin,
                  RejectReason.TOO_LATE,
                  "the facts of its day had been given up: "
                      + fact.kind().word()
                      + " of "
                      + java.time.Instant.ofEpochMilli(fact.occurredAt()),
                  0,
                  "")));
    }
  }
}
