package zhijiao.core.health;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

/** The kinds of source that are watched. */
public enum SourceKind {
  /** A base station, by the fixes of the tags that it serves. */
  STATION("station", 3, 0, "a base station fell silent", "基站无上报", null),
  /** A camera, by its sightings. */
  CAMERA(
      "camera",
      0,
      0,
      "a camera fell silent",
      "摄像头无上报",
      clock("camera", "a camera's clock is wrong", "摄像头时钟有误")),
  /** A check-in terminal, by its check-ins. */
  TERMINAL(
      "terminal",
      0,
      3,
      "a check-in terminal fell silent",
      "打卡终端无上报",
      clock("terminal", "a check-in terminal's clock is wrong", "打卡终端时钟有误")),
  /** A vendor's feed, by its records. */
  FEED("feed", 0, 0, "a feed fell silent", "数据源无上报", null);

  private final String word;
  private final int fewest;
  private final int fewestOfLate;
  private final RuleCard card;
  private final @Nullable RuleCard clockCard;

  SourceKind(
      String word,
      int fewest,
      int fewestOfLate,
      String english,
      String chinese,
      @Nullable RuleCard clockCard) {
    this.word = word;
    this.fewest = fewest;
    this.fewestOfLate = fewestOfLate;
    this.card = card(word + "-silent", 3, english, chinese);
    this.clockCard = clockCard;
  }

  private static RuleCard clock(String word, String english, String chinese) {
    return card(word + "-clock", 1, english, chinese);
  }

  private static RuleCard card(String id, int version, String english, String chinese) {
    return new RuleCard(
        id, version, Severity.P3, english, chinese, true, Matter.EQUIPMENT, Audience.MANAGERS);
  }

  /** The card of a silence; its target is {@link #word}. */
  public RuleCard card() {
    return card;
  }

  /** The card of a wrong clock, with the same target, or null for a kind that dates no report of a person by itself. */
  public @Nullable RuleCard clockCard() {
    return clockCard;
  }

  /** The cards of all incidents of sources. */
  public static List<RuleCard> cards() {
    return Stream.of(values())
        .flatMap(kind -> Stream.of(kind.card, kind.clockCard))
        .filter(Objects::nonNull)
        .toList();
  }

  public String word() {
    return word;
  }

  /**
   * Of fewer members silent together nothing is said of the source: a station that serves one tag is as silent as that tag.
   */
  int fewest() {
    return fewest;
  }

  /** The same of those who were heard through it in the sixty-four hours before: a terminal is used by one person at a time. */
  int fewestOfLate() {
    return fewestOfLate;
  }

  /** True when it reports day and night alike, so that its rhythm is learned in hours; else it takes a week. */
  boolean isSteady() {
    return this == STATION;
  }

  /** What a source is called in keys and alerts, such as {@code station ST-1}. */
  public String name(String id) {
    return word + " " + id;
  }

  /**
   * The kind of a source by its name.
   *
   * @throws IllegalArgumentException when it is none that {@link #name} gave
   */
  public static SourceKind of(String name) {
    for (SourceKind kind : values()) {
      if (name.startsWith(kind.word + " ")) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not the name of a source: " + name);
  }
}
