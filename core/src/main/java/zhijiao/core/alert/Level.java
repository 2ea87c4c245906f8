package zhijiao.core.alert;

/** Who is above the judicial office when it does not answer. */
public enum Level {
  /** The county bureau (县局). */
  COUNTY,
  /** The city's command centre (市指挥中心). */
  CITY
}
