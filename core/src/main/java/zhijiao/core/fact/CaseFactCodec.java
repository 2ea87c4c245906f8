package zhijiao.core.fact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import zhijiao.core.alert.AlertId;
import zhijiao.core.binary.Compact;

/** The binary form of {@link CaseFact}s within that of {@link FactCodec}, which writes what all facts have. */
final class CaseFactCodec {

  private static final Measure.Type[] MEASURES = Measure.Type.values();
  private static final CaseNotice.Event[] EVENTS = CaseNotice.Event.values();
  private static final WelfareSignal.Level[] LEVELS = WelfareSignal.Level.values();
  private static final Objection.Stage[] STAGES = Objection.Stage.values();
  private static final Activity.Type[] ACTIVITIES = Activity.Type.values();
  private static final ChangeReport.Type[] CHANGES = ChangeReport.Type.values();

  private CaseFactCodec() {}

  static void write(CaseFact fact, DataOutput out) throws IOException {
    FactCodec.writeSubject(fact.subject(), out);
    if (fact instanceof Measure measure) {
      Compact.writeText(measure.measureId(), out);
      Compact.writeEnum(measure.type(), out);
      Compact.writeText(measure.decider(), out);
      Compact.writeText(measure.article(), out);
    } else if (fact instanceof CaseNotice notice) {
      Compact.writeText(notice.noticeId(), out);
      Compact.writeEnum(notice.event(), out);
      Seat seat = notice.seat();
      out.writeBoolean(seat != null);
      if (seat != null) {
        Compact.writeText(seat.zone().getId(), out);
        Compact.writeText(seat.county(), out);
        Compact.writeText(seat.office(), out);
        out.writeBoolean(seat.minor());
      }
    } else if (fact instanceof WelfareSignal signal) {
      Compact.writeText(signal.signalId(), out);
      Compact.writeEnum(signal.level(), out);
    } else if (fact instanceof Objection objection) {
      Compact.writeText(objection.objectionId(), out);
      AlertId alert = objection.alert();
      out.writeBoolean(alert != null);
      if (alert != null) {
        out.writeLong(alert.bits());
      }
      Compact.writeEnum(objection.stage(), out);
    } else if (fact instanceof Activity activity) {
      Compact.writeText(activity.activityId(), out);
      Compact.writeEnum(activity.type(), out);
      Compact.writeUnsigned(activity.minutes(), out);
    } else if (fact instanceof ChangeReport report) {
      Compact.writeText(report.reportId(), out);
      Compact.writeEnum(report.type(), out);
    }
  }

  static CaseFact read(FactKind kind, DataInput in) throws IOException {
    Subject subject = FactCodec.readSubject(in);
    String id = Compact.readText(in);
    switch (kind) {
      case MEASURE -> {
        Measure.Type type = Compact.readEnum(MEASURES, in);
        String decider = Compact.readText(in);
        String article = Compact.readText(in);
        long at = Compact.readInstant(in);
        return new Measure(subject, id, type, decider, article, at, FactCodec.readReceived(at, in));
      }
      case NOTICE -> {
        CaseNotice.Event event = Compact.readEnum(EVENTS, in);
        Seat seat =
            in.readBoolean()
                ? new Seat(
                    ZoneId.of(Compact.readText(in)),
                    Compact.readText(in),
                    Compact.readText(in),
                    in.readBoolean())
                : null;
        long at = Compact.readInstant(in);
        return new CaseNotice(subject, id, event, seat, at, FactCodec.readReceived(at, in));
      }
      case WELFARE_SIGNAL -> {
        WelfareSignal.Level level = Compact.readEnum(LEVELS, in);
        long at = Compact.readInstant(in);
        return new WelfareSignal(subject, id, level, at, FactCodec.readReceived(at, in));
      }
      case OBJECTION -> {
        AlertId alert = in.readBoolean() ? new AlertId(in.readLong()) : null;
        Objection.Stage stage = Compact.readEnum(STAGES, in);
        long at = Compact.readInstant(in);
        return new Objection(subject, id, alert, stage, at, FactCodec.readReceived(at, in));
      }
      case ACTIVITY -> {
        Activity.Type type = Compact.readEnum(ACTIVITIES, in);
        int minutes = (int) Compact.readUnsigned(in);
        long at = Compact.readInstant(in);
        return new Activity(subject, id, type, minutes, at, FactCodec.readReceived(at, in));
      }
      case CHANGE_REPORT -> {
        ChangeReport.Type type = Compact.readEnum(CHANGES, in);
        long at = Compact.readInstant(in);
        return new ChangeReport(subject, id, type, at, FactCodec.readReceived(at, in));
      }
      default -> throw new IllegalArgumentException(kind + " is no fact of a case");
    }
  }
}
