package zhijiao.jobs.io;

import org.jspecify.annotations.Nullable;

/** What happened, in the words of {@link Explanation}, for the rules about a case and its clocks. */
final class CaseExplanation {

  private CaseExplanation() {}

  /** What follows the person's pseudonym; null for other rules. */
  static @Nullable String english(String rule, String target) {
    return switch (rule) {
      case "auth-expiry" ->
          "wears a tag whose authorisation " + target + " is about to end, with no renewal decided";
      case "unlawful-tracking" ->
          "was reported of by a tag for which no authorisation is in force (a matter of the"
              + " authority; the data was not used)";
      case "lost-contact" ->
          target.equals("1-month")
              ? "has been out of contact for nearly a month or longer"
              : "has been out of contact for seven days or longer";
      case "next-step" ->
          target.equals("warning")
              ? "has been admonished twice and a breach was established since; it is suggested to"
                  + " consider a warning"
              : "has been warned or punished by the police and a breach was established since; it"
                  + " is suggested to consider proposing revocation";
      case "intake-overdue" ->
          "was sentenced to community corrections (notice " + target + ") and is not taken in";
      case "welfare" ->
          "is somebody about whom the clinician should know at once; what was noticed is in the"
              + " clinician's own records";
      case "objection-overdue" -> "objected (" + target + ") and has had no answer in time";
      case "activity-shortfall" ->
          target.equals("study")
              ? "has less study entered for the month than was owed by now"
              : "has less public-benefit service entered for the month than was owed by now";
      default -> null;
    };
  }

  /** The same in Chinese. */
  static @Nullable String chinese(String rule, String target) {
    return switch (rule) {
      case "auth-expiry" -> "所佩戴定位装置的审批 " + target + " 即将到期，尚无续期决定";
      case "unlawful-tracking" -> "的定位装置在无有效审批的情况下上报数据（属机关执法事项，数据未被使用）";
      case "lost-contact" -> target.equals("1-month") ? "脱离监管将满或已超过一个月" : "脱离监管已满七日或以上";
      case "next-step" ->
          target.equals("warning") ? "两次训诫后又经查实违规，建议研究是否给予警告" : "受警告或治安管理处罚后又经查实违规，建议研究是否提请撤销";
      case "intake-overdue" -> "判决已生效（通知 " + target + "），尚未入矫";
      case "welfare" -> "的心理状况需要心理医生关注，具体内容见医生本人记录";
      case "objection-overdue" -> "提出的异议 " + target + " 逾期未获答复";
      case "activity-shortfall" -> target.equals("study") ? "本月教育学习时长不足" : "本月公益活动时长不足";
      default -> null;
    };
  }
}
