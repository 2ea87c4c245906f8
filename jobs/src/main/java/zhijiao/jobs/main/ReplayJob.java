package zhijiao.jobs.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.place.ZoneProblem;
import zhijiao.core.timeline.Horizon;
import zhijiao.jobs.governance.SettingsHistory;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.ArrivalRun;
import zhijiao.jobs.io.ArrivalRunFormat;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactFolder;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Parity;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.jobs.operator.ProgramSource;
import zhijiao.jobs.pipeline.Outputs;
import zhijiao.jobs.pipeline.ReceiptWatermarks;
import zhijiao.jobs.pipeline.SupervisionPipeline;
import zhijiao.jobs.pipeline.Uids;
import zhijiao.models.live.RiskScore;
import zhijiao.rules.RuleCatalog;

/**
 * Judges a folder of facts: the same pipeline as the live job, with a source that ends.
 *
 * <p>The facts are first put in the order in which the platform received them, so the order of files and lines does not
 * matter. Deadlines reach from the first observation to the last: before and after nobody was observed, and nobody is
 * accused of silence.
 */
public final class ReplayJob {

  private ReplayJob() {}

  /**
   * @param facts folder of facts, see docs/files.md
   * @param out folder for the results; created when it is not there
   * @param parallelism of every operator but the source
   * @param configuration of Flink, beyond what a replay needs
   * @param progress told in words what is being done
   * @param promotions folder of promotions of models, or null: then no model scores
   * @param between put between the source and the pipeline; a place for a test to make tasks fail
   * @param assumed changes of settings to judge by beside those among the facts
   */
  public record Request(
      Path facts,
      Path out,
      EngineSettings settings,
      int parallelism,
      Configuration configuration,
      Consumer<String> progress,
      @Nullable Path promotions,
      UnaryOperator<DataStream<Arrival>> between,
      List<GovernanceFact> assumed) {

    public Request {
      assumed = List.copyOf(assumed);
    }

    public static Request of(Path facts, Path out) {
      return new Request(
          facts,
          out,
          EngineSettings.DEFAULT,
          2,
          new Configuration(),
          said -> {},
          null,
          UnaryOperator.identity(),
          List.of());
    }

    public Request with(EngineSettings chosen) {
      return new Request(
          facts, out, chosen, parallelism, configuration, progress, promotions, between, assumed);
    }

    public Request withParallelism(int chosen) {
      return new Request(
          facts, out, settings, chosen, configuration, progress, promotions, between, assumed);
    }

    public Request telling(Consumer<String> chosen) {
      return new Request(
          facts, out, settings, parallelism, configuration, chosen, promotions, between, assumed);
    }

    /** With the models that were promoted. */
    public Request withPromotions(@Nullable Path chosen) {
      return new Request(
          facts, out, settings, parallelism, configuration, progress, chosen, between, assumed);
    }

    public Request disturbedBy(
        Configuration chosen, UnaryOperator<DataStream<Arrival>> disturbance) {
      return new Request(
          facts, out, settings, parallelism, chosen, progress, promotions, disturbance, assumed);
    }

    /** The same with changes of settings that are not among the facts. */
    public Request assuming(List<GovernanceFact> chosen) {
      return new Request(
          facts, out, settings, parallelism, configuration, progress, promotions, between, chosen);
    }
  }

  /**
   * Runs a replay and writes its results.
   *
   * @throws IOException when files cannot be read or written
   */
  public static ResultFiles.Summary run(Request request) throws IOException {
    if (!Files.isDirectory(request.facts())) {
      throw new IOException("no folder of facts: " + request.facts());
    }
    Files.createDirectories(request.out());
    try (TemporaryFolder work = TemporaryFolder.create("zhijiao-replay")) {
      return run(request, work.path());
    }
  }

  /**
   * Runs a replay, and compares the features that were logged with those that its facts as a whole say.
   *
   * @throws IOException when files cannot be read
   */
  public static Parity.Report parity(Request request) throws IOException {
    List<Fact> facts = new ArrayList<>();
    try (TemporaryFolder work = TemporaryFolder.create("zhijiao-parity")) {
      Judged judged = judged(request, work.path(), facts);
      return Parity.compare(
          judged.collected().risk(),
          facts,
          judged.collected().alerts(),
          judged.program().riskPolicy());
    }
  }

  /**
   * Runs a replay and gives all that came out, instead of writing it.
   *
   * @throws IOException when files cannot be read
   */
  public static ResultFiles.Collected collect(Request request) throws IOException {
    try (TemporaryFolder work = TemporaryFolder.create("zhijiao-replay")) {
      return judged(request, work.path(), null).collected();
    }
  }

  /** What a replay read and found. */
  private record Judged(
      FactFolder.Report read,
      long records,
      ZonesFile.Result zones,
      ProgramSource program,
      ResultFiles.Collected collected) {}

  private static ResultFiles.Summary run(Request request, Path work) throws IOException {
    long started = System.nanoTime();
    Judged judged = judged(request, work, null);
    request.progress().accept("writing " + request.out());
    return ResultFiles.write(
        request.out(),
        judged.collected(),
        new ResultFiles.Run(
            judged.read(),
            judged.records(),
            judged.zones().catalog().size(),
            judged.zones().problems(),
            request.settings(),
            (System.nanoTime() - started) / 1_000_000));
  }

  /**
   * @param facts takes every fact that was read, or null
   */
  private static Judged judged(Request request, Path work, @Nullable List<Fact> facts)
      throws IOException {
    EngineSettings settings = request.settings();
    Limits limits = settings.limits(System::currentTimeMillis);
    FactFolder folder = new FactFolder(request.facts(), limits);
    request.progress().accept("reading " + request.facts());
    Path zonesPath = folder.find(FactFile.ZONES);
    ZonesFile.Result zones =
        zonesPath == null
            ? new ZonesFile.Result(ZoneCatalog.EMPTY, List.<ZoneProblem>of())
            : ZonesFile.read(zonesPath);
    Path runFile = work.resolve("arrivals.run");
    FactFolder.Report read;
    ArrivalRun.Stats stats;
    List<GovernanceFact> changes = new ArrayList<>(request.assumed());
    try (ArrivalRun.Sorter sorter = new ArrivalRun.Sorter(runFile)) {
      ProgressWords words = new ProgressWords(request.progress(), System::nanoTime);
      read =
          folder.read(
              arrival -> {
                sorter.add(arrival);
                if (arrival.fact() instanceof GovernanceFact change) {
                  changes.add(change);
                }
                if (facts != null && arrival.fact() != null) {
                  facts.add(arrival.fact());
                }
              },
              words);
      request.progress().accept("putting " + sorter.count() + " records in order of receipt");
      stats = sorter.finish();
    }
    Horizon horizon =
        stats.observed()
            ? new Horizon(stats.firstObserved(), stats.lastObserved())
            : new Horizon(settings.earliestOccurredAt(), settings.earliestOccurredAt());
    ProgramSource program =
        new ProgramSource(
                zones.catalog(),
                settings.holidays(),
                settings.judge(),
                settings.timeline(),
                RuleCatalog.of(settings.rules()),
                settings.alerts(),
                settings.health(),
                settings.tiers(),
                horizon,
                null)
            .with(SettingsHistory.of(settings.thresholds(), zones.catalog(), changes));

    request.progress().accept("judging " + stats.count() + " records");
    ResultFiles.Collected collected = judge(request, program, runFile, work);
    return new Judged(read, stats.count(), zones, program, collected);
  }

  private static ResultFiles.Collected judge(
      Request request, ProgramSource program, Path runFile, Path work) throws IOException {
    Configuration configuration = new Configuration(request.configuration());
    configuration.set(CoreOptions.TMP_DIRS, work.toString());
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    env.setParallelism(request.parallelism());
    DataStream<Arrival> arrivals =
        env.fromSource(
                FileSource.forRecordStreamFormat(
                        new ArrivalRunFormat(),
                        org.apache.flink.core.fs.Path.fromLocalFile(runFile.toFile()))
                    .build(),
                ReceiptWatermarks.strategy(
                    Duration.ofSeconds(request.settings().reorderBoundSeconds()), null),
                "facts")
            .setParallelism(1)
            .uid(Uids.SOURCE);
    Outputs outputs =
        SupervisionPipeline.attach(
            request.between().apply(arrivals),
            null,
            request.promotions() == null ? null : Promotions.once(env, request.promotions()),
            program,
            SupervisionPipeline.Capacity.DEFAULT);
    CloseableIterator<zhijiao.core.alert.AlertEvent> alerts = outputs.alerts().collectAsync();
    CloseableIterator<IncidentMember> incidents = outputs.incidents().collectAsync();
    CloseableIterator<zhijiao.jobs.io.DeadLetter> deadLetters =
        outputs.deadLetters().collectAsync();
    CloseableIterator<zhijiao.jobs.operator.Tally> tallies = outputs.tallies().collectAsync();
    CloseableIterator<RiskScore> risk = outputs.risk().collectAsync();
    ExecutorService readers = Executors.newFixedThreadPool(5);
    try {
      JobClient job = env.executeAsync("replay " + request.facts());
      CompletableFuture<List<zhijiao.core.alert.AlertEvent>> allAlerts = drain(alerts, readers);
      CompletableFuture<List<IncidentMember>> allIncidents = drain(incidents, readers);
      CompletableFuture<List<zhijiao.jobs.io.DeadLetter>> allDead = drain(deadLetters, readers);
      CompletableFuture<List<zhijiao.jobs.operator.Tally>> allTallies = drain(tallies, readers);
      CompletableFuture<List<RiskScore>> allRisk = drain(risk, readers);
      job.getJobExecutionResult().get();
      return new ResultFiles.Collected(
          allAlerts.get(), allIncidents.get(), allDead.get(), allTallies.get(), allRisk.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the replay was interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("the replay failed", e.getCause());
    } catch (Exception e) {
      throw new IOException("the replay could not be started", e);
    } finally {
      readers.shutdownNow();
    }
  }

  private static <T> CompletableFuture<List<T>> drain(Iterator<T> from, ExecutorService readers) {
    return CompletableFuture.supplyAsync(
        () -> {
          List<T> all = new ArrayList<>();
          from.forEachRemaining(all::add);
          return all;
        },
        readers);
  }
}
