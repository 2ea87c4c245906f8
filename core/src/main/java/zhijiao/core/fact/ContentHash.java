package zhijiao.core.fact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of typed content: SHA-256 over length-prefixed fields, first eight bytes, big-endian. Anyone can
 * recompute it in any language; no seed, no salt, no run-dependent input.
 */
public final class ContentHash {

  /** One for each thread: to look one up takes longer than to hash a fact. */
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
              throw new IllegalStateException("every Java platform has SHA-256", e);
            }
          });

  private byte[] content = new byte[128];
  private int length;

  private ContentHash() {}

  /** Starts a hash; {@code domain} keeps equal fields of different things apart. */
  public static ContentHash of(String domain) {
    return new ContentHash().add(domain);
  }

  public ContentHash add(long value) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      content[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Adds a text by length and UTF-8 bytes; {@code null} differs from the empty text. */
  public ContentHash add(@Nullable String text) {
    if (text == null) {
      return add(-1);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, content, length, bytes.length);
    length += bytes.length;
    return this;
  }

  private void reserve(int more) {
    if (content.length - length < more) {
      content = Arrays.copyOf(content, Math.max(2 * content.length, length + more));
    }
  }

  public ContentHash add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  public long toLong() {
    MessageDigest digest = DIGEST.get();
    digest.update(content, 0, length);
    byte[] bytes = digest.digest();
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | bytes[i] & 0xff;
    }
    return value;
  }

  FactId toFactId() {
    return new FactId(toLong());
  }
}
