package zhijiao.jobs.io;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;
import zhijiao.jobs.serde.ArrivalCodec;
import zhijiao.jobs.serde.ZhijiaoTypes;

/** Reads an {@link ArrivalRun} in a Flink file source. A run is one split, so its order is kept. */
public final class ArrivalRunFormat extends SimpleStreamFormat<Arrival> {

  private static final long serialVersionUID = 1L;

  @Override
  public Reader<Arrival> createReader(Configuration config, FSDataInputStream stream) {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
    return new Reader<>() {
      @Override
      public @Nullable Arrival read() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
          return null;
        }
        in.reset();
        return ArrivalCodec.read(in);
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return ZhijiaoTypes.ARRIVAL;
  }
}
