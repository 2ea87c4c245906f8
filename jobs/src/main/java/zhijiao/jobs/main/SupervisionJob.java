package zhijiao.jobs.main;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompressionType;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.fact.FactKind;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.timeline.Horizon;
import zhijiao.jobs.governance.Ledger;
import zhijiao.jobs.governance.SettingsHistory;
import zhijiao.jobs.governance.Thresholds;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.EnginePulse;
import zhijiao.jobs.io.InputCount;
import zhijiao.jobs.io.Routing;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.jobs.io.clickhouse.Batching;
import zhijiao.jobs.io.clickhouse.CalendarDays;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.clickhouse.ClickHouseRow;
import zhijiao.jobs.io.clickhouse.ClickHouseSink;
import zhijiao.jobs.io.clickhouse.FactRows;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.jobs.io.clickhouse.PasswordSource;
import zhijiao.jobs.io.clickhouse.Rows;
import zhijiao.jobs.io.kafka.ArrivalReader;
import zhijiao.jobs.io.kafka.FromNowOn;
import zhijiao.jobs.io.kafka.ResultWriter;
import zhijiao.jobs.io.kafka.ToldReader;
import zhijiao.jobs.operator.EnginePulses;
import zhijiao.jobs.operator.InputTotals;
import zhijiao.jobs.operator.ProgramSource;
import zhijiao.jobs.pipeline.Outputs;
import zhijiao.jobs.pipeline.ReceiptWatermarks;
import zhijiao.jobs.pipeline.SupervisionPipeline;
import zhijiao.jobs.pipeline.Uids;
import zhijiao.rules.RuleCatalog;

/**
 * The live job: Kafka in, Kafka and ClickHouse out.
 *
 * <p>Results are delivered at least once and carry keys that make a second delivery harmless: an alert's id and revision.
 * After a failure the job goes on from its last checkpoint and writes the same revisions again; what it had told and does
 * not come to again it takes back.
 */
public final class SupervisionJob {

  private static final long START_POLL_MILLIS = 50;

  /**
   * What is fetched of one partition at once, unless a single record is larger. The consumer hands out all of one fetch before it
   * turns to the next partition. After a restart, with much to read, a partition must not wait longer than the idleness: time would
   * pass it by, and what lies unread in it would be missed.
   */
  private static final int FETCH_BYTES = 128 << 10;

  private SupervisionJob() {}

  /**
   * Where the job reads and writes.
   *
   * @param brokers Kafka's bootstrap servers
   * @param zones GeoJSON of all zones, or null when no order names any
   * @param judgeFrom duties that began earlier raise nothing, epoch milliseconds UTC; must stay the same over restarts
   * @param until for a replay from Kafka: judged up to here and then done, epoch milliseconds UTC; null for a live job
   * @param promotions folder in which promotions of models appear, or null: then no model scores
   * @param clickHouse null to write to Kafka only
   * @param checkpoints folder or object store of checkpoints
   * @param checkpointInterval time between checkpoints
   * @param idleness after which a partition without records no longer holds time back
   * @param governance folder of the ledger of changes, or null
   */
  public record Options(
      String brokers,
      @Nullable Path zones,
      EngineSettings settings,
      long judgeFrom,
      @Nullable Long until,
      @Nullable URI promotions,
      @Nullable ClickHouseAddress clickHouse,
      URI checkpoints,
      Duration checkpointInterval,
      Duration idleness,
      @Nullable Path governance) {}

  /**
   * The job's command line: {@code --brokers HOST:PORT --checkpoints URI --judge-from TIME [--zones FILE]
   * [--settings FILE] [--governance DIR] [--until TIME] [--models URI] [--clickhouse URL --clickhouse-user NAME] [--checkpoint-seconds N] [--idle-seconds N] [--resume]}. The ClickHouse password is read from
   * the environment variable {@code CLICKHOUSE_PASSWORD}.
   */
  public static void main(String[] arguments) throws Exception {
    run(arguments, () -> {});
  }

  /**
   * The same as {@link #main}.
   *
   * @param running told once all tasks run
   */
  public static void run(String[] arguments, Runnable running) throws Exception {
    ParameterTool given = ParameterTool.fromArgs(arguments);
    Options options =
        new Options(
            given.getRequired("brokers"),
            given.has("zones") ? Path.of(given.get("zones")) : null,
            given.has("settings")
                ? EngineSettings.load(Path.of(given.get("settings"))).settings()
                : EngineSettings.DEFAULT,
            time(given.getRequired("judge-from")),
            given.has("until") ? Long.valueOf(time(given.get("until"))) : null,
            given.has("models") ? URI.create(given.get("models")) : null,
            given.has("clickhouse")
                ? new ClickHouseAddress(
                    URI.create(given.get("clickhouse")),
                    given.get("clickhouse-database", "zhijiao"),
                    given.get("clickhouse-user", "default"),
                    new PasswordSource.Environment("CLICKHOUSE_PASSWORD"))
                : null,
            URI.create(given.getRequired("checkpoints")),
            Duration.ofSeconds(given.getInt("checkpoint-seconds", 10)),
            Duration.ofSeconds(given.getInt("idle-seconds", 5)),
            given.has("governance") ? Path.of(given.get("governance")) : null);
    Configuration configuration = configuration(options);
    if (given.has("parallelism")) {
      configuration.set(
          org.apache.flink.configuration.CoreOptions.DEFAULT_PARALLELISM,
          given.getInt("parallelism"));
    }
    if (given.has("resume")) {
      String last = lastCheckpoint(Path.of(options.checkpoints()));
      if (last != null) {
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, last);
      }
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    attach(env, options);
    JobClient job = env.executeAsync("zhijiao supervision");
    while (job.getJobStatus().get() != JobStatus.RUNNING) {
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        break;
      }
      Thread.sleep(START_POLL_MILLIS);
    }
    running.run();
    job.getJobExecutionResult().get();
  }

  private static long time(String text) {
    return OffsetDateTime.parse(text).toInstant().toEpochMilli();
  }

  /** What Flink must be told for this job, on one machine as on a cluster. */
  public static Configuration configuration(Options options) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(
        RocksDBOptions.TIMER_SERVICE_FACTORY,
        org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType.HEAP);
    // Whoever is heard for the first time is in none of the files, and would be looked for in each.
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    // What a snapshot writes is written anew by one of the next: not worth compressing before it
    // has come to rest.
    configuration.set(
        RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL,
        List.of(
            CompressionType.NO_COMPRESSION,
            CompressionType.NO_COMPRESSION,
            CompressionType.SNAPPY_COMPRESSION));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, options.checkpoints().toString());
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
        org.apache.flink.core.execution.CheckpointingMode.EXACTLY_ONCE);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    return configuration;
  }

  /** Attaches sources, pipeline and sinks. */
  public static void attach(StreamExecutionEnvironment env, Options options) throws IOException {
    attach(
        env,
        options,
        options.zones() == null ? ZoneCatalog.EMPTY : ZonesFile.read(options.zones()).catalog());
  }

  /** The same, with zones that have been read already. */
  public static void attach(StreamExecutionEnvironment env, Options options, ZoneCatalog zones)
      throws IOException {
    EngineSettings settings = options.settings();
    Long until = options.until();
    ProgramSource program =
        new ProgramSource(
                zones,
                settings.holidays(),
                settings.judge(),
                settings.timeline(),
                RuleCatalog.of(settings.rules()),
                settings.alerts(),
                settings.health(),
                settings.tiers(),
                new Horizon(options.judgeFrom(), until == null ? Long.MAX_VALUE : until),
                null)
            .with(history(options, zones));
    DataStream<Arrival> arrivals =
        env.fromSource(
                source(options),
                ReceiptWatermarks.strategy(
                    Duration.ofSeconds(settings.reorderBoundSeconds()), options.idleness()),
                "topics")
            .uid(Uids.SOURCE);
    Outputs outputs =
        SupervisionPipeline.attach(
            arrivals,
            until == null ? told(env, options) : null,
            options.promotions() == null ? null : Promotions.watched(env, options.promotions()),
            program,
            SupervisionPipeline.Capacity.DEFAULT);
    write(outputs, options);
  }

  /**
   * What this job, and the one before it that failed, told of alerts. A bounded run goes on from nothing and leaves nothing
   * behind. What was told says nothing of how far time has come, and never holds it back.
   */
  private static DataStream<AlertCause> told(StreamExecutionEnvironment env, Options options) {
    return env.fromSource(
            KafkaSource.<AlertCause>builder()
                .setBootstrapServers(options.brokers())
                .setGroupId("zhijiao-told")
                .setTopics(Routing.alertTopics())
                .setStartingOffsets(new FromNowOn())
                .setDeserializer(new ToldReader())
                .build(),
            ReceiptWatermarks.none(),
            "what was told")
        .uid(Uids.TOLD);
  }

  /** What the ledger says; without one nothing changes while the job runs, and changes that arrive are refused. */
  private static SettingsHistory history(Options options, ZoneCatalog zones) throws IOException {
    Thresholds base = options.settings().thresholds();
    Path folder = options.governance();
    if (folder == null) {
      return SettingsHistory.of(base, zones, List.of());
    }
    Ledger ledger = Ledger.read(folder);
    ledger.requireBase(base, options.zones());
    return SettingsHistory.of(base, zones, ledger.facts());
  }

  /** The source of all input topics. */
  @SuppressWarnings("deprecation") // the connector asks for a type that Kafka has given up
  public static KafkaSource<Arrival> source(Options options) {
    KafkaSourceBuilder<Arrival> builder =
        KafkaSource.<Arrival>builder()
            .setBootstrapServers(options.brokers())
            .setGroupId("zhijiao-supervision")
            .setTopics(Topics.INPUTS)
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setProperty("isolation.level", "read_committed")
            .setProperty("max.partition.fetch.bytes", Integer.toString(FETCH_BYTES))
            .setDeserializer(
                new ArrivalReader(options.settings().limits(System::currentTimeMillis)));
    if (options.until() != null) {
      builder
          .setStartingOffsets(OffsetsInitializer.earliest())
          .setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
  }

  private static void write(Outputs outputs, Options options) throws IOException {
    kafka(outputs.alerts(), ResultWriter.alerts(), Topics.ALERTS, options);
    kafka(outputs.incidents(), ResultWriter.incidents(), Topics.INCIDENTS, options);
    kafka(outputs.findings(), ResultWriter.findings(), Topics.FINDINGS, options);
    kafka(outputs.deadLetters(), ResultWriter.deadLetters(), Topics.DEAD_LETTERS, options);
    kafka(outputs.risk(), ResultWriter.riskScores(), Topics.RISK_SCORES, options);
    ClickHouseAddress address = options.clickHouse();
    if (address == null) {
      return;
    }
    ClickHouse server = new ClickHouse(address);
    Migrations.ofThisBuild().apply(server, Migrations.Engines.PLAIN);
    CalendarDays.write(server, options.settings().holidays());
    clickHouse(outputs.alerts(), Rows.alertEvents(), "alerts", address);
    clickHouse(outputs.incidents(), Rows.incidentMembers(), "alert incidents", address);
    for (Audience apart : Routing.apart()) {
      String name = Routing.topicOf(apart).replace('-', ' ');
      clickHouse(outputs.alerts(), Rows.alertEventsOf(apart), name, address);
    }
    clickHouse(outputs.findings(), Rows.findingChanges(), "findings", address);
    clickHouse(outputs.deadLetters(), Rows.deadLetters(), "dead letters", address);
    for (FactKind kind : FactKind.values()) {
      if (FactRows.isKept(kind)) {
        // In a task of its own: a slow database must not keep the task from reading the topics.
        clickHouse(outputs.register(), FactRows.of(kind), kind.word() + " facts", address)
            .disableChaining();
      }
    }
    clickHouse(outputs.risk(), Rows.riskScores(), "risk scores", address);
    clickHouse(outputs.risk(), Rows.riskVectors(), "risk vectors", address);
    clickHouse(outputs.risk(), Rows.tierSuggestions(), "tier suggestions", address);
    DataStream<InputCount> totals =
        outputs
            .tallies()
            .keyBy(InputTotals::key, Types.STRING)
            .process(new InputTotals())
            .returns(TypeInformation.of(InputCount.class))
            .name("input totals")
            .uid(Uids.TALLIES);
    clickHouse(totals, Rows.inputCounts(), "input counts", address);
    DataStream<EnginePulse> pulses =
        totals
            .transform(
                "engine pulses",
                TypeInformation.of(EnginePulse.class),
                new EnginePulses(System::currentTimeMillis))
            .uid(Uids.PULSES)
            .setParallelism(1);
    clickHouse(pulses, Rows.enginePulses(), "engine pulses", address);
  }

  private static <T> void kafka(
      DataStream<T> results,
      KafkaRecordSerializationSchema<T> records,
      String topic,
      Options options) {
    Properties producer = new Properties();
    producer.put("linger.ms", "5");
    producer.put("compression.type", "lz4");
    results
        .sinkTo(
            KafkaSink.<T>builder()
                .setBootstrapServers(options.brokers())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(records)
                .build())
        .name("to " + topic)
        .uid("kafka-" + topic);
  }

  private static <T> DataStreamSink<T> clickHouse(
      DataStream<T> results, ClickHouseRow<T> rows, String what, ClickHouseAddress address) {
    return results
        .sinkTo(new ClickHouseSink<>(address, rows, Batching.DEFAULT))
        .name(what + " to ClickHouse")
        .uid("clickhouse-" + what.replace(' ', '-'));
  }

  /** The newest complete checkpoint below a folder, or null when there is none. */
  static @Nullable String lastCheckpoint(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    try (Stream<Path> files = Files.walk(folder, 3)) {
      List<Path> complete =
          files.filter(path -> path.endsWith("_metadata")).sorted(BY_AGE).toList();
      return complete.isEmpty()
          ? null
          : complete.get(complete.size() - 1).getParent().toUri().toString();
    }
  }

  private static final Comparator<Path> BY_AGE =
      Comparator.comparingLong(path -> path.toFile().lastModified());
}
