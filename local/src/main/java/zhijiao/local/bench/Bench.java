package zhijiao.local.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagFix;
import zhijiao.core.judge.CaseRecord;
import zhijiao.core.judge.CurfewPhase;
import zhijiao.core.judge.Judge;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.jobs.io.clickhouse.ClickHouseAddress;
import zhijiao.jobs.io.kafka.ArrivalReader;
import zhijiao.jobs.main.EngineSettings;
import zhijiao.jobs.main.SupervisionJob;
import zhijiao.jobs.pipeline.ReceiptWatermarks;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.jobs.wire.FactWire;
import zhijiao.local.demo.Feeder;
import zhijiao.rules.PatternRule;
import zhijiao.rules.Rule;
import zhijiao.rules.RuleCatalog;

/** Measures three jobs on the same pre-written fixes, all on RocksDB with parallelism 2. */
public final class Bench {

  /** Topic of the part of the fixes that stock CEP is given. */
  public static final String CEP_FIXES = "bench-cep-fixes";

  private static final long GRACE_EXPIRES = BenchCrowd.FROM + 25 * 60_000;

  /** The crowd of the job that runs: its operators run in this process. */
  private static volatile @Nullable BenchCrowd judgedCrowd;

  private final String brokers;
  private final ClickHouseAddress clickHouse;
  private final Path work;
  private final BenchCrowd crowd;
  private final Part cepPart;

  /**
   * A part of the crowd's fixes.
   *
   * @param people the first so many
   * @param minutes the first so many; 0 for no fixes at all
   */
  public record Part(int people, int minutes) {
    long fixes() {
      return (long) people * minutes;
    }

    boolean holds(TagFix fix) {
      return BenchCrowd.personOf(fix.tag()) < people
          && fix.occurredAt() < BenchCrowd.FROM + minutes * 60_000L;
    }
  }

  /**
   * One job's figures.
   *
   * @param fixes that were read
   * @param seconds from the moment all tasks ran to the end
   * @param cpuSeconds of this process, Java's compiler included
   * @param compilerSeconds for which Java's compiler was at work meanwhile, by the clock, its threads added up: what is not
   *     due to the job, and would be nothing after an hour
   */
  public record Figure(
      String name, long fixes, double seconds, double cpuSeconds, double compilerSeconds) {
    public double perSecond() {
      return fixes / seconds;
    }

    /** One line for a terminal. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "  %-58s %9d fixes %7.1f s %9.0f fixes/s %6.1f CPU s per million, %5.1f s compiling",
          name,
          fixes,
          seconds,
          perSecond(),
          cpuSeconds / fixes * 1e6,
          compilerSeconds);
    }
  }

  /**
   * @param people tagged people
   * @param minutes minutes of fixes, at least 30
   * @param cepPart what stock CEP is given: it is too slow for all
   */
  public Bench(
      String brokers,
      ClickHouseAddress clickHouse,
      Path work,
      int people,
      int minutes,
      Part cepPart)
      throws IOException {
    this.brokers = brokers;
    this.clickHouse = clickHouse;
    this.work = work;
    this.crowd = new BenchCrowd(people, minutes, counties());
    this.cepPart = cepPart;
  }

  private static ZoneCatalog counties() throws IOException {
    try (InputStream in =
        new GZIPInputStream(Bench.class.getResourceAsStream("/lishui/counties.geojson.gz"))) {
      return ZonesFile.read(in, "counties").catalog();
    }
  }

  /** Writes all facts to Kafka before anything is measured. */
  public void write(Consumer<String> progress) throws IOException {
    FactWire wire = new FactWire(Limits.ofLaw(System::currentTimeMillis));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "linger.ms",
                "20",
                "batch.size",
                "262144",
                "compression.type",
                "lz4",
                "buffer.memory",
                "134217728"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      Consumer<Fact> send =
          fact ->
              producer.send(
                  new ProducerRecord<>(
                      Topics.of(fact.kind()), Feeder.key(fact), wire.encode(fact)));
      progress.accept("writing terms");
      crowd.terms(send);
      progress.accept("writing " + crowd.fixes() + " fixes");
      crowd.fixes(
          fix -> {
            send.accept(fix);
            if (cepPart.holds((TagFix) fix)) {
              producer.send(new ProducerRecord<>(CEP_FIXES, Feeder.key(fix), wire.encode(fix)));
            }
          });
      producer.flush();
    }
  }

  private Configuration configuration(SupervisionJob.Options options) {
    Configuration configuration = SupervisionJob.configuration(options);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    configuration.set(CoreOptions.TMP_DIRS, work.toString());
    // Whatever fails here fails again: say so at once.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    return configuration;
  }

  private SupervisionJob.Options options(@Nullable ClickHouseAddress target) throws IOException {
    return new SupervisionJob.Options(
        brokers,
        null,
        EngineSettings.DEFAULT,
        BenchCrowd.FROM - 60_000,
        crowd.until(),
        null,
        target,
        Files.createDirectories(work.resolve("checkpoints")).toUri(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        null);
  }

  /** (a) Kafka and Avro, keyed, counted: the limit. */
  public Figure limit() throws Exception {
    SupervisionJob.Options options = options(null);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
    fixes(env, Topics.TAG_FIXES)
        .keyBy(arrival -> ((TagFix) arrival.fact()).tag(), Types.STRING)
        .process(new Count())
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
    return measure(env, "(a) Kafka + Avro → keyBy → count", crowd.fixes());
  }

  /** (b) The whole pipeline, Kafka to Kafka and ClickHouse. */
  public Figure pipeline() throws Exception {
    SupervisionJob.Options options = options(clickHouse);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
    SupervisionJob.attach(env, options, crowd.zones());
    return measure(env, "(b) the whole pipeline, to Kafka and ClickHouse", crowd.fixes());
  }

  /** (c) The same patterns as stock CEP operators on every judged fix, on a part of the fixes. */
  public Figure stockCep() throws Exception {
    SupervisionJob.Options options = options(null);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
    DataStream<JudgedMoment> judged =
        fixes(env, CEP_FIXES)
            .keyBy(arrival -> ((TagFix) arrival.fact()).tag(), Types.STRING)
            .process(new JudgeEach())
            .returns(ZhijiaoTypes.JUDGED_MOMENT);
    judgedCrowd = crowd;
    for (Rule rule : RuleCatalog.shipped().rules()) {
      if (rule instanceof PatternRule patternRule) {
        DataStream<JudgedMoment> own =
            judged.filter(moment -> moment.target().endsWith("|" + patternRule.watches().name()));
        for (Pattern<JudgedMoment, ?> opening : patternRule.openings()) {
          CEP.pattern(own.keyBy(JudgedMoment::target, Types.STRING), opening)
              .process(new Matches())
              .returns(Types.STRING)
              .sinkTo(new DiscardingSink<>());
        }
      }
    }
    return measure(
        env,
        String.format(
            Locale.ROOT,
            "(c) the same rules as stock CEP, %d people, %d minutes",
            cepPart.people(),
            cepPart.minutes()),
        cepPart.fixes());
  }

  private DataStream<Arrival> fixes(StreamExecutionEnvironment env, String topic) {
    KafkaSource<Arrival> source =
        KafkaSource.<Arrival>builder()
            .setBootstrapServers(brokers)
            .setGroupId("bench-" + topic)
            .setTopics(List.of(topic))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new Fixes())
            .build();
    return env.fromSource(
        source, ReceiptWatermarks.strategy(Duration.ofSeconds(10), Duration.ofSeconds(2)), "fixes");
  }

  private static Figure measure(StreamExecutionEnvironment env, String name, long fixes)
      throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // What earlier jobs left behind is not to be collected on this one's time.
    System.gc();
    JobClient job = env.executeAsync(name);
    JobStatus status = job.getJobStatus().get();
    while (status != JobStatus.RUNNING && !status.isGloballyTerminalState()) {
      Thread.sleep(10);
      status = job.getJobStatus().get();
    }
    long started = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    long compiling = compilingMillis();
    job.getJobExecutionResult().get();
    return new Figure(
        name,
        fixes,
        (System.nanoTime() - started) / 1e9,
        (system.getProcessCpuTime() - cpu) / 1e9,
        (compilingMillis() - compiling) / 1e3);
  }

  /** For how long Java's compiler has been at work, its threads added up; 0 where there is none. */
  private static long compilingMillis() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? 0 : compiler.getTotalCompilationTime();
  }

  /** Reads any topic as that of fixes. */
  private static final class Fixes implements KafkaRecordDeserializationSchema<Arrival> {
    private static final long serialVersionUID = 1L;
    private final ArrivalReader reader = new ArrivalReader(Limits.ofLaw(System::currentTimeMillis));

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
      reader.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
      reader.deserialize(
          new ConsumerRecord<>(
              Topics.TAG_FIXES, record.partition(), record.offset(), record.key(), record.value()),
          out);
    }

    @Override
    public TypeInformation<Arrival> getProducedType() {
      return reader.getProducedType();
    }
  }

  /** One read and one write of keyed state per fix. */
  private static final class Count extends KeyedProcessFunction<String, Arrival, Long> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<Long> out)
        throws Exception {
      Long before = count.value();
      count.update(before == null ? 1 : before + 1);
    }
  }

  /** Judges each fix and passes every judgement on, with the person and the watch in its target. */
  private static final class JudgeEach extends KeyedProcessFunction<String, Arrival, JudgedMoment> {
    private static final long serialVersionUID = 1L;
    private static final long CURFEW_BEGINS = BenchCrowd.FROM + 15 * 60_000;

    private transient HashMap<String, Judge> judges;
    private transient HashMap<String, CurfewPhase> phases;

    @Override
    public void open(OpenContext context) {
      judges = new HashMap<>();
      phases = new HashMap<>();
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<JudgedMoment> out) {
      TagFix fix = (TagFix) Objects.requireNonNull(arrival.fact());
      BenchCrowd people = Objects.requireNonNull(judgedCrowd);
      String tag = fix.tag();
      OrderTerms terms = people.terms(BenchCrowd.personOf(tag));
      long at = fix.occurredAt();
      CurfewPhase before = phases.getOrDefault(tag, CurfewPhase.OFF);
      CurfewPhase now =
          at < CURFEW_BEGINS
              ? CurfewPhase.OFF
              : at <= GRACE_EXPIRES ? CurfewPhase.GRACE : CurfewPhase.IN_FORCE;
      Situation situation = new Situation(terms, true, false, now, null, CaseRecord.EMPTY);
      Judge.Output output = (watch, moment) -> out.collect(moment.of(tag + "|" + watch.name()));
      Judge judge = judges.get(tag);
      if (judge == null) {
        judge = new Judge(people.zones(), JudgeSettings.DEFAULT, watch -> Integer.MAX_VALUE);
        judges.put(tag, judge);
        judge.terms(at, Situation.UNKNOWN, situation, output);
      }
      if (before != CurfewPhase.IN_FORCE && now == CurfewPhase.IN_FORCE) {
        judge.curfew(What.GRACE_EXPIRES, GRACE_EXPIRES, situation, output);
      }
      phases.put(tag, now);
      judge.observe(fix, situation, output);
    }
  }

  /** Counts as a match, whatever it holds. */
  private static final class Matches extends PatternProcessFunction<JudgedMoment, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processMatch(
        Map<String, List<JudgedMoment>> match, Context context, Collector<String> out) {
      out.collect(match.keySet().toString());
    }
  }
}
