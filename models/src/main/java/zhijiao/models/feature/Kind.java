package zhijiao.models.feature;

import java.util.Locale;

/** How the text of a column becomes a number. */
public enum Kind {
  /** A number; {@code 10 or more}, {@code 10+} and {@code ≥10} are 10. */
  NUMBER,
  /** One of the named levels, in their order: its place in the list. */
  ORDERED,
  /** One of the named levels, in no order: its place in the list is only a name. */
  CATEGORY,
  /** Yes or no. */
  FLAG;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
