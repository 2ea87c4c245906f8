package zhijiao.core.judge;

/** Where a person stands in a curfew. */
public enum CurfewPhase {
  /** No curfew now. */
  OFF,
  /** The curfew has begun and its grace has not expired. */
  GRACE,
  /** Grace has expired. */
  IN_FORCE
}
