package zhijiao.jobs.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** A file of one promotion, as one text, whatever is in it. */
public final class PromotionFormat extends SimpleStreamFormat<String> {

  private static final long serialVersionUID = 1L;

  /** A model of 200 trees has a third of a megabyte; what is much larger is no model. */
  private static final int MAX_BYTES = 32 << 20;

  @Override
  public Reader<String> createReader(Configuration config, FSDataInputStream stream) {
    return new Reader<>() {
      private boolean done;

      @Override
      public @Nullable String read() throws IOException {
        if (done) {
          return null;
        }
        done = true;
        return new String(stream.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }
}
