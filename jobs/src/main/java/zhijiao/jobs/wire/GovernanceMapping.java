package zhijiao.jobs.wire;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.jobs.io.GovernanceJson;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

/** The part of {@link FactMapping} that knows changes of settings and campaigns. */
final class GovernanceMapping {

  private GovernanceMapping() {}

  static Fields toRecord(GovernanceFact fact) {
    Fields out;
    if (fact instanceof SettingsChange change) {
      out =
          new Fields(RecordType.SETTINGS_CHANGE.schema())
              .put("settings", GovernanceJson.lines(change.settings()))
              .put("zones", change.zones());
    } else {
      out = new Fields(RecordType.CAMPAIGN.schema());
      Campaign.Overlay overlay = ((Campaign) fact).overlay();
      if (overlay != null) {
        out.put(
            "overlay",
            new Fields(out.schemaOf("overlay"))
                .put("until", overlay.until())
                .put("basis", overlay.basis())
                .put("basisUntil", overlay.basisUntil())
                .put("counties", List.copyOf(overlay.scope().counties()))
                .put("offices", List.copyOf(overlay.scope().offices()))
                .put("tiers", overlay.scope().tiers().stream().map(Enum::name).toList())
                .put("settings", GovernanceJson.lines(overlay.settings()))
                .record());
      }
    }
    Approval approval = fact.approval();
    return out.put("changeId", fact.changeId())
        .put(
            "approval",
            new Fields(out.schemaOf("approval"))
                .put("proposedBy", approval.proposedBy())
                .put("approvedBy", approval.approvedBy())
                .put("approvedAt", approval.approvedAt())
                .put("reason", approval.reason())
                .record());
  }

  static SettingsChange toSettingsChange(Reading in, long occurredAt, long receivedAt)
      throws Rejected {
    return new SettingsChange(
        in.text("changeId"),
        GovernanceJson.settings(in.texts("settings")),
        in.nullableText("zones"),
        approval(in),
        occurredAt,
        receivedAt);
  }

  static Campaign toCampaign(Reading in, long occurredAt, long receivedAt) throws Rejected {
    Reading overlay = in.nullableRecord("overlay");
    return new Campaign(
        in.text("changeId"),
        overlay == null ? null : overlay(overlay),
        approval(in),
        occurredAt,
        receivedAt);
  }

  private static Campaign.Overlay overlay(Reading in) throws Rejected {
    return new Campaign.Overlay(
        in.number("until"),
        in.text("basis"),
        in.number("basisUntil"),
        new Campaign.Scope(
            new TreeSet<>(in.texts("counties")),
            new TreeSet<>(in.texts("offices")),
            GovernanceJson.tiers(in.texts("tiers"))),
        GovernanceJson.settings(in.texts("settings")));
  }

  private static Approval approval(Reading in) {
    @Nullable Reading approval = in.nullableRecord("approval");
    return new Approval(
        java.util.Objects.requireNonNull(approval).text("proposedBy"),
        approval.text("approvedBy"),
        approval.number("approvedAt"),
        approval.text("reason"));
  }
}
