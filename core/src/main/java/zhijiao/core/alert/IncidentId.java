package zhijiao.core.alert;

import java.util.HexFormat;

/** Id of an incident: of the alerts that belong to it, the first one's. Sixteen hexadecimal digits in text. */
public record IncidentId(long bits) {

  static IncidentId of(AlertId first) {
    return new IncidentId(first.bits());
  }

  /**
   * @throws IllegalArgumentException when the text is not sixteen hexadecimal digits
   */
  public static IncidentId parse(String text) {
    return of(AlertId.parse(text));
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }
}
