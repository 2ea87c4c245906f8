package zhijiao.jobs.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.place.ZoneProblem;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.jobs.governance.Thresholds;
import zhijiao.rules.Tightening;

/**
 * What a change of settings or a campaign may hold, taken by itself: two people, time to make it known, known settings
 * within their ranges, and for a campaign a basis that lasts as long, a scope, an end, and nothing but tightening within
 * its bounds.
 */
public final class GovernanceCheck {

  /** A change takes effect so long after its approval at the earliest: time to restart jobs, and to object. */
  public static final Duration LEAD = Duration.ofHours(1);

  /** No campaign is longer. */
  public static final Duration LONGEST_CAMPAIGN = Duration.ofDays(31);

  /** Longest text of zones, characters. */
  private static final int ZONES_CHARS = 500_000;

  private GovernanceCheck() {}

  static void require(GovernanceFact fact) throws Rejected {
    FactCheck.requireIdentifier("changeId", fact.changeId());
    Approval approval = fact.approval();
    FactCheck.requireIdentifier("proposedBy", approval.proposedBy());
    FactCheck.requireIdentifier("approvedBy", approval.approvedBy());
    requireWords("reason", approval.reason());
    if (!approval.isDual()) {
      throw bad(approval.approvedBy() + " proposed and approved it: it takes two people");
    }
    if (fact instanceof SettingsChange change) {
      requireLead(fact);
      requireChange(change);
    } else if (fact instanceof Campaign campaign) {
      Campaign.Overlay overlay = campaign.overlay();
      if (overlay != null) {
        requireLead(fact);
        requireOverlay(campaign.occurredAt(), overlay);
      } else if (campaign.occurredAt() < approval.approvedAt()) {
        throw bad("it ends before that was approved");
      }
    }
  }

  private static void requireLead(GovernanceFact fact) throws Rejected {
    long earliest = fact.approval().approvedAt() + LEAD.toMillis();
    if (fact.occurredAt() < earliest) {
      throw bad(
          "it would take effect at "
              + FactJson.time(fact.occurredAt())
              + "; approved when it was, it can at "
              + FactJson.time(earliest)
              + " at the earliest");
    }
  }

  private static void requireChange(SettingsChange change) throws Rejected {
    if (change.settings().isEmpty() && change.zones() == null) {
      throw bad("it changes nothing");
    }
    requireUsable(change.settings());
    String zones = change.zones();
    if (zones != null) {
      zones(zones);
    }
  }

  /**
   * The zones that a change brings.
   *
   * @throws Rejected when one of them cannot be used
   */
  public static ZoneCatalog zones(String geoJson) throws Rejected {
    if (geoJson.length() > ZONES_CHARS) {
      throw new Rejected(RejectReason.TOO_LARGE, "zones of " + geoJson.length() + " characters");
    }
    ZonesFile.Result read;
    try {
      read =
          ZonesFile.read(
              new ByteArrayInputStream(geoJson.getBytes(StandardCharsets.UTF_8)), "zones");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
    for (ZoneProblem problem : read.problems()) {
      if (problem.effect() == ZoneProblem.Effect.REFUSED) {
        throw bad(problem.toString());
      }
    }
    if (read.catalog().size() == 0) {
      throw bad("its zones hold no zone");
    }
    return read.catalog();
  }

  private static void requireOverlay(long from, Campaign.Overlay overlay) throws Rejected {
    requireWords("basis", overlay.basis());
    if (overlay.until() <= from) {
      throw bad("the campaign ends before it begins");
    }
    if (overlay.until() > overlay.basisUntil()) {
      throw bad(
          "the campaign would outlive its basis, which holds until "
              + FactJson.time(overlay.basisUntil()));
    }
    if (overlay.until() - from > LONGEST_CAMPAIGN.toMillis()) {
      throw bad("a campaign lasts " + LONGEST_CAMPAIGN.toDays() + " days at most");
    }
    if (overlay.scope().counties().isEmpty()) {
      throw bad("a campaign names the counties that it is for");
    }
    for (String county : overlay.scope().counties()) {
      FactCheck.requireIdentifier("counties", county);
    }
    for (String office : overlay.scope().offices()) {
      FactCheck.requireIdentifier("offices", office);
    }
    if (overlay.settings().isEmpty()) {
      throw bad("the campaign tightens nothing");
    }
    requireUsable(overlay.settings());
    for (Map.Entry<String, String> entry : overlay.settings().entrySet()) {
      Tightening tightening = Tightening.of(entry.getKey());
      if (tightening == null) {
        throw bad(entry.getKey() + " is none of the thresholds that a campaign may tighten");
      }
      if (!tightening.allows(Integer.parseInt(entry.getValue()))) {
        throw bad(
            entry.getKey()
                + " = "
                + entry.getValue()
                + "; a campaign may go to "
                + tightening.bound()
                + " and no further");
      }
    }
  }

  private static void requireUsable(SortedMap<String, String> settings) throws Rejected {
    for (Map.Entry<String, String> entry : settings.entrySet()) {
      FactCheck.requireText("settings", entry.getKey(), FactCheck.IDENTIFIER_CHARS);
      FactCheck.requireText("settings", entry.getValue(), FactCheck.IDENTIFIER_CHARS);
    }
    try {
      Thresholds.DEFAULT.with(settings);
    } catch (InvalidSettingsException e) {
      throw bad(e.getMessage());
    }
  }

  private static void requireWords(String field, String words) throws Rejected {
    FactCheck.requireText(field, words, FactCheck.NOTE_CHARS);
    if (words.isBlank()) {
      throw new Rejected(RejectReason.BAD_TEXT, field + " says nothing");
    }
  }

  private static Rejected bad(@org.jspecify.annotations.Nullable String detail) {
    return new Rejected(RejectReason.BAD_TERMS, String.valueOf(detail));
  }
}
