package zhijiao.models.train.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zhijiao.models.train.Registry;

/** {@code ./zhijiao promote}. */
@Command(
    name = "promote",
    description = {
      "Puts a trained model that passed the gate into the registry, with an audit line.",
      "将通过检验的模型登记启用，并写入审计记录。"
    })
final class PromoteCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "DIR", description = "folder that train wrote")
  private Path folder = Path.of("");

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "who answers for it")
  private String by = "";

  @Option(
      names = "--registry",
      paramLabel = "DIR",
      description = "the registry (default build/models)")
  private @Nullable Path registry;

  @Option(
      names = "--effective",
      paramLabel = "INSTANT",
      description = "the event time from which it scores, ISO 8601 with an offset (default: now)")
  private @Nullable Instant effective;

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("zhijiao.home", ""));
    Registry used = new Registry(registry == null ? home.resolve("build/models") : registry);
    Instant now = Clock.systemUTC().instant();
    String said = used.promote(folder, by, now, effective == null ? now : effective);
    command.commandLine().getOut().println(said);
    command.commandLine().getOut().flush();
    return 0;
  }
}
