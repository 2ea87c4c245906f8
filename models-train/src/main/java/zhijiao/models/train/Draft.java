package zhijiao.models.train;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there when all of it is written, and not before. What is no plain file, a pipe or a link, is written at once. */
final class Draft implements Closeable {

  private final Path file;
  private final Path written;
  private final Writer writer;

  private Draft(Path file, Path written, Writer writer) {
    this.file = file;
    this.written = written;
    this.writer = writer;
  }

  static Draft of(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    boolean other =
        Files.exists(whole, LinkOption.NOFOLLOW_LINKS)
            && !Files.isRegularFile(whole, LinkOption.NOFOLLOW_LINKS);
    Path written = other ? whole : whole.resolveSibling(whole.getFileName() + ".part");
    return new Draft(whole, written, Files.newBufferedWriter(written));
  }

  Writer writer() {
    return writer;
  }

  /** All is written. */
  void keep() throws IOException {
    writer.close();
    if (!written.equals(file)) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Without {@link #keep}, nothing is left. */
  @Override
  public void close() throws IOException {
    writer.close();
    if (!written.equals(file)) {
      Files.deleteIfExists(written);
    }
  }
}
