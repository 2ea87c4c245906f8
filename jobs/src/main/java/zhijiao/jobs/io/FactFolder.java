package zhijiao.jobs.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.place.Datum;

/**
 * A folder of facts: any subset of {@link FactFile}s, each plain or gzipped. The format is described in docs/files.md.
 *
 * <p>Reading is bounded in memory whatever the files hold. Not safe for use by several threads.
 */
public final class FactFolder {

  private static final String GZIPPED = ".gz";

  /** A file may hold any number of fields that are not known; of so many the name is kept. */
  private static final int UNKNOWN_NAMED = 100;

  /** Lines between two reports of progress. */
  private static final long STEP = 50_000;

  private final Path folder;
  private final Limits limits;
  private final TreeMap<String, Long> lines = new TreeMap<>();
  private final TreeMap<String, Long> unknownFields = new TreeMap<>();
  private final TreeMap<String, Long> converted = new TreeMap<>();
  private final TreeMap<String, Long> datedImpossibly = new TreeMap<>();

  /** Told how far reading has come. */
  public interface Progress {
    /** Tells nobody. */
    Progress NONE = (file, line) -> {};

    /**
     * @param file the file's name
     * @param line lines read of it
     */
    void at(String file, long line);
  }

  /**
   * What reading found beside the arrivals.
   *
   * @param lines read, by file
   * @param filesNotRead files of the folder that are none of the known ones, each with what it may have been meant to be
   * @param unknownFields how often a field was met that is not known, by file and field, with what it may have been meant
   *     to be
   * @param converted how many places were converted to WGS-84, by file and datum
   * @param datedImpossibly how many reports of cameras and terminals have a date that cannot be, by file
   */
  public record Report(
      SortedMap<String, Long> lines,
      List<String> filesNotRead,
      SortedMap<String, Long> unknownFields,
      SortedMap<String, Long> converted,
      SortedMap<String, Long> datedImpossibly) {

    public Report {
      lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
      filesNotRead = List.copyOf(filesNotRead);
      unknownFields = Collections.unmodifiableSortedMap(new TreeMap<>(unknownFields));
      converted = Collections.unmodifiableSortedMap(new TreeMap<>(converted));
      datedImpossibly = Collections.unmodifiableSortedMap(new TreeMap<>(datedImpossibly));
    }
  }

  public FactFolder(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /** The folder's file of that name, plain or else gzipped, or null. */
  public @Nullable Path find(String name) {
    Path plain = folder.resolve(name);
    if (Files.exists(plain)) {
      return plain;
    }
    Path gzipped = folder.resolve(name + GZIPPED);
    return Files.exists(gzipped) ? gzipped : null;
  }

  /**
   * Reads every line of every file; a line that is no fact is a dead letter. When a file is there both plain and gzipped
   * both are read.
   *
   * @throws IOException when a file cannot be read to its end, with the file's name
   */
  public Report read(Consumer<Arrival> out, Progress progress) throws IOException {
    List<String> notRead = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.sorted().toList()) {
        String name = String.valueOf(path.getFileName());
        FactFile file = FactFile.ofName(plain(name));
        if (Files.isDirectory(path) || name.startsWith(".")) {
          continue;
        }
        if (file != null) {
          read(file, path, name, out, progress);
        } else if (!FactFile.names().contains(plain(name))) {
          notRead.add(name + JsonFields.hint(plain(name), FactFile.names()));
        }
      }
    }
    return new Report(lines, notRead, unknownFields, converted, datedImpossibly);
  }

  private static String plain(String name) {
    return name.endsWith(GZIPPED) ? name.substring(0, name.length() - GZIPPED.length()) : name;
  }

  private void read(FactFile file, Path path, String name, Consumer<Arrival> out, Progress progress)
      throws IOException {
    Lines all = null;
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = name.endsWith(GZIPPED) ? new GZIPInputStream(raw, 1 << 16) : raw) {
      all = new Lines(in, limits.maxRecordBytes());
      FolderNotes notes = new FolderNotes(name);
      while (all.next()) {
        out.accept(arrival(file, new Origin(name, 0, all.number()), all, notes));
        if (all.number() % STEP == 0) {
          progress.at(name, all.number());
        }
      }
      progress.at(name, all.number());
      lines.put(name, all.number());
    } catch (IOException e) {
      throw new IOException(
          path + " cannot be read beyond line " + (all == null ? 0 : all.number()) + ": " + e, e);
    }
  }

  private Arrival arrival(FactFile file, Origin origin, Lines line, FolderNotes notes) {
    try {
      if (line.length() > limits.maxRecordBytes()) {
        throw new Rejected(
            RejectReason.TOO_LARGE,
            "a line of " + line.length() + " bytes; the longest is " + limits.maxRecordBytes());
      }
      if (line.isBlank()) {
        throw new Rejected(RejectReason.EMPTY, "an empty line");
      }
      return Arrival.of(origin, FactJson.read(file, text(line), limits, notes));
    } catch (Rejected rejected) {
      return Arrival.refused(DeadLetter.of(origin, rejected, line.kept(), line.length()));
    }
  }

  private static String text(Lines line) throws Rejected {
    if (line.isAscii()) {
      return line.ascii();
    }
    byte[] bytes = line.kept();
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Rejected(RejectReason.BAD_TEXT, "not UTF-8: " + e.getMessage());
    }
  }

  private final class FolderNotes implements FactJson.Notes {
    private final String file;
    private final TreeMap<String, String> named = new TreeMap<>();

    FolderNotes(String file) {
      this.file = file;
    }

    @Override
    public void converted(Datum datum) {
      converted.merge(file + " " + datum, 1L, Long::sum);
    }

    @Override
    public void datedImpossibly() {
      datedImpossibly.merge(file, 1L, Long::sum);
    }

    @Override
    public void field(String path, String name, Set<String> free) {
      String key = named.get(path);
      if (key == null) {
        if (named.size() < UNKNOWN_NAMED) {
          key = file + " " + JsonFields.shortened(path) + JsonFields.hint(name, free);
          named.put(path, key);
        } else {
          key = file + " (others)";
        }
      }
      unknownFields.merge(key, 1L, Long::sum);
    }
  }

  /**
   * Writes a folder of facts, each fact into its file, in the order in which they come. Files that are there already are
   * replaced, when a fact comes for them.
   */
  public static final class Writer implements AutoCloseable {
    private final Path folder;
    private final boolean gzipped;
    private final Map<FactFile, BufferedWriter> files = new EnumMap<>(FactFile.class);

    /**
     * @param folder created when it is not there
     */
    public Writer(Path folder, boolean gzipped) throws IOException {
      this.folder = Files.createDirectories(folder);
      this.gzipped = gzipped;
    }

    /**
     * @throws UncheckedIOException when it cannot be written
     */
    public void write(Fact fact) {
      FactFile kind = FactJson.fileOf(fact);
      try {
        BufferedWriter file = files.get(kind);
        if (file == null) {
          file = open(kind);
          files.put(kind, file);
        }
        file.write(FactJson.write(fact));
        file.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + kind.fileName() + " in " + folder, e);
      }
    }

    private BufferedWriter open(FactFile kind) throws IOException {
      Path plain = folder.resolve(kind.fileName());
      Path packed = folder.resolve(kind.fileName() + GZIPPED);
      Files.deleteIfExists(gzipped ? plain : packed);
      if (!gzipped) {
        return Files.newBufferedWriter(plain, StandardCharsets.UTF_8);
      }
      return new BufferedWriter(
          new OutputStreamWriter(
              new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16), StandardCharsets.UTF_8),
          1 << 16);
    }

    @Override
    public void close() throws IOException {
      IOException failed = null;
      for (BufferedWriter file : files.values()) {
        try {
          file.close();
        } catch (IOException e) {
          failed = e;
        }
      }
      if (failed != null) {
        throw failed;
      }
    }
  }
}
