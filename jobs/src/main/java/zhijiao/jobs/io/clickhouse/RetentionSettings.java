package zhijiao.jobs.io.clickhouse;

import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * For how many days the database keeps what it was told; 0 is for ever. Whoever is responsible for
 * the data sets them. Terms (orders, authorisations, leave) are kept as long as the register is.
 *
 * @param rawDays records as they came: samples in dead letters, 1–3650
 * @param checkInDays check-ins and roll calls, 1–3650
 * @param cameraDays how much each camera sees, of nobody, 1–3650
 * @param alertDays alerts with their evidence and all their changes, 0–36500
 * @param scoreDays scores, features and suggestions, 0–36500
 */
public record RetentionSettings(
    int rawDays, int checkInDays, int cameraDays, int alertDays, int scoreDays) {

  /** What the migrations set. */
  public static final RetentionSettings DEFAULT = SettingsReader.defaults(RetentionSettings::read);

  private static final int TEN_YEARS = 3_650;
  private static final int CENTURY = 36_500;

  /** Reads and declares them. */
  public static RetentionSettings read(SettingsReader in) {
    return new RetentionSettings(
        in.integer(
            "rawDays",
            90,
            1,
            TEN_YEARS,
            "days",
            "samples of records that could not be read; topics of raw tracks should be kept no longer",
            Source.chosen("three months, as long as an authorisation lasts")),
        in.integer(
            "checkInDays",
            365,
            1,
            TEN_YEARS,
            "days",
            "check-ins and roll calls",
            Source.chosen("the year of a review; a person's terms say when they were owed")),
        in.integer(
            "cameraDays",
            730,
            1,
            TEN_YEARS,
            "days",
            "sightings by camera and hour, of nobody",
            Source.chosen("two years, to compare a season with the one before")),
        in.integer(
            "alertDays",
            0,
            0,
            CENTURY,
            "days",
            "alerts, their evidence and everything that was done about them; 0: for ever",
            Source.chosen("no rule that we know names a time; they are part of a file")),
        in.integer(
            "scoreDays",
            0,
            0,
            CENTURY,
            "days",
            "scores, their features and suggested tiers; 0: for ever",
            Source.chosen(
                "a model is trained from years of them; no rule that we know names a time")));
  }
}
