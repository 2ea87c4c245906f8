package zhijiao.core.alert;

/** Why an officer closed an alert. These are the labels from which precision is measured. */
public enum CloseReason {
  /** It happened and was not excused. */
  CONFIRMED,
  /** It happened for a good reason. */
  EXCUSED,
  /** It had been allowed. */
  AUTHORISED,
  /** A device was at fault. */
  FALSE_DEVICE,
  /** Data were wrong. */
  FALSE_DATA
}
