package zhijiao.jobs.io;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactKind;

/** The topics. Each input topic holds one kind of record, so that access rights can be given by kind. */
public final class Topics {

  public static final String TAG_FIXES = "tag-fixes";
  public static final String TAG_STATUS = "tag-status";
  public static final String SIGHTINGS = "sightings";
  public static final String CHECK_INS = "check-ins";
  public static final String ORDERS = "orders";
  public static final String AUTHORISATIONS = "authorisations";
  public static final String LEAVES = "leaves";
  public static final String TAGS = "tags";
  public static final String OFFICER_ACTIONS = "officer-actions";
  public static final String ROLL_CALLS = "roll-calls";
  public static final String MEASURES = "measures";
  public static final String NOTICES = "notices";
  public static final String WELFARE_SIGNALS = "welfare-signals";
  public static final String OBJECTIONS = "objections";
  public static final String ACTIVITIES = "activities";
  public static final String CHANGE_REPORTS = "change-reports";

  public static final String SUSPENSIONS = "suspensions";
  public static final String CAMPAIGNS = "campaigns";
  public static final String SETTINGS_CHANGES = "settings-changes";

  /** Where protected persons are: to be readable by the job alone. */
  public static final String PROTECTED_POSITIONS = "protected-positions";

  /** Moves time when nobody reports. Heartbeats may stand in every other input too, and move the time of their partition. */
  public static final String HEARTBEATS = "heartbeats";

  /** Alert events for the office, keyed by alert id; those for others are in topics named after them ({@link Routing}). */
  public static final String ALERTS = "alerts";

  /** Which alerts are one incident, keyed by alert id. */
  public static final String INCIDENTS = "alert-incidents";

  public static final String DEAD_LETTERS = "dead-letters";
  public static final String FINDINGS = "findings";

  /** Scores, logged features and suggested tiers, keyed by person. */
  public static final String RISK_SCORES = "risk-scores";

  private static final Map<FactKind, String> OF_KIND =
      Map.ofEntries(
          Map.entry(FactKind.TAG_FIX, TAG_FIXES),
          Map.entry(FactKind.TAG_STATUS, TAG_STATUS),
          Map.entry(FactKind.SIGHTING, SIGHTINGS),
          Map.entry(FactKind.CHECK_IN, CHECK_INS),
          Map.entry(FactKind.ORDER, ORDERS),
          Map.entry(FactKind.AUTHORISATION, AUTHORISATIONS),
          Map.entry(FactKind.LEAVE, LEAVES),
          Map.entry(FactKind.TAG_BINDING, TAGS),
          Map.entry(FactKind.OFFICER_ACTION, OFFICER_ACTIONS),
          Map.entry(FactKind.ROLL_CALL, ROLL_CALLS),
          Map.entry(FactKind.MEASURE, MEASURES),
          Map.entry(FactKind.NOTICE, NOTICES),
          Map.entry(FactKind.WELFARE_SIGNAL, WELFARE_SIGNALS),
          Map.entry(FactKind.OBJECTION, OBJECTIONS),
          Map.entry(FactKind.ACTIVITY, ACTIVITIES),
          Map.entry(FactKind.CHANGE_REPORT, CHANGE_REPORTS),
          Map.entry(FactKind.SUSPENSION, SUSPENSIONS),
          Map.entry(FactKind.PROTECTED_POSITION, PROTECTED_POSITIONS),
          Map.entry(FactKind.CAMPAIGN, CAMPAIGNS),
          Map.entry(FactKind.SETTINGS_CHANGE, SETTINGS_CHANGES));

  /** All that the job reads. */
  public static final List<String> INPUTS =
      List.of(
          TAG_FIXES,
          TAG_STATUS,
          SIGHTINGS,
          CHECK_INS,
          ORDERS,
          AUTHORISATIONS,
          LEAVES,
          TAGS,
          OFFICER_ACTIONS,
          ROLL_CALLS,
          MEASURES,
          NOTICES,
          WELFARE_SIGNALS,
          OBJECTIONS,
          ACTIVITIES,
          CHANGE_REPORTS,
          SUSPENSIONS,
          PROTECTED_POSITIONS,
          CAMPAIGNS,
          SETTINGS_CHANGES,
          HEARTBEATS);

  /** All that the job writes. */
  public static final List<String> OUTPUTS =
      List.of(
          ALERTS,
          ALERTS + "-managers",
          ALERTS + "-wearer",
          ALERTS + "-protection",
          ALERTS + "-clinician",
          INCIDENTS,
          DEAD_LETTERS,
          FINDINGS,
          RISK_SCORES);

  private Topics() {}

  public static String of(FactKind kind) {
    return OF_KIND.get(kind);
  }

  /** The kind of the facts in an input topic; null for heartbeats and for what is no input topic. */
  public static @Nullable FactKind kindOf(String topic) {
    for (Map.Entry<FactKind, String> entry : OF_KIND.entrySet()) {
      if (entry.getValue().equals(topic)) {
        return entry.getKey();
      }
    }
    return null;
  }
}
