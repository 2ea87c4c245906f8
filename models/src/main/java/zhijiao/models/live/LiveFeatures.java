package zhijiao.models.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;

/**
 * The features that the job computes while things happen, {@link #SET}. One object for live, replay, parity and training. What
 * each means, and when it is missing, is told in docs/risk.md.
 *
 * <p>Windows are of 7, 28 and 90 supervision days: the day that has begun, and the days before it. Rates are per hour of
 * exposure: of supervision, of a duty to check in, or of a tag's lawful watch over a curfew or an area.
 */
public final class LiveFeatures {

  /** Days of the windows. */
  static final int[] WINDOWS = {7, 28, 90};

  /** Confirmed alerts of these rules are violations. Silence, batteries, faults and what protects people are not among them. */
  public static final Set<String> VIOLATIONS =
      Set.of(
          "curfew",
          "boundary",
          "exclusion-zone",
          "missed-check-in",
          "check-in-spoof",
          "strap-cut",
          "device-tamper",
          "person-tag-separation");

  static final Set<String> AREA_RULES = Set.of("boundary", "exclusion-zone");
  static final String CURFEW_RULE = "curfew";
  static final String CHECK_IN_RULE = "missed-check-in";

  /** A violation that begins so soon after a leave has ended is an overrun of that leave, milliseconds. */
  static final long OVERRUN_MILLIS = 24 * 3_600_000L;

  static final int ON_TIME = 0;
  static final int MISSED = 3;
  static final int CURFEW = 6;
  static final int AREA = 9;
  static final int VIOLATED = 12;
  static final int STUDY = 15;
  static final int SERVICE = 17;
  static final int EXPOSURE = 19;
  static final int OVERRUNS = 20;
  static final int HOME_CHANGES = 21;
  static final int LECTURES = 22;
  static final int WARNINGS = 23;
  static final int SINCE_INTAKE = 24;
  static final int SINCE_CONTACT = 25;
  static final int SINCE_VIOLATION = 26;
  static final int FULL_ATTENDANCE = 27;
  static final int STUDY_SHARE = 28;
  static final int SERVICE_SHARE = 30;
  static final int WORK_CHANGES = 32;
  static final int IN_WORK = 33;
  static final int WORKED_SHARE = 34;

  /** The set. Its id is part of every vector, score and model, and golden in a test. */
  public static final FeatureSet SET = new FeatureSet(columns(), List.of());

  private LiveFeatures() {}

  private static List<FeatureColumn> columns() {
    List<FeatureColumn> columns = new ArrayList<>();
    for (int days : WINDOWS) {
      number(
          columns,
          "on_time_share_" + days,
          "share of check-ins on time, " + days + " days",
          "近" + days + "天按时打卡比例");
    }
    for (int days : WINDOWS) {
      number(
          columns,
          "missed_check_ins_" + days,
          "confirmed missed check-ins per 1,000 hours of duty, " + days + " days",
          "近" + days + "天每千小时查实漏打卡次数");
    }
    for (int days : WINDOWS) {
      number(
          columns,
          "curfew_minutes_" + days,
          "confirmed minutes away during curfew per 100 hours watched, " + days + " days",
          "近" + days + "天每百小时查实宵禁外出分钟数");
    }
    for (int days : WINDOWS) {
      number(
          columns,
          "area_minutes_" + days,
          "confirmed minutes beyond boundaries or in forbidden zones per 100 hours watched, "
              + days
              + " days",
          "近" + days + "天每百小时查实越界或进入禁区分钟数");
    }
    for (int days : WINDOWS) {
      number(
          columns,
          "violations_" + days,
          "confirmed violations per 1,000 hours, " + days + " days",
          "近" + days + "天每千小时查实违规次数");
    }
    for (int days : new int[] {28, 90}) {
      number(
          columns,
          "study_minutes_" + days,
          "minutes of study per 30 days, " + days + " days",
          "近" + days + "天每30天教育学习分钟数");
    }
    for (int days : new int[] {28, 90}) {
      number(
          columns,
          "service_minutes_" + days,
          "minutes of public-benefit service per 30 days, " + days + " days",
          "近" + days + "天每30天公益活动分钟数");
    }
    number(columns, "exposure_hours_90", "hours under supervision, 90 days", "近90天在矫小时数");
    number(
        columns, "leave_overruns_90", "share of leaves overrun, confirmed, 90 days", "近90天查实逾假比例");
    number(columns, "home_changes_90", "changes of home, 90 days", "近90天住所变更次数");
    number(columns, "lectures_90", "lectures (训诫), 90 days", "近90天训诫次数");
    number(
        columns, "warnings_90", "warnings and public-security penalties, 90 days", "近90天警告、治安处罚次数");
    number(columns, "days_since_intake", "days under supervision", "入矫天数");
    number(columns, "days_since_check_in", "days since the last check-in", "距上次打卡天数");
    number(columns, "days_since_violation", "days since the last confirmed violation", "距上次查实违规天数");
    flag(columns, "full_attendance_28", "every check-in of 28 days on time", "近28天全部按时打卡");
    for (int days : new int[] {28, 90}) {
      number(
          columns,
          "study_share_" + days,
          "study done of what was owed, " + days + " days",
          "近" + days + "天教育学习完成比例");
    }
    for (int days : new int[] {28, 90}) {
      number(
          columns,
          "service_share_" + days,
          "public-benefit service done of what was owed, " + days + " days",
          "近" + days + "天公益活动完成比例");
    }
    number(columns, "work_changes_90", "reported changes of work, 90 days", "近90天报告的就业变动次数");
    flag(columns, "in_work", "in work, as reported", "目前在业（据报告）");
    number(columns, "worked_share_90", "share of 90 days in work, as reported", "近90天在业天数比例");
    return columns;
  }

  private static void flag(
      List<FeatureColumn> columns, String name, String english, String chinese) {
    columns.add(new FeatureColumn(name, Kind.FLAG, List.of(), null, english, chinese));
  }

  private static void number(
      List<FeatureColumn> columns, String name, String english, String chinese) {
    columns.add(new FeatureColumn(name, Kind.NUMBER, List.of(), null, english, chinese));
  }
}
