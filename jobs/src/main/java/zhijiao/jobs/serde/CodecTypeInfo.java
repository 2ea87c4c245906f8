package zhijiao.jobs.serde;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Type information of a type that has a serializer of its own. Two are equal when they describe the same class. */
final class CodecTypeInfo<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1;

  private final Class<T> type;
  private final CodecSerializer<T> serializer;

  CodecTypeInfo(Class<T> type, CodecSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return "zhijiao:" + type.getSimpleName();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecTypeInfo<?> that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CodecTypeInfo;
  }
}
