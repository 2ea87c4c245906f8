package zhijiao.jobs.governance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Rejected;
import zhijiao.rules.Tightening;

/**
 * One proposes, a replay tells what it would have changed, another approves. What is refused is refused with its reason
 * and leaves no line in the ledger.
 */
public final class DualControl {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stands for the approver while there is none. */
  private static final String NOBODY = "-";

  private final Ledger ledger;
  private final ZoneCatalog zones;

  /** A change that cannot be made, with the reason. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /**
   * @param zones those that the ledger began with; empty when they do not matter
   */
  public DualControl(Ledger ledger, ZoneCatalog zones) {
    this.ledger = ledger;
    this.zones = zones;
  }

  /** Proposes a change; its approval names the proposer and the reason. */
  public void propose(GovernanceFact proposed, long now) throws Refused, IOException {
    boolean isEnd = proposed instanceof Campaign campaign && campaign.overlay() == null;
    String id = proposed.changeId();
    if (ledger.find(Ledger.What.PROPOSED, key(id, isEnd)) != null) {
      throw new Refused("there was a proposal " + key(id, isEnd) + " already; names are used once");
    }
    Approval given = proposed.approval();
    GovernanceFact complete =
        with(proposed, new Approval(given.proposedBy(), NOBODY, now, given.reason()), now);
    require(complete, now);
    ObjectNode body = JSON.createObjectNode();
    body.set("fact", JSON.readTree(FactJson.write(complete)));
    ledger.append(Ledger.What.PROPOSED, key(id, isEnd), given.proposedBy(), now, body);
  }

  /** The ending of a campaign is a change of its own. */
  private static String key(String id, boolean isEnd) {
    return isEnd ? id + ":end" : id;
  }

  private static GovernanceFact with(GovernanceFact fact, Approval approval, long received) {
    return fact instanceof SettingsChange change
        ? new SettingsChange(
            change.changeId(),
            change.settings(),
            change.zones(),
            approval,
            change.occurredAt(),
            received)
        : new Campaign(
            fact.changeId(), ((Campaign) fact).overlay(), approval, fact.occurredAt(), received);
  }

  private void require(GovernanceFact fact, long now) throws Refused, IOException {
    Rejected rejected = FactCheck.check(fact, Limits.ofLaw(() -> now));
    if (rejected != null) {
      throw new Refused(rejected.detail());
    }
    List<GovernanceFact> all = new ArrayList<>(ledger.facts());
    all.add(fact);
    SettingsHistory history = SettingsHistory.of(ledger.base(), zones, all);
    String problem = history.problemOf(fact);
    if (problem != null) {
      throw new Refused(problem);
    }
    if (fact instanceof Campaign campaign) {
      if (campaign.overlay() != null) {
        requireTighter(campaign.overlay(), history.at(campaign.occurredAt()));
      } else if (ledger.find(Ledger.What.APPROVED, fact.changeId()) == null) {
        throw new Refused("there is no campaign " + fact.changeId() + " to end");
      }
    }
  }

  private static void requireTighter(Campaign.Overlay overlay, Thresholds held) throws Refused {
    for (Map.Entry<String, String> entry : overlay.settings().entrySet()) {
      Tightening rule = Objects.requireNonNull(Tightening.of(entry.getKey()));
      int now = Integer.parseInt(held.values().get(entry.getKey()));
      int wanted = Integer.parseInt(entry.getValue());
      if (wanted == now || rule.tighter(now, wanted) != wanted) {
        throw new Refused(
            entry.getKey() + " is " + now + " then; " + wanted + " would not tighten it");
      }
    }
  }

  /** The proposal of that name as it would be if it were approved. */
  public GovernanceFact proposal(String key) throws Refused, IOException {
    Ledger.Entry entry = ledger.find(Ledger.What.PROPOSED, key);
    if (entry == null) {
      throw new Refused("there is no proposal " + key);
    }
    try {
      return Ledger.fact(entry.body().path("fact"), System::currentTimeMillis);
    } catch (Rejected e) {
      throw new IOException("the proposal " + key + " cannot be read: " + e, e);
    }
  }

  /** Writes down what a replay told of a proposal. */
  public void tried(String key, String by, ObjectNode result, long now)
      throws Refused, IOException {
    proposal(key);
    ledger.append(Ledger.What.TRIED, key, by, now, result);
  }

  /**
   * Approves a proposal, which makes it a fact.
   *
   * @param withoutTrial why nobody looked at what it would have changed, or null when somebody did
   */
  public GovernanceFact approve(String key, String by, @Nullable String withoutTrial, long now)
      throws Refused, IOException {
    GovernanceFact proposed = proposal(key);
    if (ledger.find(Ledger.What.APPROVED, key) != null) {
      throw new Refused(key + " was approved already");
    }
    if (ledger.find(Ledger.What.WITHDRAWN, key) != null) {
      throw new Refused(key + " was withdrawn");
    }
    boolean loosens = proposed instanceof Campaign campaign && campaign.overlay() == null;
    if (!loosens
        && ledger.find(Ledger.What.TRIED, key) == null
        && (withoutTrial == null || withoutTrial.isBlank())) {
      throw new Refused(
          "nobody looked at what "
              + key
              + " would have changed: what-if --ledger … --change "
              + key);
    }
    Approval given = proposed.approval();
    if (given.proposedBy().equals(by)) {
      throw new Refused(by + " proposed it: another person has to approve it");
    }
    GovernanceFact approved =
        with(proposed, new Approval(given.proposedBy(), by, now, given.reason()), now);
    require(approved, now);
    ObjectNode body = JSON.createObjectNode();
    body.set("fact", JSON.readTree(FactJson.write(approved)));
    if (withoutTrial != null) {
      body.put("withoutTrial", withoutTrial);
    }
    ledger.append(Ledger.What.APPROVED, key, by, now, body);
    ledger.publish(approved);
    return approved;
  }

  /** Takes a proposal back that was not approved. */
  public void withdraw(String key, String by, String reason, long now) throws Refused, IOException {
    proposal(key);
    if (ledger.find(Ledger.What.APPROVED, key) != null) {
      throw new Refused(key + " was approved; propose another change, or the end of the campaign");
    }
    ObjectNode body = JSON.createObjectNode();
    body.put("reason", reason);
    ledger.append(Ledger.What.WITHDRAWN, key, by, now, body);
  }
}
