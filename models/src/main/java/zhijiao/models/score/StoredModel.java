package zhijiao.models.score;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model as it lies in a file.
 *
 * @param version a hash of the bytes: two models that differ in anything have different versions
 */
public record StoredModel(String version, RiskModel model) {

  private static final int BYTES = 8;

  public static StoredModel read(byte[] json) {
    return new StoredModel(versionOf(json), ModelJson.read(json));
  }

  public static String versionOf(byte[] json) {
    try {
      return "rm-"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static byte[] write(RiskModel model) {
    return ModelJson.write(model).getBytes(StandardCharsets.UTF_8);
  }
}
