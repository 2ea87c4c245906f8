package zhijiao.core.fact;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;

/** The part of {@link FactCodec} that knows changes of settings and campaigns. */
final class GovernanceCodec {

  private static final Tier[] TIERS = Tier.values();

  private GovernanceCodec() {}

  static void write(GovernanceFact fact, DataOutput out) throws IOException {
    Compact.writeText(fact.changeId(), out);
    if (fact instanceof SettingsChange change) {
      writeSettings(change.settings(), out);
      Compact.writeNullableText(change.zones(), out);
    } else if (fact instanceof Campaign campaign) {
      Campaign.Overlay overlay = campaign.overlay();
      out.writeBoolean(overlay != null);
      if (overlay != null) {
        Compact.writeInstant(overlay.until(), out);
        Compact.writeText(overlay.basis(), out);
        Compact.writeInstant(overlay.basisUntil(), out);
        Campaign.Scope scope = overlay.scope();
        Compact.writeList(List.copyOf(scope.counties()), Compact::writeText, out);
        Compact.writeList(List.copyOf(scope.offices()), Compact::writeText, out);
        Compact.writeList(new ArrayList<>(scope.tiers()), Compact::writeEnum, out);
        writeSettings(overlay.settings(), out);
      }
    }
    Approval approval = fact.approval();
    Compact.writeText(approval.proposedBy(), out);
    Compact.writeText(approval.approvedBy(), out);
    Compact.writeInstant(approval.approvedAt(), out);
    Compact.writeText(approval.reason(), out);
  }

  static SettingsChange readSettingsChange(DataInput in) throws IOException {
    String id = Compact.readText(in);
    SortedMap<String, String> settings = readSettings(in);
    String zones = Compact.readNullableText(in);
    Approval approval = readApproval(in);
    long occurredAt = Compact.readInstant(in);
    return new SettingsChange(
        id, settings, zones, approval, occurredAt, FactCodec.readReceived(occurredAt, in));
  }

  static Campaign readCampaign(DataInput in) throws IOException {
    String id = Compact.readText(in);
    Campaign.@Nullable Overlay overlay = in.readBoolean() ? readOverlay(in) : null;
    Approval approval = readApproval(in);
    long occurredAt = Compact.readInstant(in);
    return new Campaign(id, overlay, approval, occurredAt, FactCodec.readReceived(occurredAt, in));
  }

  private static Campaign.Overlay readOverlay(DataInput in) throws IOException {
    return new Campaign.Overlay(
        Compact.readInstant(in),
        Compact.readText(in),
        Compact.readInstant(in),
        new Campaign.Scope(
            new TreeSet<>(Compact.readList(Compact::readText, in)),
            new TreeSet<>(Compact.readList(Compact::readText, in)),
            new TreeSet<>(Compact.readList(input -> Compact.readEnum(TIERS, input), in))),
        readSettings(in));
  }

  private static Approval readApproval(DataInput in) throws IOException {
    return new Approval(
        Compact.readText(in), Compact.readText(in), Compact.readInstant(in), Compact.readText(in));
  }

  private static void writeSettings(SortedMap<String, String> settings, DataOutput out)
      throws IOException {
    Compact.writeList(List.copyOf(settings.keySet()), Compact::writeText, out);
    for (String value : settings.values()) {
      Compact.writeText(value, out);
    }
  }

  private static SortedMap<String, String> readSettings(DataInput in) throws IOException {
    SortedMap<String, String> settings = new TreeMap<>();
    for (String path : Compact.readList(Compact::readText, in)) {
      settings.put(path, Compact.readText(in));
    }
    return settings;
  }
}
