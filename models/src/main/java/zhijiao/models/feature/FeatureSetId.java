package zhijiao.models.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a feature set by what it holds: names, kinds, levels and derivations. Words for people are not part of it. */
public record FeatureSetId(String value) {

  private static final int BYTES = 8;

  static FeatureSetId of(String description) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(description.getBytes(StandardCharsets.UTF_8));
      return new FeatureSetId("fs-" + HexFormat.of().formatHex(hash, 0, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
