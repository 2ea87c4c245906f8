package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import zhijiao.core.correlation.Correlation;
import zhijiao.core.correlation.CorrelationRequest;
import zhijiao.core.fact.Fact;
import zhijiao.jobs.io.FactFolder;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.correlation.AnswerFile;
import zhijiao.jobs.io.correlation.AuditLog;
import zhijiao.jobs.io.correlation.RequestFile;
import zhijiao.jobs.main.EngineSettings;

/** {@code ./zhijiao correlate}. */
@Command(
    name = "correlate",
    description = {
      "Answers a request of the police: who was surely at a place, and who surely was not (docs/correlation.md).",
      "答复公安机关的请求：谁确定在场，谁确定不在场。"
    })
final class CorrelateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--facts", required = true, paramLabel = "DIR", description = "folder of facts")
  private Path facts = Path.of("");

  @Option(
      names = "--request",
      required = true,
      paramLabel = "FILE",
      description = "the request: time, place, basis, requester, purpose, case number")
  private Path request = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for the answer and the audit log")
  private Path out = Path.of("");

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "the audit log, when it is kept elsewhere")
  private @Nullable Path audit;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    AuditLog log = new AuditLog(audit == null ? out.resolve(AnswerFile.LOG) : audit);
    RequestFile.Result read = RequestFile.read(request);
    String now = FactJson.time(System.currentTimeMillis());
    if (read.request() == null) {
      log.append(AnswerFile.refused(read.problems(), now));
      PrintWriter err = spec.commandLine().getErr();
      err.println("refused, and logged as refused · 已拒绝并记录：");
      read.problems().forEach(problem -> err.println("  " + problem));
      err.flush();
      return Complaints.MISUSED;
    }
    Correlation.Answer answer = answer(read.request());
    String hash = log.append(AnswerFile.logged(read.request(), answer, now));
    AnswerFile.write(out, read.request(), answer, hash);
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        Locale.ROOT,
        "%d surely there, %d surely elsewhere, of %d nothing can be said; results in %s%n",
        answer.leads().size(),
        answer.exonerations().size(),
        answer.noStatement(),
        out);
    print.flush();
    return 0;
  }

  /** Terms and bindings are taken before what was observed. */
  private Correlation.Answer answer(CorrelationRequest asked) throws IOException {
    EngineSettings settings = EngineSettings.DEFAULT;
    Correlation correlation = new Correlation(asked, settings.judge().plausibleSpeedKmh());
    FactFolder folder = new FactFolder(facts, settings.limits(System::currentTimeMillis));
    List<Fact> observed = new ArrayList<>();
    folder.read(
        arrival -> {
          Fact fact = arrival.fact();
          if (fact != null && fact.kind().isTerms()) {
            correlation.accept(fact);
          } else if (fact != null
              && asked.from() <= fact.occurredAt()
              && fact.occurredAt() < asked.until()) {
            observed.add(fact);
          }
        },
        (file, line) -> {});
    observed.forEach(correlation::accept);
    return correlation.answer();
  }
}
