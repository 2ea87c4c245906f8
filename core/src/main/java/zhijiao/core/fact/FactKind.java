package zhijiao.core.fact;

/** The kinds of fact. {@link #code()} is stable: it is hashed into {@link FactId} and written into state. */
public enum FactKind {
  TAG_FIX(1, "fix"),
  TAG_STATUS(2, "tag-status"),
  SIGHTING(3, "sighting"),
  CHECK_IN(4, "check-in"),
  ORDER(5, "order"),
  AUTHORISATION(6, "authorisation"),
  LEAVE(7, "leave"),
  TAG_BINDING(8, "tag"),
  OFFICER_ACTION(9, "officer-action"),
  ROLL_CALL(10, "roll-call"),
  MEASURE(11, "measure"),
  NOTICE(12, "notice"),
  PROTECTED_POSITION(14, "protected-position"),
  WELFARE_SIGNAL(15, "welfare-signal"),
  OBJECTION(16, "objection"),
  ACTIVITY(17, "activity"),
  SUSPENSION(13, "suspension"),
  CAMPAIGN(18, "campaign"),
  SETTINGS_CHANGE(19, "settings-change"),
  CHANGE_REPORT(20, "change-report");

  private static final FactKind[] KINDS = values();

  private final int code;
  private final String word;

  FactKind(int code, String word) {
    this.code = code;
    this.word = word;
  }

  public int code() {
    return code;
  }

  /** The word used in files, summaries and metrics. */
  public String word() {
    return word;
  }

  /**
   * Orders, authorisations, leave, bindings and what was decided or told in the case: what holds, as against what was
   * observed. They are few and are never forgotten.
   */
  public boolean isTerms() {
    return switch (this) {
      case ORDER,
          AUTHORISATION,
          LEAVE,
          TAG_BINDING,
          MEASURE,
          NOTICE,
          OBJECTION,
          CHANGE_REPORT,
          SUSPENSION ->
          true;
      case TAG_FIX,
          TAG_STATUS,
          SIGHTING,
          CHECK_IN,
          OFFICER_ACTION,
          ROLL_CALL,
          WELFARE_SIGNAL,
          ACTIVITY,
          PROTECTED_POSITION,
          CAMPAIGN,
          SETTINGS_CHANGE ->
          false;
    };
  }

  /** What was seen of a person or heard from one or from a tag; the time that is judged reaches from the first of it to the last. */
  public boolean isObservation() {
    return switch (this) {
      case TAG_FIX, TAG_STATUS, SIGHTING, CHECK_IN, WELFARE_SIGNAL, ACTIVITY -> true;
      case ORDER,
          AUTHORISATION,
          LEAVE,
          TAG_BINDING,
          OFFICER_ACTION,
          ROLL_CALL,
          MEASURE,
          NOTICE,
          OBJECTION,
          CHANGE_REPORT,
          SUSPENSION,
          PROTECTED_POSITION,
          CAMPAIGN,
          SETTINGS_CHANGE ->
          false;
    };
  }

  public static FactKind ofCode(int code) {
    for (FactKind kind : KINDS) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no fact kind has the code " + code);
  }
}
