package zhijiao.jobs.io;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertState;
import zhijiao.core.meeting.Company;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.rules.ColocationRule;
import zhijiao.rules.CurfewRule;
import zhijiao.rules.Rule;
import zhijiao.rules.RuleCatalog;
import zhijiao.rules.VictimProximityRule;

/**
 * An alert in one sentence that an officer understands, in English and in Chinese: who, what, from when to when, and on
 * which measurement it rests. Times are China's.
 */
public final class Explanation {

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter DAY_EN = format("d MMM uuuu");
  private static final DateTimeFormatter DAY_ZH = format("uuuu年M月d日");
  private static final DateTimeFormatter CLOCK = format("HH:mm");
  private static final DateTimeFormatter CLOCK_SECONDS = format("HH:mm:ss");
  private static final RuleCatalog RULES = RuleCatalog.shipped();

  private Explanation() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  public static String english(Alert alert) {
    Finding episode = last(alert);
    String target = alert.key().target();
    String what =
        switch (alert.key().rule()) {
          case "curfew" ->
              switch (kind(episode)) {
                case CurfewRule.LATE -> "came home late, after the grace of the curfew";
                case CurfewRule.LEFT_EARLY -> "left home during curfew";
                default -> "was not at home during curfew";
              };
          case "boundary" -> "was outside the permitted area " + target + " without leave";
          case "exclusion-zone" -> "was inside the forbidden zone " + target;
          case "exclusion-buffer" ->
              "was close to the forbidden zone " + target + ", which is not itself forbidden";
          case "leave-overrun" ->
              "was outside the permitted area "
                  + target
                  + " after leave and its grace had ended, and had not been seen back";
          case "leave-route" ->
              "stayed outside " + target + ", for which leave was approved, and was not under way";
          case "new-staypoint" ->
              "spent a second night in a place that is not home and that nobody was told of";
          case "night-shift" ->
              "was away from home for "
                  + episode.parameters().get("sharePercent")
                  + " % of three nights, against "
                  + episode.parameters().get("usualPercent")
                  + " % in the median of "
                  + episode.parameters().get("usualNights")
                  + " nights before,";
          case "key-place" -> "stayed in " + target + ", which the order names";
          case "missed-check-in" ->
              "did not check in for the window that begins at " + target + ", grace included";
          case "strap-cut" -> "wears a tag that reported its strap cut";
          case "device-tamper" -> "wears a tag that reported its case opened";
          case "power-off" -> "wears a tag that was switched off";
          case "low-battery" -> "wears a tag whose battery is low";
          case "predicted-dead" -> "wears a tag whose battery is about to die";
          case "battery-ignored" -> "was warned twice of the tag's battery and did not charge it";
          case "no-comm" -> "wears a tag that has not reported";
          case "shield-jam" ->
              "wears a tag that fell silent at once after good fixes "
                  + episode.parameters().get("losses")
                  + " times in "
                  + episode.parameters().get("windowDays")
                  + " days, the last time until it was heard again";
          case "no-gps" -> "wears a tag that has had no satellite fix";
          case "check-in-odd-hour" ->
              "keeps checking in just after midnight or at the edge of the window";
          case "roll-call-fail" -> "did not answer the roll call " + target + " in time";
          case "station-silent" ->
              "has been silent; "
                  + episode.parameters().get("concerned")
                  + " tags were served by it";
          case "camera-silent", "terminal-silent", "feed-silent" ->
              "has been silent, although its rhythm is another";
          case "camera-clock", "terminal-clock" ->
              "dates its reports wrongly: those of "
                  + episode.parameters().get("concerned")
                  + " people "
                  + (isSlow(episode)
                      ? "came " + minutesOff(episode) + " minutes after their dates"
                      : "were dated " + minutesOff(episode) + " minutes ahead")
                  + ", and nothing is held against anybody by them,";
          case "check-in-spoof" -> "made a check-in that may have been made up";
          case "person-tag-separation" -> "was seen far from the tag";
          case "impossible-travel" ->
              "is reported at two places too soon one after the other, so that one report is wrong,";
          case "colocation" ->
              Company.CROWD.equals(target)
                  ? "is a place where many supervised people stayed at once"
                  : "stayed together with " + target;
          case "victim-proximity" ->
              target.endsWith(VictimProximityRule.BUFFER)
                  ? "was in the belt around the protected person " + protectedPerson(target)
                  : "was nearer to the protected person "
                      + protectedPerson(target)
                      + " than the order allows";
          default -> {
            String ofTheCase = CaseExplanation.english(alert.key().rule(), target);
            yield ofTheCase != null ? ofTheCase : titleOf(alert, true) + " (" + target + ")";
          }
        };
    StringBuilder text = new StringBuilder();
    text.append(alert.key().subject()).append(' ').append(what);
    Long endedAt = episode.endedAt();
    text.append(isMissedCheckIn(alert) ? ": due by " : ", from ");
    text.append(clock(episode.openedAt())).append(" on ").append(day(episode.openedAt(), DAY_EN));
    if (endedAt == null) {
      text.append(isMissedCheckIn(alert) ? ", and has not since" : ", and it goes on");
    } else {
      text.append(isMissedCheckIn(alert) ? ", made good or over at " : " until ");
      text.append(clock(endedAt));
      if (!sameDay(episode.openedAt(), endedAt)) {
        text.append(" on ").append(day(endedAt, DAY_EN));
      }
    }
    if (alert.episodes().size() > 1) {
      text.append(" (the last of ").append(alert.episodes().size()).append(" times that day)");
    }
    Evidence piece = placed(episode);
    if (isOfTwo(episode)) {
      text.append("; by all their satellite fixes of that time ")
          .append(episode.parameters().get(ColocationRule.APART))
          .append(" m apart, surely within ")
          .append(episode.parameters().get(ColocationRule.SURELY_WITHIN))
          .append(" m of each other");
    } else if (piece != null) {
      text.append("; ")
          .append(sourceEnglish(piece.what()))
          .append(" at ")
          .append(clock(piece.occurredAt()))
          .append(": ")
          .append(distance(piece))
          .append(piece.distanceMetres() < 0 ? " within its edge" : " outside its edge")
          .append(", accurate to ")
          .append(metres(piece.accuracyMetres()))
          .append(" m");
    }
    if (isExplained(alert)) {
      text.append("; what arrived later explains it");
    }
    return text.append('.').toString();
  }

  public static String chinese(Alert alert) {
    Finding episode = last(alert);
    String target = alert.key().target();
    String what =
        switch (alert.key().rule()) {
          case "curfew" ->
              switch (kind(episode)) {
                case CurfewRule.LATE -> "宵禁宽限期满后才回家（迟归）";
                case CurfewRule.LEFT_EARLY -> "宵禁时段擅自离家";
                default -> "宵禁时段不在家（缺席）";
              };
          case "boundary" -> "未经批准离开所居住的区域 " + target;
          case "exclusion-zone" -> "进入禁止区域 " + target;
          case "exclusion-buffer" -> "接近禁止区域 " + target + "（缓冲带内，本身不属禁止）";
          case "leave-overrun" -> "请假期满且宽限已过，仍在活动区域 " + target + " 以外，未见返回";
          case "leave-route" -> "请假期间在批准的目的地 " + target + " 以外停留";
          case "new-staypoint" -> "在未报告的非住所地点第二次过夜";
          case "night-shift" ->
              "连续三夜离开住所的时间占 "
                  + episode.parameters().get("sharePercent")
                  + "%，此前 "
                  + episode.parameters().get("usualNights")
                  + " 夜的中位数为 "
                  + episode.parameters().get("usualPercent")
                  + "%";
          case "key-place" -> "在决定列明的重点场所 " + target + " 停留";
          case "missed-check-in" -> "未在 " + target + " 开始的时段（含宽限）内打卡报到";
          case "strap-cut" -> "所佩戴的定位装置报告表带被剪断";
          case "device-tamper" -> "所佩戴的定位装置报告外壳被拆开";
          case "power-off" -> "所佩戴的定位装置已关机";
          case "low-battery" -> "所佩戴的定位装置电量低";
          case "predicted-dead" -> "所佩戴的定位装置电量将尽";
          case "battery-ignored" -> "经两次提醒仍未给定位装置充电";
          case "no-comm" -> "所佩戴的定位装置失联（未上报）";
          case "shield-jam" ->
              "所佩戴的定位装置 "
                  + episode.parameters().get("windowDays")
                  + " 天内 "
                  + episode.parameters().get("losses")
                  + " 次在信号良好时突然失联";
          case "no-gps" -> "所佩戴的定位装置无卫星定位";
          case "check-in-odd-hour" -> "多次在零点过后或时段边缘打卡";
          case "station-silent" -> "无上报，此前服务定位装置 " + episode.parameters().get("concerned") + " 个";
          case "camera-silent", "terminal-silent", "feed-silent" -> "无上报，与其以往规律不符";
          case "camera-clock", "terminal-clock" ->
              "时钟有误："
                  + episode.parameters().get("concerned")
                  + " 人的记录"
                  + (isSlow(episode) ? "晚到 " : "早记 ")
                  + minutesOff(episode)
                  + " 分钟，均不作为不利依据";
          case "roll-call-fail" -> "未按时完成点验 " + target;
          case "check-in-spoof" -> "打卡涉嫌造假";
          case "person-tag-separation" -> "被发现时与所佩戴的定位装置不在一处";
          case "impossible-travel" -> "短时间内出现在相距过远的两处（其中一条数据有误）";
          case "colocation" -> Company.CROWD.equals(target) ? "有多名矫正对象同时聚集" : "与 " + target + " 聚集";
          case "victim-proximity" ->
              target.endsWith(VictimProximityRule.BUFFER)
                  ? "进入被保护人 " + protectedPerson(target) + " 周围的缓冲区"
                  : "接近被保护人 " + protectedPerson(target) + "，小于裁定的距离";
          default -> {
            String ofTheCase = CaseExplanation.chinese(alert.key().rule(), target);
            yield ofTheCase != null ? ofTheCase : titleOf(alert, false) + "（" + target + "）";
          }
        };
    StringBuilder text = new StringBuilder();
    text.append(alert.key().subject()).append(' ').append(what).append("，");
    text.append(day(episode.openedAt(), DAY_ZH)).append(' ').append(clock(episode.openedAt()));
    Long endedAt = episode.endedAt();
    text.append(isMissedCheckIn(alert) ? " 到期" : " 起");
    if (endedAt == null) {
      text.append(isMissedCheckIn(alert) ? "，至今未补" : "，仍在持续");
    } else {
      text.append("，");
      if (!sameDay(episode.openedAt(), endedAt)) {
        text.append(day(endedAt, DAY_ZH)).append(' ');
      }
      text.append(clock(endedAt)).append(isMissedCheckIn(alert) ? " 补签或终止" : " 止");
    }
    if (alert.episodes().size() > 1) {
      text.append("（当日共 ").append(alert.episodes().size()).append(" 次，此为最后一次）");
    }
    Evidence piece = placed(episode);
    if (isOfTwo(episode)) {
      text.append("；按该时段全部卫星定位，两人相距约 ")
          .append(episode.parameters().get(ColocationRule.APART))
          .append(" 米，可确认不超过 ")
          .append(episode.parameters().get(ColocationRule.SURELY_WITHIN))
          .append(" 米");
    } else if (piece != null) {
      text.append("；")
          .append(clock(piece.occurredAt()))
          .append(' ')
          .append(sourceChinese(piece.what()))
          .append(piece.distanceMetres() < 0 ? "在边界内 " : "在边界外 ")
          .append(metres(Math.abs(piece.distanceMetres())))
          .append(" 米，精度 ")
          .append(metres(piece.accuracyMetres()))
          .append(" 米");
    }
    if (isExplained(alert)) {
      text.append("；迟到的数据已作说明");
    }
    return text.append("。").toString();
  }

  private static String kind(Finding episode) {
    return episode.parameters().getOrDefault(CurfewRule.KIND, "");
  }

  private static String protectedPerson(String target) {
    return target.endsWith(VictimProximityRule.BUFFER)
        ? target.substring(0, target.length() - VictimProximityRule.BUFFER.length())
        : target;
  }

  /** A meeting of two: what was measured is of the two together, and not of one place. */
  private static boolean isOfTwo(Finding episode) {
    return episode.parameters().containsKey(ColocationRule.APART);
  }

  private static boolean isSlow(Finding episode) {
    return minutesSlow(episode) >= 0;
  }

  private static long minutesOff(Finding episode) {
    return Math.abs(minutesSlow(episode));
  }

  private static long minutesSlow(Finding episode) {
    return Long.parseLong(episode.parameters().getOrDefault("slowMinutes", "0"));
  }

  private static boolean isMissedCheckIn(Alert alert) {
    return alert.key().rule().equals("missed-check-in");
  }

  /** A silence that what the tag had stored has filled: it is told as explained, see decision 0061. */
  private static boolean isExplained(Alert alert) {
    String rule = alert.key().rule();
    return alert.state() == AlertState.RETRACTED
        && (rule.equals("no-comm") || rule.equals("no-gps"));
  }

  private static String titleOf(Alert alert, boolean inEnglish) {
    for (Rule rule : RULES.rules()) {
      if (rule.card().id().equals(alert.key().rule())) {
        return inEnglish ? rule.card().english() : rule.card().chinese();
      }
    }
    return alert.key().rule();
  }

  private static Finding last(Alert alert) {
    return alert.episodes().get(alert.episodes().size() - 1);
  }

  /** The first piece of evidence that has a place and a distance. */
  private static @Nullable Evidence placed(Finding finding) {
    for (Evidence piece : finding.evidence()) {
      if (piece.point() != null && !Double.isNaN(piece.distanceMetres())) {
        return piece;
      }
    }
    return null;
  }

  private static String sourceEnglish(String what) {
    return switch (what) {
      case "fix gps" -> "satellite fix";
      case "fix wifi" -> "Wi-Fi fix";
      case "fix cell" -> "base-station fix";
      case "sighting" -> "camera match, not verified by a person,";
      case "sighting verified" -> "camera match verified by a person";
      case "sighting by a wrong clock" -> "camera match by a wrong clock";
      default -> what;
    };
  }

  private static String sourceChinese(String what) {
    return switch (what) {
      case "fix gps" -> "卫星定位";
      case "fix wifi" -> "Wi-Fi 定位";
      case "fix cell" -> "基站定位";
      case "sighting" -> "摄像头比对（未经人工核实）";
      case "sighting verified" -> "摄像头比对（已人工核实）";
      case "check-in", "check-in at a terminal" -> "打卡";
      case "sighting by a wrong clock" -> "摄像头比对（时钟有误）";
      case "check-in by a wrong clock" -> "终端打卡（时钟有误）";
      default -> what;
    };
  }

  private static String distance(Evidence piece) {
    return metres(Math.abs(piece.distanceMetres())) + " m";
  }

  private static String metres(double metres) {
    return Long.toString(Math.round(metres));
  }

  private static OffsetDateTime local(long instant) {
    return Instant.ofEpochMilli(instant).atOffset(CHINA);
  }

  private static String clock(long instant) {
    OffsetDateTime local = local(instant);
    return local.format(local.getSecond() == 0 ? CLOCK : CLOCK_SECONDS);
  }

  private static String day(long instant, DateTimeFormatter format) {
    return local(instant).format(format);
  }

  private static boolean sameDay(long a, long b) {
    return local(a).toLocalDate().equals(local(b).toLocalDate());
  }
}
