package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.alert.Alert;
import zhijiao.core.health.SourceKind;
import zhijiao.core.rule.Finding;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.jobs.io.AlertFiles;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.local.evaluation.AlertSpan;
import zhijiao.local.evaluation.Evaluation;
import zhijiao.local.evaluation.NaiveTracker;
import zhijiao.local.simulator.ScenarioFolder;
import zhijiao.local.simulator.Simulator;
import zhijiao.local.simulator.Violation;

/** {@code ./zhijiao evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Simulates a prefecture whose truth is known, judges it, and compares.",
      "模拟一个真相已知的地区，判断并对照。"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "keep facts, truth and results in this folder")
  private @Nullable Path keep;

  @Option(names = "--explain", description = "list what was missed and what was false")
  private boolean explain;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    Path folder = keep == null ? Files.createTempDirectory("zhijiao-evaluate") : keep;
    try {
      run(folder, out, progress);
      return 0;
    } finally {
      if (keep == null) {
        TemporaryFolder.delete(folder);
      }
    }
  }

  private void run(Path folder, PrintWriter out, Progress progress) throws IOException {
    HolidayCalendar calendar = CalendarFile.china();
    progress.say("simulating " + scenario.words());
    Simulator simulator = new Simulator(scenario.scenario(), calendar);
    Path facts = folder.resolve("facts");
    List<Violation> truth =
        ScenarioFolder.write(simulator, facts, folder.resolve(ScenarioFolder.TRUTH));

    Path results = folder.resolve("results");
    long started = System.nanoTime();
    ResultFiles.Summary summary =
        ReplayJob.run(ReplayJob.Request.of(facts, results).telling(progress::say));
    double seconds = (System.nanoTime() - started) / 1e9;

    progress.say("running the plain tracker on the same facts");
    List<AlertSpan> naive = naive(simulator, facts, calendar);
    progress.done();

    double peopleDays = (double) scenario.people() * scenario.days();
    Evaluation engine = Evaluation.of(truth, spans(summary, results), peopleDays);
    Evaluation plain = Evaluation.of(truth, naive, peopleDays);
    out.println(scenario.words());
    out.printf(
        Locale.ROOT,
        "read %s%noutcomes: %d facts, %d duplicates, %d dead letters, %d unlawful; %s%n",
        summary.readByKind(),
        summary.facts(),
        summary.duplicates(),
        summary.deadLetterCount(),
        summary.unlawfulCount(),
        summary.addsUp() ? "they add up" : "THEY DO NOT ADD UP");
    long unseen = truth.stream().filter(violation -> !violation.observable()).count();
    out.printf(
        Locale.ROOT,
        "truth: %d violations, %d of which nothing could show; judged in %.1f s%n%n",
        truth.size(),
        unseen,
        seconds);
    out.println(engine.render("zhijiao 智矫"));
    out.println(plain.render("plain tracker 普通定位平台 (every fix a point, no accuracy, no leave)"));
    out.printf(
        Locale.ROOT, "retracted because late data disproved them: %d%n", summary.retracted());
    out.println(outages(summary));
    if (explain) {
      engine.matching().missed().forEach(missed -> out.println("missed " + Simulator.line(missed)));
      engine.matching().wrong().forEach(wrong -> out.println("false  " + line(wrong)));
    }
    out.flush();
  }

  /** What became of the silences that began when a base station's did. */
  private static String outages(ResultFiles.Summary summary) {
    int incidents = 0;
    int silences = 0;
    for (Alert alert : summary.alerts()) {
      if (alert.key().rule().equals(SourceKind.STATION.card().id())) {
        incidents++;
        for (Finding episode : alert.episodes()) {
          silences += Integer.parseInt(episode.parameters().getOrDefault("silences", "0"));
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "base stations out: %d incidents; %d silences that lasted past 40 minutes began with one",
        incidents,
        silences);
  }

  private static String line(AlertSpan alert) {
    return alert.rule()
        + " "
        + alert.subject()
        + " "
        + alert.target()
        + " "
        + FactJson.time(alert.openedAt())
        + " – "
        + (alert.endedAt() == Long.MAX_VALUE ? "" : FactJson.time(alert.endedAt()));
  }

  /** Alerts that stand, with the event time at which each was first told. */
  private static List<AlertSpan> spans(ResultFiles.Summary summary, Path results)
      throws IOException {
    Map<String, Long> told = AlertFiles.firstTold(results);
    List<AlertSpan> spans = new ArrayList<>();
    for (Alert alert : summary.alerts()) {
      Long ended = alert.endedAt();
      spans.add(
          new AlertSpan(
              alert.key().rule(),
              alert.key().subject().pseudonym(),
              alert.key().target(),
              alert.openedAt(),
              ended == null ? Long.MAX_VALUE : ended,
              told.getOrDefault(alert.id().toString(), alert.openedAt())));
    }
    return spans;
  }

  private List<AlertSpan> naive(Simulator simulator, Path facts, HolidayCalendar calendar)
      throws IOException {
    List<zhijiao.core.fact.Fact> all = new ArrayList<>();
    simulator.facts(all::add);
    all.sort(java.util.Comparator.comparingLong(zhijiao.core.fact.Fact::receivedAt));
    NaiveTracker tracker =
        new NaiveTracker(
            ZonesFile.read(facts.resolve(FactFile.ZONES)).catalog(),
            calendar,
            scenario
                .scenario()
                .first()
                .atStartOfDay(java.time.ZoneId.of("Asia/Shanghai"))
                .toInstant()
                .toEpochMilli());
    all.forEach(tracker::accept);
    return tracker.alerts();
  }
}
