package zhijiao.jobs.main;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import zhijiao.core.alert.AlertSettings;
import zhijiao.core.health.HealthSettings;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.SettingsReader.Loaded;
import zhijiao.core.settings.SettingsUsed;
import zhijiao.core.settings.Source;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.jobs.governance.Thresholds;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.SettingsFile;
import zhijiao.models.tier.TierPolicy;
import zhijiao.rules.RuleSettings;

/**
 * All settings of the engine. A person's own terms are never among them: those are order facts.
 *
 * @param reorderBoundSeconds by how much records of one partition may be out of order of receipt, 0–600
 * @param futureToleranceSeconds by how much clocks may run ahead of one another, 0–3600
 * @param earliestOccurredAt no fact is older, epoch milliseconds UTC
 * @param requireBases whether an order is refused that does not say on what its restrictions rest
 * @param calendar {@value #CHINA}, or the path of a calendar file
 * @param used every value as text, by path
 */
public record EngineSettings(
    int reorderBoundSeconds,
    int futureToleranceSeconds,
    long earliestOccurredAt,
    boolean requireBases,
    String calendar,
    JudgeSettings judge,
    TimelineSettings timeline,
    AlertSettings alerts,
    HealthSettings health,
    TierPolicy.Settings tiers,
    RuleSettings rules,
    @JsonIgnore SettingsUsed used) {

  /** The calendar that comes with the program. */
  public static final String CHINA = "china";

  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** The shipped settings. */
  public static final EngineSettings DEFAULT = SettingsReader.defaults(EngineSettings::read);

  /**
   * Reads a file of settings.
   *
   * @throws IOException when the file cannot be read
   * @throws InvalidSettingsException with everything that is wrong in it
   */
  public static Loaded<EngineSettings> load(Path file)
      throws IOException, InvalidSettingsException {
    return SettingsReader.read(SettingsFile.read(file), EngineSettings::read);
  }

  /** Reads and declares them. */
  public static EngineSettings read(SettingsReader in) {
    String calendar =
        in.text(
            "calendar",
            CHINA,
            Pattern.compile("\\S(.*\\S)?"),
            "china or the path of a calendar file",
            "holidays and make-up workdays",
            Source.published("notices of the State Council's General Office, 2004 to 2026"));
    SettingsReader arrival = in.section("arrival");
    return new EngineSettings(
        arrival.integer(
            "reorderBoundSeconds",
            10,
            0,
            600,
            "seconds",
            "how long is waited for records that overtook one another on the way",
            Source.chosen("brokers and gateways of one platform differ by seconds")),
        arrival.integer(
            "futureToleranceSeconds",
            120,
            0,
            3600,
            "seconds",
            "by how much the clock of a device or host may run ahead",
            Source.chosen(
                "clocks set by GPS or NTP differ by far less; two minutes forgive a bad one")),
        arrival
            .date(
                "earliestDate",
                LocalDate.of(2020, 7, 1),
                LocalDate.of(2000, 1, 1),
                LocalDate.of(2100, 1, 1),
                "facts from before this date, Beijing time, are refused",
                Source.law("the Community Corrections Law is in force since 2020-07-01 (art. 63)"))
            .atStartOfDay(BEIJING)
            .toInstant()
            .toEpochMilli(),
        arrival.flag(
            "requireBases",
            false,
            "an order that does not say on what its restrictions rest is refused",
            Source.chosen("registers do not hold these bases yet; no order would be left")),
        calendar,
        JudgeSettings.read(in.section("judge")),
        TimelineSettings.read(in.section("timeline")),
        AlertSettings.read(in.section("alerts")),
        HealthSettings.read(in.section("health")),
        TierPolicy.Settings.read(in.section("tiers")),
        RuleSettings.read(in.section("rules")),
        in.used());
  }

  /** Those of the settings that have an effective time. */
  public Thresholds thresholds() {
    return Thresholds.of(used);
  }

  /** What a fact may hold. */
  public Limits limits(Limits.Clock clock) {
    return Limits.ofLaw(clock)
        .startingAt(earliestOccurredAt)
        .tolerating(futureToleranceSeconds * 1000L)
        .requiringBases(requireBases);
  }

  /**
   * The calendar.
   *
   * @throws IOException when its file cannot be read
   */
  public HolidayCalendar holidays() throws IOException {
    return calendar.equals(CHINA) ? CalendarFile.china() : CalendarFile.read(Path.of(calendar));
  }
}
