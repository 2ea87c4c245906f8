package zhijiao.core.timeline;

/** What became of a fact that reached a timeline. Codes are written into state. */
public enum Outcome {
  /** Not judged yet. */
  PENDING,
  /** Judged, or taken as terms. */
  FACT,
  /** Known already. */
  DUPLICATE,
  /** Unlawful: the person was not under supervision when it happened, or is unknown. */
  NO_ORDER,
  /** Unlawful: tag data outside every authorisation. */
  NO_AUTHORISATION,
  /** Unlawful: nobody is known to have worn the tag when it reported. */
  UNBOUND_TAG,
  /** Unlawful to join: a camera's candidate below the match threshold. */
  BELOW_MATCH_THRESHOLD,
  /** Older than the facts that are kept: a dead letter. */
  TOO_LATE;

  public boolean isUnlawful() {
    return this == NO_ORDER
        || this == NO_AUTHORISATION
        || this == UNBOUND_TAG
        || this == BELOW_MATCH_THRESHOLD;
  }
}
