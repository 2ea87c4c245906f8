package zhijiao.jobs.serde;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEventCodec;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;

/** The compact binary form of the causes of alerts, for state and network. */
public final class CauseCodec {

  /** The format written; all versions from 1 on are read. */
  public static final int VERSION = 1;

  private static final int FINDING_CHANGE = 1;
  private static final int ACT = 2;
  private static final int SUSPENDED = 3;
  private static final int ECHO = 4;

  private CauseCodec() {}

  public static void write(AlertCause cause, DataOutput out) throws IOException {
    if (cause instanceof AlertCause.FindingChange change) {
      out.writeByte(VERSION << 4 | FINDING_CHANGE);
      writeKey(change.key(), out);
      out.writeLong(change.episode());
      Compact.writeUnsigned(change.judgement(), out);
      writeNullableFinding(change.finding(), out);
      out.writeBoolean(change.late());
      Compact.writeInstant(change.watermark(), out);
    } else if (cause instanceof AlertCause.Act act) {
      out.writeByte(VERSION << 4 | ACT);
      FactCodec.write(act.action(), out);
    } else if (cause instanceof AlertCause.Suspended decided) {
      out.writeByte(VERSION << 4 | SUSPENDED);
      out.writeBoolean(decided.of() != null);
      if (decided.of() != null) {
        out.writeLong(decided.of().bits());
      }
      FactCodec.write(decided.change(), out);
    } else if (cause instanceof AlertCause.Echo echo) {
      out.writeByte(VERSION << 4 | ECHO);
      AlertEventCodec.write(echo.event(), out);
    } else {
      throw new IllegalStateException("no format for " + cause.getClass().getName());
    }
  }

  public static AlertCause read(DataInput in) throws IOException {
    int head = in.readUnsignedByte();
    requireVersion(head >>> 4);
    return switch (head & 0xf) {
      case FINDING_CHANGE ->
          new AlertCause.FindingChange(
              readKey(in),
              in.readLong(),
              Compact.readUnsigned(in),
              readNullableFinding(in),
              in.readBoolean(),
              Compact.readInstant(in));
      case ACT -> {
        if (!(FactCodec.read(in) instanceof OfficerAction action)) {
          throw new IOException("an act that is no officer's action");
        }
        yield new AlertCause.Act(action);
      }
      case SUSPENDED -> {
        AlertId of = in.readBoolean() ? new AlertId(in.readLong()) : null;
        if (!(FactCodec.read(in) instanceof SuspensionChange change)) {
          throw new IOException("a suspension that is none");
        }
        yield new AlertCause.Suspended(of, change);
      }
      case ECHO -> new AlertCause.Echo(AlertEventCodec.read(in));
      default -> throw new IOException("no cause of an alert has the code " + (head & 0xf));
    };
  }

  static void writeKey(AlertKey key, DataOutput out) throws IOException {
    Compact.writeText(key.rule(), out);
    FactCodec.writeSubject(key.subject(), out);
    Compact.writeText(key.target(), out);
    Compact.writeSigned(key.day().toEpochDay(), out);
  }

  static AlertKey readKey(DataInput in) throws IOException {
    return new AlertKey(
        Compact.readText(in),
        FactCodec.readSubject(in),
        Compact.readText(in),
        LocalDate.ofEpochDay(Compact.readSigned(in)));
  }

  static void writeNullableFinding(@Nullable Finding finding, DataOutput out) throws IOException {
    out.writeBoolean(finding != null);
    if (finding != null) {
      FindingCodec.write(finding, out);
    }
  }

  static @Nullable Finding readNullableFinding(DataInput in) throws IOException {
    return in.readBoolean() ? FindingCodec.read(in) : null;
  }

  private static void requireVersion(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException("a cause of format " + version + "; this build reads " + VERSION);
    }
  }
}
