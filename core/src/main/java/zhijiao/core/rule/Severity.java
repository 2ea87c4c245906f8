package zhijiao.core.rule;

/** Severity of an alert, most severe first. */
public enum Severity {
  P1,
  P2,
  P3,
  P4
}
