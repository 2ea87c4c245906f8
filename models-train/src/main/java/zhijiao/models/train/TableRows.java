package zhijiao.models.train;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhijiao.core.settings.Spelling;

/** The wanted columns of a table, one row at a time. */
final class TableRows implements Closeable {

  private static final int PROBLEMS_SHOWN = 5;

  private final Path file;
  private final Csv csv;
  private final int width;
  private final List<String> columns;
  private final int[] from;
  private final List<String> problems = new ArrayList<>();
  private long read;

  private TableRows(Path file, Csv csv, List<String> header, Set<String> wanted) {
    this.file = file;
    this.csv = csv;
    this.width = header.size();
    this.columns = header.stream().filter(wanted::contains).toList();
    this.from = columns.stream().mapToInt(header::indexOf).toArray();
  }

  /**
   * @param all what may be in the table, or null where anything may
   */
  static TableRows open(Path file, Set<String> wanted, @Nullable Set<String> all)
      throws IOException {
    try {
      Csv csv = Csv.open(file);
      try {
        List<String> header = csv.read();
        if (header == null) {
          throw new CannotTrainException(file + " is empty");
        }
        header = header.stream().map(String::trim).toList();
        checkHeader(file, header, wanted, all);
        return new TableRows(file, csv, header, wanted);
      } catch (IOException | RuntimeException e) {
        csv.close();
        throw e;
      }
    } catch (CharacterCodingException e) {
      throw notUtf8(file);
    }
  }

  private static CannotTrainException notUtf8(Path file) {
    return new CannotTrainException(file + " is not UTF-8");
  }

  private static void checkHeader(
      Path file, List<String> header, Set<String> wanted, @Nullable Set<String> all) {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        problems.add(file + ": column " + column + " is there twice");
      }
      if (all != null && !all.contains(column)) {
        problems.add(
            file
                + ": column "
                + column
                + " is not in the spec: give it a part, under ignored if it has none"
                + meant(column, all));
      }
    }
    for (String column : wanted) {
      if (!seen.contains(column)) {
        problems.add(file + ": there is no column " + column + meant(column, seen));
      }
    }
    if (!problems.isEmpty()) {
      throw new CannotTrainException(problems);
    }
  }

  private static String meant(String column, Set<String> known) {
    @Nullable String closest = Spelling.closest(column, known);
    return closest == null ? "" : "; did you mean " + closest + "?";
  }

  /** The wanted ones, in the order of the table. */
  List<String> columns() {
    return columns;
  }

  /** How many rows were told. */
  long read() {
    return read;
  }

  /** The texts of the next row, as {@link #columns}; null after the last.
   *
   * @throws CannotTrainException at the end, or after some, when rows had another length than the header, or there was none
   */
  @Nullable List<String> next() throws IOException {
    try {
      while (problems.size() < PROBLEMS_SHOWN) {
        int line = csv.line();
        List<String> record = csv.read();
        if (record == null) {
          break;
        }
        if (record.size() == width) {
          read++;
          return Arrays.stream(from).mapToObj(record::get).toList();
        }
        problems.add(file + ":" + line + ": " + record.size() + " fields, the header has " + width);
      }
    } catch (CharacterCodingException e) {
      throw notUtf8(file);
    }
    if (!problems.isEmpty()) {
      throw new CannotTrainException(problems);
    }
    if (read == 0) {
      throw new CannotTrainException(file + " has a header and no rows");
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
