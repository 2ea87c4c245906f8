package zhijiao.hygiene;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file of the repository.
 *
 * @param path from the repository's root, with slashes
 */
record Entry(String path, byte[] content) {

  static Entry of(String path, String text) {
    return new Entry(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text, or null when this is none: bytes that are not UTF-8, or a NUL. */
  @Nullable String text() {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.indexOf('\0') < 0 ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String folder() {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
  }
}
