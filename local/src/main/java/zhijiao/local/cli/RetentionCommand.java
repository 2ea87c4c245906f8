package zhijiao.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zhijiao.core.settings.SettingsReader;
import zhijiao.jobs.io.SettingsFile;
import zhijiao.jobs.io.clickhouse.Retention;
import zhijiao.jobs.io.clickhouse.RetentionSettings;

/** {@code ./zhijiao retention}. */
@Command(
    name = "retention",
    description = {
      "Sets for how many days tables keep their rows, and holds evidence beyond that.",
      "设定各表数据的保存天数；可将人员或报警的数据作为证据留存，不因到期删除。"
    })
final class RetentionCommand implements Callable<Integer> {

  private static final Pattern WHAT = Pattern.compile("(person|alert):(\\S+)");
  private static final long MILLIS_PER_DAY = 86_400_000L;

  @Spec private CommandSpec spec;

  @Mixin private ClickHouseOptions clickHouse;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "days, as docs/retention.md says; without it tables stay as they are")
  private @Nullable Path settings;

  @Option(
      names = "--hold",
      paramLabel = "WHAT:ID",
      description = "person:PSEUDONYM or alert:ID; its rows are kept")
  private @Nullable String hold;

  @Option(names = "--lift", paramLabel = "WHAT:ID", description = "lets go of what was held")
  private @Nullable String lift;

  @Option(names = "--because", description = "why it is held or let go of; kept for ever")
  private @Nullable String because;

  @Option(names = "--officer", paramLabel = "CODE", description = "who answers for it")
  private @Nullable String officer;

  @Option(
      names = "--dry-run",
      description = "with --settings: says what would change and how many rows would go")
  private boolean dry;

  @Override
  public Integer call() throws Exception {
    check();
    // A file that cannot be read stops everything, before anything is held or forgotten.
    @Nullable RetentionSettings days =
        settings == null
            ? null
            : SettingsReader.read(SettingsFile.read(settings), RetentionSettings::read).settings();
    PrintWriter out = spec.commandLine().getOut();
    Retention retention = new Retention(clickHouse.server());
    if (days != null && dry) {
      plan(retention, days, out);
    }
    // First what is to be kept: shorter days set in the same breath must find it held.
    change(retention, out);
    if (days != null && !dry) {
      List<String> changed = retention.apply(days);
      out.println("changed         " + (changed.isEmpty() ? "–" : String.join(", ", changed)));
      out.printf(
          Locale.ROOT,
          "topics          tag-fixes, tag-status, sightings: retention.ms=%d, to be set at the broker%n",
          days.rawDays() * MILLIS_PER_DAY);
    }
    List<Retention.Hold> holds = retention.holds();
    out.printf(Locale.ROOT, "held            %d%n", holds.size());
    for (Retention.Hold held : holds) {
      out.printf(
          Locale.ROOT,
          "  %s:%s  since %s, %s: %s%n",
          held.what().name().toLowerCase(Locale.ROOT),
          held.id(),
          held.since(),
          held.officer(),
          held.because());
    }
    out.flush();
    return 0;
  }

  private static void plan(Retention retention, RetentionSettings days, PrintWriter out)
      throws IOException {
    List<Retention.Change> plan = retention.plan(days);
    out.println("would change    " + (plan.isEmpty() ? "–" : ""));
    for (Retention.Change change : plan) {
      out.printf(
          Locale.ROOT,
          "  %-24s %s, %d rows would go%n",
          change.table(),
          change.days() == 0 ? "for ever" : change.days() + " days",
          change.rows());
    }
  }

  private void check() {
    if (dry && (settings == null || hold != null || lift != null)) {
      throw misused("--dry-run goes with --settings alone");
    }
    if (hold == null && lift == null) {
      return;
    }
    if (hold != null && lift != null || isBlank(because) || isBlank(officer)) {
      throw misused("either --hold or --lift, and with it --because and --officer");
    }
    if (!WHAT.matcher(hold == null ? lift : hold).matches()) {
      throw misused("person:PSEUDONYM or alert:ID is held");
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private ParameterException misused(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  private void change(Retention retention, PrintWriter out) throws IOException {
    if (because == null || officer == null || hold == null && lift == null) {
      return;
    }
    Matcher what = WHAT.matcher(hold == null ? lift : hold);
    if (!what.matches()) {
      throw new IllegalStateException(what.toString());
    }
    Retention.Held kind = Retention.Held.valueOf(what.group(1).toUpperCase(Locale.ROOT));
    String id = what.group(2);
    if (!retention.isKnown(kind, id)) {
      out.println("note            nothing in the database is about " + what.group());
    }
    if (hold == null) {
      retention.lift(kind, id, because, officer);
    } else {
      retention.hold(kind, id, because, officer);
    }
  }
}
