package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.binary.Compact;
import zhijiao.core.health.SourceNote;

/** Notes to the keepers of the sources' health. */
public final class SourceNoteSerializer extends CodecSerializer<SourceNote> {

  /** The only instance that is needed; it holds nothing. */
  public static final SourceNoteSerializer INSTANCE = new SourceNoteSerializer();

  private static final long serialVersionUID = 1;

  private static final int VERSION = 1;
  private static final int HEARD = 1;
  private static final int SILENCE = 2;
  private static final int LEFT = 3;

  @Override
  public void serialize(SourceNote value, DataOutputView target) throws IOException {
    if (value instanceof SourceNote.Heard heard) {
      target.writeByte(VERSION << 4 | HEARD);
      Compact.writeText(heard.source(), target);
      target.writeLong(heard.member());
      Compact.writeInstant(heard.at(), target);
    } else if (value instanceof SourceNote.Silence silence) {
      target.writeByte(VERSION << 4 | SILENCE);
      Compact.writeText(silence.source(), target);
      target.writeBoolean(silence.elsewhere());
      CauseCodec.write(silence.change(), target);
    } else {
      SourceNote.Left left = (SourceNote.Left) value;
      target.writeByte(VERSION << 4 | LEFT);
      Compact.writeText(left.source(), target);
      target.writeLong(left.episode());
    }
  }

  @Override
  public SourceNote deserialize(DataInputView source) throws IOException {
    int head = source.readUnsignedByte();
    if (head >>> 4 != VERSION) {
      throw new IOException("a note on a source of format " + (head >>> 4));
    }
    String name = Compact.readText(source);
    switch (head & 0xf) {
      case HEARD:
        return new SourceNote.Heard(name, source.readLong(), Compact.readInstant(source));
      case SILENCE:
        boolean elsewhere = source.readBoolean();
        if (!(CauseCodec.read(source) instanceof FindingChange change)) {
          throw new IOException("an officer's act is no silence");
        }
        return new SourceNote.Silence(name, change, elsewhere);
      case LEFT:
        return new SourceNote.Left(name, source.readLong());
      default:
        throw new IOException("no note on a source has the code " + (head & 0xf));
    }
  }

  @Override
  public TypeSerializerSnapshot<SourceNote> snapshotConfiguration() {
    return new State();
  }

  /** Written into savepoints under this class name. */
  public static final class State extends Snapshot<SourceNote> {
    public State() {
      super(INSTANCE, VERSION);
    }
  }
}
