package zhijiao.core.fact;

/** Tier of supervision. Decided by people; the engine only suggests. */
public enum Tier {
  /** 严管. */
  STRICT,
  /** 普管. */
  GENERAL,
  /** 宽管. */
  LENIENT
}
