package zhijiao.jobs.main;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import zhijiao.jobs.io.PromotionFormat;

/** Promotions of models: files that appear in a folder and never change. One whose name begins with a dot is not there yet. */
final class Promotions {

  /** Of the source; released, see {@link zhijiao.jobs.pipeline.Uids}. */
  static final String UID = "models";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private Promotions() {}

  /** Those that are there now. */
  static DataStream<String> once(StreamExecutionEnvironment env, Path folder) {
    return from(env, builder(folder.toUri()));
  }

  /** Those that are there, and those that will be. */
  static DataStream<String> watched(StreamExecutionEnvironment env, URI folder) {
    return from(env, builder(folder).monitorContinuously(LOOK_EVERY));
  }

  private static FileSource.FileSourceBuilder<String> builder(URI folder) {
    return FileSource.forRecordStreamFormat(
        new PromotionFormat(), new org.apache.flink.core.fs.Path(folder));
  }

  private static DataStream<String> from(
      StreamExecutionEnvironment env, FileSource.FileSourceBuilder<String> builder) {
    return env.fromSource(builder.build(), WatermarkStrategy.noWatermarks(), "promotions")
        .setParallelism(1)
        .uid(UID);
  }
}
