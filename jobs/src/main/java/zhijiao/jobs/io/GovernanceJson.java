package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.fact.Tier;

/** Changes of settings and campaigns as lines of {@link FactFile#GOVERNANCE}. */
public final class GovernanceJson {

  private static final String SETTINGS_CHANGE = "settings-change";
  private static final String CAMPAIGN = "campaign";
  private static final String CAMPAIGN_END = "campaign-end";

  private GovernanceJson() {}

  static GovernanceFact read(JsonFields in) throws Rejected {
    String type = in.text("type");
    if (!List.of(SETTINGS_CHANGE, CAMPAIGN, CAMPAIGN_END).contains(type)) {
      throw FactJson.unknownType(type, List.of(SETTINGS_CHANGE, CAMPAIGN, CAMPAIGN_END));
    }
    long from = in.instant("from");
    long received = in.instant("receivedAt", from);
    String id = in.text("changeId");
    Approval approval =
        new Approval(
            in.text("proposedBy"),
            in.text("approvedBy"),
            in.instant("approvedAt"),
            in.text("reason"));
    return switch (type) {
      case SETTINGS_CHANGE ->
          new SettingsChange(
              id,
              settings(in.texts("settings")),
              in.optionalText("zones"),
              approval,
              from,
              received);
      case CAMPAIGN ->
          new Campaign(
              id,
              new Campaign.Overlay(
                  in.instant("until"),
                  in.text("basis"),
                  in.instant("basisUntil"),
                  new Campaign.Scope(
                      new TreeSet<>(in.texts("counties")),
                      new TreeSet<>(in.texts("offices")),
                      tiers(in.texts("tiers"))),
                  settings(in.texts("settings"))),
              approval,
              from,
              received);
      default -> new Campaign(id, null, approval, from, received);
    };
  }

  static void write(GovernanceFact fact, ObjectNode out) {
    if (fact instanceof SettingsChange change) {
      out.put("type", SETTINGS_CHANGE);
      put(out, "settings", lines(change.settings()));
      if (change.zones() != null) {
        out.put("zones", change.zones());
      }
    } else if (fact instanceof Campaign campaign) {
      Campaign.Overlay overlay = campaign.overlay();
      out.put("type", overlay == null ? CAMPAIGN_END : CAMPAIGN);
      if (overlay != null) {
        out.put("until", FactJson.time(overlay.until()));
        out.put("basis", overlay.basis());
        out.put("basisUntil", FactJson.time(overlay.basisUntil()));
        put(out, "counties", overlay.scope().counties());
        put(out, "offices", overlay.scope().offices());
        put(out, "tiers", overlay.scope().tiers().stream().map(Enum::name).toList());
        put(out, "settings", lines(overlay.settings()));
      }
    }
    out.put("changeId", fact.changeId()).put("from", FactJson.time(fact.occurredAt()));
    Approval approval = fact.approval();
    out.put("proposedBy", approval.proposedBy()).put("approvedBy", approval.approvedBy());
    out.put("approvedAt", FactJson.time(approval.approvedAt())).put("reason", approval.reason());
  }

  private static void put(ObjectNode out, String name, Collection<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = out.putArray(name);
      texts.forEach(array::add);
    }
  }

  /** Settings as they are written: each as {@code path=value}. */
  public static List<String> lines(Map<String, String> settings) {
    List<String> lines = new ArrayList<>();
    settings.forEach((path, value) -> lines.add(path + "=" + value));
    return lines;
  }

  /**
   * Settings from {@code path=value} each.
   *
   * @throws Rejected when one is not of that form or is given twice
   */
  public static SortedMap<String, String> settings(List<String> lines) throws Rejected {
    SortedMap<String, String> settings = new TreeMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw JsonFields.bad(
            "settings", "should hold path=value and holds \"" + JsonFields.shortened(line) + "\"");
      }
      String path = line.substring(0, equals).strip();
      if (settings.put(path, line.substring(equals + 1).strip()) != null) {
        throw JsonFields.bad("settings", "names " + JsonFields.shortened(path) + " twice");
      }
    }
    return settings;
  }

  /**
   * Tiers by their names.
   *
   * @throws Rejected when one is none
   */
  public static SortedSet<Tier> tiers(List<String> names) throws Rejected {
    SortedSet<Tier> tiers = new TreeSet<>();
    for (String name : names) {
      try {
        tiers.add(Tier.valueOf(name));
      } catch (IllegalArgumentException e) {
        throw JsonFields.bad(
            "tiers",
            "should hold some of "
                + List.of(Tier.values())
                + " and holds \""
                + JsonFields.shortened(name)
                + "\"");
      }
    }
    return tiers;
  }
}
