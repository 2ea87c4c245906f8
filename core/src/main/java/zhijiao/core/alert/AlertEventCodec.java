package zhijiao.core.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.Severity;

/** The binary form of alert events between operators. Its first byte is a version. */
public final class AlertEventCodec {

  /** The newest format written. One without clocks that is not suspended is written in the first. */
  public static final int VERSION = 2;

  private AlertEventCodec() {}

  public static void write(AlertEvent event, DataOutput out) throws IOException {
    Alert alert = event.alert();
    boolean more = !event.stage().equals(AlertStage.NONE) || alert.suspended();
    out.writeByte(more ? VERSION : 1);
    out.writeUTF(alert.key().rule());
    out.writeUTF(alert.key().subject().pseudonym());
    out.writeUTF(alert.key().target());
    out.writeLong(alert.key().day().toEpochDay());
    out.writeInt(alert.ruleVersion());
    out.writeByte(alert.severity().ordinal());
    out.writeByte(alert.state().ordinal());
    out.writeByte(alert.closeReason() == null ? -1 : alert.closeReason().ordinal());
    out.writeInt(alert.episodes().size());
    for (Finding episode : alert.episodes()) {
      FindingCodec.write(episode, out);
    }
    out.writeInt(alert.acts().size());
    for (OfficerAction act : alert.acts()) {
      FactCodec.write(act, out);
    }
    out.writeLong(alert.openedAt());
    out.writeLong(alert.changedAt());
    out.writeUTF(alert.county());
    out.writeUTF(alert.office());
    out.writeByte(alert.tier().ordinal());
    out.writeBoolean(alert.minor());
    out.writeLong(event.revision());
    out.writeByte(event.what().ordinal());
    out.writeLong(event.causeAt());
    out.writeBoolean(event.late());
    out.writeLong(event.watermark());
    if (more) {
      writeStage(event.stage(), out);
      out.writeBoolean(alert.suspended());
    }
  }

  private static void writeStage(AlertStage stage, DataOutput out) throws IOException {
    out.writeByte(stage.escalatedTo() == null ? -1 : stage.escalatedTo().ordinal());
    out.writeByte(stage.loop().ordinal());
    writeNullable(stage.acknowledgeBy(), out);
    writeNullable(stage.closeBy(), out);
  }

  private static AlertStage readStage(DataInput in) throws IOException {
    int level = in.readByte();
    return new AlertStage(
        level < 0 ? null : Level.values()[level],
        AlertStage.Loop.values()[in.readByte()],
        readNullable(in),
        readNullable(in));
  }

  private static void writeNullable(@Nullable Long instant, DataOutput out) throws IOException {
    out.writeBoolean(instant != null);
    if (instant != null) {
      out.writeLong(instant);
    }
  }

  private static @Nullable Long readNullable(DataInput in) throws IOException {
    return in.readBoolean() ? (Long) in.readLong() : null;
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static AlertEvent read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("an alert event of version " + version + ", known is " + VERSION);
    }
    AlertKey key =
        new AlertKey(
            in.readUTF(),
            new Subject(in.readUTF()),
            in.readUTF(),
            LocalDate.ofEpochDay(in.readLong()));
    int ruleVersion = in.readInt();
    Severity severity = Severity.values()[in.readByte()];
    AlertState state = AlertState.values()[in.readByte()];
    int reason = in.readByte();
    List<Finding> episodes = new ArrayList<>();
    int episodeCount = in.readInt();
    for (int i = 0; i < episodeCount; i++) {
      episodes.add(FindingCodec.read(in));
    }
    List<OfficerAction> acts = new ArrayList<>();
    int actCount = in.readInt();
    for (int i = 0; i < actCount; i++) {
      acts.add((OfficerAction) FactCodec.read(in));
    }
    long openedAt = in.readLong();
    long changedAt = in.readLong();
    String county = in.readUTF();
    String office = in.readUTF();
    Tier tier = Tier.values()[in.readByte()];
    boolean minor = in.readBoolean();
    long revision = in.readLong();
    AlertEvent.Change what = AlertEvent.Change.values()[in.readByte()];
    long causeAt = in.readLong();
    boolean late = in.readBoolean();
    long watermark = in.readLong();
    AlertStage stage = version == 1 ? AlertStage.NONE : readStage(in);
    boolean suspended = version > 1 && in.readBoolean();
    Alert alert =
        new Alert(
            key.id(),
            key,
            ruleVersion,
            severity,
            state,
            reason < 0 ? null : CloseReason.values()[reason],
            episodes,
            acts,
            openedAt,
            changedAt,
            county,
            office,
            tier,
            minor,
            suspended);
    return new AlertEvent(alert, revision, what, causeAt, late, watermark, stage);
  }
}
