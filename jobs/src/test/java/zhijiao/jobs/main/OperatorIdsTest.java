package zhijiao.jobs.main;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.jobs.pipeline.Uids;

/** A savepoint finds state by the operators' ids: what was released stays. */
class OperatorIdsTest {

  /** As they were released. Add to it; change nothing. */
  private static final List<String> GOLDEN =
      List.of(
          "Sink Committer: kafka-alert-incidents",
          "Sink Committer: kafka-alerts",
          "Sink Committer: kafka-dead-letters",
          "Sink Committer: kafka-findings",
          "Sink Committer: kafka-risk-scores",
          "alert-desk",
          "incidents",
          "kafka-alert-incidents",
          "kafka-alerts",
          "kafka-dead-letters",
          "kafka-findings",
          "kafka-risk-scores",
          "meeting-places",
          "meetings",
          "models",
          "protected",
          "risk",
          "router",
          "source",
          "source-clocks",
          "source-health",
          "suspensions",
          "tags",
          "timelines",
          "told");

  /** Steps that keep nothing, so that a savepoint does not look for them. */
  private static final List<String> STATELESS =
      List.of(
          "officers' acts",
          "suspensions",
          "facts for features",
          "reports for features",
          "confirmed violations",
          "check promotions");

  @TempDir private Path folder;

  private StreamGraph liveJob() throws Exception {
    URI checkpoints = folder.toUri();
    SupervisionJob.Options options =
        new SupervisionJob.Options(
            "localhost:1",
            null,
            EngineSettings.DEFAULT,
            0,
            null,
            folder.toUri(),
            null,
            checkpoints,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            null);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(SupervisionJob.configuration(options));
    SupervisionJob.attach(env, options, ZoneCatalog.EMPTY);
    return env.getStreamGraph();
  }

  private static SortedSet<String> ids(StreamGraph graph) {
    SortedSet<String> ids = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      if (node.getTransformationUID() != null) {
        ids.add(node.getTransformationUID());
      }
    }
    return ids;
  }

  private static List<String> without(StreamGraph graph) {
    List<String> names = new ArrayList<>();
    for (StreamNode node : graph.getStreamNodes()) {
      if (node.getTransformationUID() == null && !STATELESS.contains(node.getOperatorName())) {
        names.add(node.getOperatorName());
      }
    }
    return names;
  }

  @Test
  void the_live_job_has_the_ids_that_were_released() throws Exception {
    assertEquals(new TreeSet<>(GOLDEN), ids(liveJob()));
  }

  @Test
  void every_operator_that_keeps_something_has_an_id() throws Exception {
    assertEquals(List.of(), without(liveJob()));
  }

  /** Canaries: an operator without an id, and one with another, are seen. */
  @Test
  void an_operator_without_an_id_or_with_a_new_one_would_be_seen() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromData(Types.INT, 1, 2)
        .uid("source")
        .keyBy(value -> value, Types.INT)
        .reduce(Integer::sum)
        .uid("sums")
        .map(value -> value)
        .returns(Types.INT)
        .name("forgotten")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    StreamGraph graph = env.getStreamGraph();
    assertEquals(List.of("forgotten"), without(graph));
    assertEquals(new TreeSet<>(List.of("nowhere", "source", "sums")), ids(graph));
  }

  @Test
  void the_ids_of_the_pipeline_are_listed() {
    SortedSet<String> known = new TreeSet<>(GOLDEN);
    known.add(Uids.TALLIES);
    known.add(Uids.PULSES);
    assertEquals(List.of(), Uids.ALL.stream().filter(id -> !known.contains(id)).toList());
  }
}
