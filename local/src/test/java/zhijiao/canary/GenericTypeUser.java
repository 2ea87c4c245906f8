package zhijiao.canary;

import com.esotericsoftware.kryo.Kryo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import zhijiao.laws.Mistake;

/** Lets Kryo write state. */
public final class GenericTypeUser {

  @Mistake
  static void kryo(Kryo kryo) {}

  @Mistake
  static TypeInformation<Object> generic() {
    return Types.GENERIC(Object.class);
  }

  @Mistake
  static Object genericInfo() {
    return new GenericTypeInfo<>(Object.class);
  }
}
