package zhijiao.jobs.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;

/** Reads a folder of facts: any subset of {@link FactFile}s, each plain or gzipped. */
public final class FactFolder {

  private final Path folder;
  private final Limits limits;
  private final TreeMap<String, Long> unknownFields = new TreeMap<>();

  public FactFolder(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /** Names of files in the folder that are none of the known ones. */
  public List<String> strangers() throws IOException {
    List<String> strangers = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (Files.isRegularFile(file) && !FactFile.names().contains(plain)) {
          strangers.add(name);
        }
      }
    }
    return strangers;
  }

  /** The folder's file of that name, plain or gzipped, or null. */
  public @Nullable Path find(String name) {
    Path plain = folder.resolve(name);
    if (Files.exists(plain)) {
      return plain;
    }
    Path gzipped = folder.resolve(name + ".gz");
    return Files.exists(gzipped) ? gzipped : null;
  }

  /** Reads every line of every file; a line that is no fact is a dead letter. Empty lines are skipped. */
  public void read(Consumer<Arrival> out) throws IOException {
    for (FactFile file : FactFile.values()) {
      Path path = find(file.fileName());
      if (path != null) {
        read(file, path, out);
      }
    }
  }

  private void read(FactFile file, Path path, Consumer<Arrival> out) throws IOException {
    String name = String.valueOf(path.getFileName());
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        InputStream in =
            name.endsWith(".gz")
                ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16))
                : raw) {
      Lines lines = new Lines(in, limits.maxRecordBytes());
      while (lines.next()) {
        if (lines.length() > 0) {
          out.accept(arrival(file, new Origin(name, 0, lines.number()), lines));
        }
      }
    }
  }

  private Arrival arrival(FactFile file, Origin origin, Lines lines) {
    try {
      if (lines.length() > limits.maxRecordBytes()) {
        throw new Rejected(
            RejectReason.TOO_LARGE,
            lines.length() + " bytes, longest is " + limits.maxRecordBytes());
      }
      Fact fact =
          FactJson.read(
              file,
              utf8(lines.bytes()),
              limits,
              field -> unknownFields.merge(file.fileName() + " " + field, 1L, Long::sum));
      return Arrival.of(origin, fact);
    } catch (Rejected rejected) {
      DeadLetter letter = DeadLetter.of(origin, rejected, lines.bytes());
      return Arrival.refused(
          new DeadLetter(
              letter.origin(),
              letter.reason(),
              letter.detail(),
              (int) Math.min(Integer.MAX_VALUE, lines.length()),
              letter.sampleBase64()));
    }
  }

  private static String utf8(byte[] bytes) throws Rejected {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Rejected(RejectReason.BAD_TEXT, "not UTF-8");
    }
  }

  /** How often each field that is not known was met, by file and field. */
  public Map<String, Long> unknownFields() {
    return Map.copyOf(unknownFields);
  }

  /** Lines of bounded memory: of a line that is too long only the beginning is kept. */
  private static final class Lines {
    private final InputStream in;
    private final int keep;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private long length;
    private long number;

    Lines(InputStream in, int keep) {
      this.in = in;
      this.keep = keep;
    }

    boolean next() throws IOException {
      line.reset();
      length = 0;
      int next = in.read();
      if (next < 0) {
        return false;
      }
      number++;
      while (next >= 0 && next != '\n') {
        length++;
        if (length <= keep) {
          line.write(next);
        }
        next = in.read();
      }
      return true;
    }

    /** Without a carriage return at the end. */
    byte[] bytes() {
      byte[] bytes = line.toByteArray();
      boolean windows = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
      return windows ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    long length() {
      return length;
    }

    long number() {
      return number;
    }
  }
}
