package zhijiao.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of docs/ that is made from code. A test compares it; with {@code -Dzhijiao.pages=write} the same test writes it
 * anew instead.
 */
public final class GeneratedPage {

  private GeneratedPage() {}

  /** Fails unless docs/{@code name} says exactly {@code expected}; writes it when that is asked for. */
  public static void require(String name, String expected) throws IOException {
    if ("write".equals(System.getProperty("zhijiao.pages"))) {
      Files.writeString(docs().resolve(name), expected, StandardCharsets.UTF_8);
    }
    compare(name, expected);
  }

  /** Fails unless docs/{@code name} says exactly {@code expected}. */
  public static void compare(String name, String expected) throws IOException {
    Path page = docs().resolve(name);
    assertEquals(
        expected,
        Files.exists(page) ? Files.readString(page, StandardCharsets.UTF_8) : "",
        "docs/" + name + " is not what the code says; write it anew with -Dzhijiao.pages=write");
  }

  private static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("docs/decisions"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no docs/decisions above " + Path.of("").toAbsolutePath());
      }
    }
    return folder.resolve("docs");
  }
}
