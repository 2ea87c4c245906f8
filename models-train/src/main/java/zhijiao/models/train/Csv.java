package zhijiao.models.train;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads comma-separated values as RFC 4180 has them, plain or gzipped, UTF-8 with or without a mark, one record at a time. */
final class Csv implements Closeable {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /** A field longer than this is a quote that was never closed. */
  private static final int LONGEST_FIELD = 1 << 20;

  private final Reader reader;
  private int line = 1;
  private int pushedBack = -2;

  Csv(Reader reader) {
    this.reader = reader;
  }

  static Csv open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    bytes.mark(2);
    boolean gzipped = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
    bytes.reset();
    InputStream plain = gzipped ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    Csv csv =
        new Csv(
            new BufferedReader(
                new InputStreamReader(
                    plain,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16));
    int first = csv.next();
    if (first != '\ufeff') {
      csv.pushedBack = first;
    }
    return csv;
  }

  /** The line on which the next record begins. */
  int line() {
    return line;
  }

  private int next() throws IOException {
    int c = pushedBack;
    if (c == -2) {
      c = reader.read();
    }
    pushedBack = -2;
    if (c == '\n') {
      line++;
    }
    return c;
  }

  /** The fields of the next record; null at the end. Empty lines are passed over. */
  @Nullable List<String> read() throws IOException {
    int c = next();
    while (c == '\n' || c == '\r') {
      c = next();
    }
    if (c == -1) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    while (true) {
      if (quoted) {
        if (c == -1) {
          throw new IOException("a quote is not closed at the end of the file");
        }
        if (c == '"') {
          c = next();
          if (c != '"') {
            quoted = false;
            continue;
          }
        }
        field.append((char) c);
      } else if (c == '"' && field.length() == 0) {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n' || c == -1) {
        fields.add(field.toString());
        return fields;
      } else if (c != '\r') {
        field.append((char) c);
      }
      if (field.length() > LONGEST_FIELD) {
        throw new IOException("a field of more than a mebibyte before line " + line);
      }
      c = next();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
