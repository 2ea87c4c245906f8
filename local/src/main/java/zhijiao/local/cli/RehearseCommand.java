package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.TemporaryFolder;
import zhijiao.jobs.io.clickhouse.ClickHouse;
import zhijiao.jobs.io.clickhouse.Migrations;
import zhijiao.local.clickhouse.LocalClickHouse;
import zhijiao.local.rehearsal.Rehearsal;
import zhijiao.local.simulator.Simulator;

/** {@code ./zhijiao rehearse}. */
@Command(
    name = "rehearse",
    description = {
      "Simulates months of a district, lets a made-up officer decide its alerts, and serves what a job"
          + " would have logged, to try training from the log.",
      "模拟一个地区数月的运行并由虚构的工作人员处置预警，把作业会记录的内容放入 ClickHouse，供试训练模型。"
    })
final class RehearseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--engine",
      hidden = true,
      defaultValue = "${sys:zhijiao.home:-.}/build/clickhouse-engine")
  private Path engine = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    try (TemporaryFolder work = TemporaryFolder.create("zhijiao-rehearse")) {
      Path folder = work.path();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      try (LocalClickHouse clickHouse = LocalClickHouse.start(folder.resolve("engine"), engine)) {
        ClickHouse server = new ClickHouse(clickHouse.address(folder, LocalClickHouse.DATABASE));
        Migrations.ofThisBuild().apply(server, Migrations.Engines.PLAIN);
        Simulator.Scenario simulated = scenario.scenario();
        progress.say("simulating " + scenario.words());
        long until =
            simulated
                .first()
                .plusDays(simulated.days())
                .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                .toInstant()
                .toEpochMilli();
        Rehearsal.Report report =
            Rehearsal.run(
                new Simulator(simulated, CalendarFile.china()),
                folder,
                server,
                until,
                progress::say);
        progress.done();
        Path password = folder.resolve("password");
        Files.writeString(password, clickHouse.password());
        out.println(scenario.words());
        out.printf(
            Locale.ROOT,
            "violations %d, alert events %d, decided by the officer %d, logged vectors %d%n",
            report.violations(),
            report.alertEvents(),
            report.acts(),
            report.vectors());
        out.printf(
            "./zhijiao train --from-clickhouse %s --clickhouse-user %s --clickhouse-password-file %s --spec live.yaml --out DIR%n",
            clickHouse.url(), clickHouse.user(), password);
        out.println(
            "Made-up people: no figure of such a model says anything about real ones. Ctrl-C stops it.");
        out.flush();
        new CountDownLatch(1).await();
      }
    }
    return 0;
  }

  /** Ctrl-C ends the JVM, and then nothing else removes the folder. */
  private static void remove(Path folder) {
    try {
      TemporaryFolder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
