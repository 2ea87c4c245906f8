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

  /** Moves time when nobody reports. */
  public static final String HEARTBEATS = "heartbeats";

  /** Alert events, keyed by alert id. */
  public static final String ALERTS = "alerts";

  public static final String DEAD_LETTERS = "dead-letters";
  public static final String FINDINGS = "findings";

  private static final Map<FactKind, String> OF_KIND =
      Map.of(
          FactKind.TAG_FIX, TAG_FIXES,
          FactKind.TAG_STATUS, TAG_STATUS,
          FactKind.SIGHTING, SIGHTINGS,
          FactKind.CHECK_IN, CHECK_INS,
          FactKind.ORDER, ORDERS,
          FactKind.AUTHORISATION, AUTHORISATIONS,
          FactKind.LEAVE, LEAVES,
          FactKind.TAG_BINDING, TAGS,
          FactKind.OFFICER_ACTION, OFFICER_ACTIONS);

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
          HEARTBEATS);

  /** All that the job writes. */
  public static final List<String> OUTPUTS = List.of(ALERTS, DEAD_LETTERS, FINDINGS);

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
