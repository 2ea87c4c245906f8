package zhijiao.cep;

import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Stands where the shared buffer wants a serializer; maps in memory never serialise. */
final class UnusedSerializer<T> extends TypeSerializerSingleton<T> {

  private static final long serialVersionUID = 1;

  private static UnsupportedOperationException never() {
    return new UnsupportedOperationException("matches in memory are never serialised");
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T createInstance() {
    throw never();
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
  public void serialize(T element, DataOutputView target) {
    throw never();
  }

  @Override
  public T deserialize(DataInputView source) {
    throw never();
  }

  @Override
  public T deserialize(T reuse, DataInputView source) {
    throw never();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw never();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    throw never();
  }
}
