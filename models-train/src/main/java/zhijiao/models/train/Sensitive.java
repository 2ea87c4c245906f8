package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What no model may be told (S16). A column is recognised by the words of its name; a spec cannot unlock it. The words
 * catch what is named plainly: whoever writes a spec answers for the rest.
 */
public enum Sensitive {
  ETHNICITY(
      "race, ethnicity, nationality", false, "race ethnic ethnicity nationality tribe 民族 种族 国籍"),
  LANGUAGE("language or dialect", false, "language dialect 方言 语言 畲语"),
  BELIEF("religion", false, "religion religious faith church 宗教 信仰"),
  POLITICS("politics", false, "political politics party 政治 党派"),
  COMPLAINTS(
      "petitions, complaints, appeals, objections and legal aid (法 34, 61)",
      false,
      "petition petitions complaint complaints appeal appeals objection objections legalaid lawyer"
          + " 信访 申诉 投诉 异议 法律援助"),
  SEALED("sealed juvenile records (法 54)", false, "juvenile sealed 未成年犯罪 封存"),
  OTHERS(
      "records of family or neighbours",
      false,
      "family neighbour neighbor relatives sibling 亲属 邻居"),
  HEALTH(
      "health", false, "health hiv psych psychiatric diagnosis disability medication 健康 疾病 心理 残疾"),
  BODY("face, voice, emotion", false, "face biometric emotion voice gait 人脸 声纹 情绪"),
  PLACE(
      "where somebody lives, as such",
      false,
      "puma zip zipcode postcode tract township county district neighbourhood neighborhood"
          + " latitude longitude 乡镇 街道 区县 户籍地 邮编"),
  PHONE("phone content, contacts, model", false, "contacts calls sms phonemodel 通讯录 短信"),
  MEANS("ability to pay", false, "income wealth debt poverty salary 收入 财产"),
  VISITS("visitors", false, "visitor visitors 探访"),
  REFUSALS("refusing what is voluntary", false, "refusal refused consent 拒绝"),
  EQUIPMENT("faults of equipment (S12)", false, "battery signal offline outage 电量 信号 离线 设备故障"),
  TREATMENT("a condition of treatment", true, "mh treatment therapy 治疗"),
  SEX("sex", true, "gender sex female male 性别");

  private final String what;
  private final boolean disclosable;
  private final Set<String> words;

  Sensitive(String what, boolean disclosable, String words) {
    this.what = what;
    this.disclosable = disclosable;
    this.words = Set.copyOf(Arrays.asList(words.split(" +")));
  }

  public String what() {
    return what;
  }

  /**
   * Whether it may be a feature where the spec says why, and every report repeats it. Sex: only where it is shown to improve
   * calibration. Treatment: where it is a term of the order, never a finding about somebody's health.
   */
  public boolean isDisclosable() {
    return disclosable;
  }

  public static Optional<Sensitive> of(String column) {
    List<String> parts = new ArrayList<>();
    for (String part : column.split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})")) {
      parts.add(part.toLowerCase(Locale.ROOT));
    }
    for (Sensitive one : values()) {
      for (String word : one.words) {
        boolean plain = word.chars().allMatch(c -> c < 128);
        if (plain ? parts.contains(word) : column.contains(word)) {
          return Optional.of(one);
        }
      }
    }
    return Optional.empty();
  }
}
