package zhijiao.canary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import zhijiao.laws.Mistake;

/** Keeps a model as a Java object stream. */
public final class JavaSerialiser {

  @Mistake
  static void write(Object model) throws IOException {
    new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(model);
  }

  @Mistake
  static Object read(ObjectInputStream in) throws IOException, ClassNotFoundException {
    return in.readObject();
  }
}
