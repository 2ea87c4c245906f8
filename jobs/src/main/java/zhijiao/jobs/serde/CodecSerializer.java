package zhijiao.jobs.serde;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of immutable values that each begin with the version of their format. Its snapshot holds the highest
 * version that was written; a build restores state of its own version and of all older ones.
 */
abstract class CodecSerializer<T> extends TypeSerializerSingleton<T> {

  private static final long serialVersionUID = 1;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  /** What a savepoint remembers of a serializer: only the version of the format. */
  abstract static class Snapshot<T> implements TypeSerializerSnapshot<T> {

    private final CodecSerializer<T> serializer;
    private final int formatVersion;
    private int writtenVersion;

    Snapshot(CodecSerializer<T> serializer, int formatVersion) {
      this.serializer = serializer;
      this.formatVersion = formatVersion;
      this.writtenVersion = formatVersion;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeInt(writtenVersion);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
        throws IOException {
      writtenVersion = in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      boolean readable =
          old.getClass() == getClass() && ((Snapshot<T>) old).writtenVersion <= formatVersion;
      return readable
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
