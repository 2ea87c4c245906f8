package zhijiao.jobs.io;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.rules.RuleCatalog;

/**
 * Which way an alert goes, by whom its rule's card says is told. Each audience has a topic and a file of its own, so that
 * rights can be given by audience. What is for whoever looks after a protected person, or for the clinician, is apart: in
 * the database too it lies in tables of its own, and neither findings nor boards show it.
 */
public final class Routing {

  private static final Map<String, RuleCard> CARDS = RuleCatalog.shipped().cards();
  private static final Map<Audience, String> TOPICS = topics();

  private Routing() {}

  private static Map<Audience, String> topics() {
    EnumMap<Audience, String> topics = new EnumMap<>(Audience.class);
    for (Audience audience : Audience.values()) {
      topics.put(
          audience,
          audience == Audience.OFFICE
              ? Topics.ALERTS
              : Topics.ALERTS + "-" + audience.name().toLowerCase(Locale.ROOT));
    }
    return Collections.unmodifiableMap(topics);
  }

  /** Who is told of what a rule finds; of a rule that is no longer shipped the managers, who know whom to ask. */
  public static Audience audienceOf(String rule) {
    RuleCard card = CARDS.get(rule);
    return card == null ? Audience.MANAGERS : card.audience();
  }

  public static Audience audienceOf(AlertEvent event) {
    return audienceOf(event.alert().key().rule());
  }

  /** The topic of an audience: {@code alerts}, {@code alerts-managers} and so on. */
  public static String topicOf(Audience audience) {
    return TOPICS.get(audience);
  }

  /** The topics of all audiences. */
  public static List<String> alertTopics() {
    return Stream.of(Audience.values()).map(Routing::topicOf).toList();
  }

  /** The file of an audience; {@code what} is empty, or such as {@code -final}. */
  public static String fileOf(Audience audience, String what) {
    return topicOf(audience) + what + ".jsonl";
  }

  /** True when nobody but the audience itself may see it, in any table either. */
  public static boolean isApart(Audience audience) {
    return audience == Audience.PROTECTION || audience == Audience.CLINICIAN;
  }

  /** The audiences whose alerts lie in tables of their own. */
  public static List<Audience> apart() {
    return Stream.of(Audience.values()).filter(Routing::isApart).toList();
  }

  /** The table of the alert events of an audience. */
  public static String tableOf(Audience audience) {
    return isApart(audience)
        ? "alert_events_" + audience.name().toLowerCase(Locale.ROOT)
        : "alert_events";
  }
}
