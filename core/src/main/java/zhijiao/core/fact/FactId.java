package zhijiao.core.fact;

import java.util.HexFormat;

/**
 * The identity of a fact: the first 64 bits of a SHA-256 over its content (see {@link ContentHash}). Ordered as an
 * unsigned number, which is the last tie-breaker of the timeline order.
 */
public record FactId(long bits) implements Comparable<FactId> {

  @Override
  public int compareTo(FactId other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  /** Sixteen hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }

  public static FactId parse(String sixteenHexDigits) {
    return new FactId(HexFormat.fromHexDigitsToLong(sixteenHexDigits));
  }
}
