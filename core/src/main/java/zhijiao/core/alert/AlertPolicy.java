package zhijiao.core.alert;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

/**
 * What is the same for every alert: what the rules' cards say of their alerts, how soon these must be answered, and which belong together.
 *
 * @param cards the rules' cards, by id
 * @param until no clock runs out later, epoch milliseconds UTC: beyond the end of what was observed nobody was late
 */
public record AlertPolicy(Map<String, RuleCard> cards, AlertSettings settings, long until)
    implements Serializable {

  public AlertPolicy {
    cards = Map.copyOf(cards);
  }

  ClockSettings clocks() {
    return settings.clocks();
  }

  IncidentSettings incidents() {
    return settings.incidents();
  }

  /** Ids of the rules whose alerts do not end by themselves. */
  public Set<String> lasting() {
    return cards.values().stream()
        .filter(card -> !card.endsByItself())
        .map(RuleCard::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Why a rule may not be suspended, or null when it may. */
  public @Nullable String refusal(SuspensionChange.Grant grant) {
    RuleCard card = cards.get(grant.rule());
    if (grant.rule().equals(SuspensionChange.EVERY_RULE)) {
      return null;
    }
    if (card == null) {
      return "no rule is called " + grant.rule();
    }
    return card.severity() == Severity.P1 || !card.endsByItself()
        ? grant.rule() + " may not be suspended: it is of P1, or ends only by an officer"
        : null;
  }

  private @Nullable RuleCard card(Alert alert) {
    return cards.get(alert.key().rule());
  }

  /** Who is told first; a rule that is not known any more is the office's matter. */
  public Audience audience(Alert alert) {
    RuleCard card = card(alert);
    return card == null ? Audience.OFFICE : card.audience();
  }

  /** The levels above, nearest first. What is for one queue only never leaves it. */
  List<Level> levels(Alert alert) {
    return switch (audience(alert)) {
      case OFFICE -> List.of(Level.COUNTY, Level.CITY);
      case MANAGERS -> List.of(Level.CITY);
      case WEARER, PROTECTION, CLINICIAN -> List.of();
    };
  }

  /** How soon it must be acknowledged, milliseconds; {@link ClockSettings#NO_CLOCK} when it need not be. */
  long acknowledgeMillis(Alert alert) {
    return audience(alert) == Audience.WEARER
        ? ClockSettings.NO_CLOCK
        : clocks().acknowledgeMillis(alert.severity());
  }

  /** True when somebody has to close it: not what the wearer is told, and not what is only to be known. */
  boolean mustBeClosed(Alert alert) {
    return acknowledgeMillis(alert) != ClockSettings.NO_CLOCK;
  }

  /** True when nothing is left to do once it has ended: a device that works again has explained itself. */
  boolean endIsEnough(Alert alert) {
    RuleCard card = card(alert);
    return card != null && card.matter() == Matter.EQUIPMENT && card.endsByItself();
  }
}
