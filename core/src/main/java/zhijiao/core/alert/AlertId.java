package zhijiao.core.alert;

import java.util.HexFormat;

/** Hash of an {@link AlertKey}; sixteen hexadecimal digits in text. */
public record AlertId(long bits) implements Comparable<AlertId> {

  @Override
  public int compareTo(AlertId other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }

  /**
   * @throws IllegalArgumentException when the text is not sixteen hexadecimal digits
   */
  public static AlertId parse(String text) {
    if (text.length() != 16) {
      throw new IllegalArgumentException("an alert id has sixteen hexadecimal digits: " + text);
    }
    return new AlertId(HexFormat.fromHexDigitsToLong(text));
  }
}
