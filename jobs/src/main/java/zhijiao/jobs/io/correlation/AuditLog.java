package zhijiao.jobs.io.correlation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Who asked what, on which basis, and what came of it: a line of JSON for each run, each with the hash of the line before.
 * Lines are added and never changed.
 */
public final class AuditLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stands in the first line in place of the hash of a line before. */
  private static final String BEGINNING = "0".repeat(64);

  private final Path file;

  public AuditLog(Path file) {
    this.file = file;
  }

  /**
   * Adds a line, and gives its hash when it is on the disk.
   *
   * @throws IOException when it cannot be written, or when the chain is broken
   */
  public String append(ObjectNode what) throws IOException {
    Chain chain = check();
    ObjectNode line = JSON.createObjectNode();
    line.put("line", chain.lines() + 1).put("previous", chain.last());
    line.setAll(what);
    String hash = hash(line);
    line.put("hash", hash);
    byte[] bytes = (JSON.writeValueAsString(line) + '\n').getBytes(StandardCharsets.UTF_8);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(ByteBuffer.wrap(bytes));
      out.force(true);
    }
    return hash;
  }

  /**
   * How far the chain goes.
   *
   * @param last hash of the last line
   */
  public record Chain(int lines, String last) {}

  /**
   * Follows the chain from its beginning.
   *
   * @throws IOException when a line was changed, added or taken out, with its number
   */
  public Chain check() throws IOException {
    if (!Files.exists(file)) {
      return new Chain(0, BEGINNING);
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String last = BEGINNING;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JSON.readTree(lines.get(i));
      String told = line.path("hash").asText();
      boolean sound =
          line instanceof ObjectNode object
              && line.path("line").asInt() == i + 1
              && line.path("previous").asText().equals(last)
              && hash(object.deepCopy().without("hash")).equals(told);
      if (!sound) {
        throw new IOException(
            file
                + ": the chain is broken at line "
                + (i + 1)
                + "; it was changed after it was written");
      }
      last = told;
    }
    return new Chain(lines.size(), last);
  }

  private static String hash(JsonNode line) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(JSON.writeValueAsBytes(line)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
