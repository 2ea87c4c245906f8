package zhijiao.models.train;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.settings.Spelling;

/**
 * The wanted columns of a table in memory, each text kept once.
 *
 * <p>Of a table with more rows than {@link #MOST_ROWS} a random part of that size is kept, chosen by the seed: memory stays
 * bounded however large the file is.
 */
final class Table {

  static final int MOST_ROWS = 50_000;
  private static final int PROBLEMS_SHOWN = 5;

  private final List<String> columns;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<List<String>> texts = new ArrayList<>();
  private final int[][] codes;
  private final int rows;
  private final long rowsInFile;

  private Table(List<String> columns, List<List<String>> texts, int[][] codes, int rows, long all) {
    this.columns = List.copyOf(columns);
    for (String column : columns) {
      places.put(column, places.size());
    }
    this.texts.addAll(texts);
    this.codes = codes;
    this.rows = rows;
    this.rowsInFile = all;
  }

  int rows() {
    return rows;
  }

  long rowsInFile() {
    return rowsInFile;
  }

  List<String> columns() {
    return columns;
  }

  private int place(String column) {
    Integer place = places.get(column);
    if (place == null) {
      throw new IllegalArgumentException("the table has no column " + column);
    }
    return place;
  }

  boolean has(String column) {
    return places.containsKey(column);
  }

  String text(String column, int row) {
    return text(place(column), row);
  }

  private String text(int place, int row) {
    return texts.get(place).get(codes[place][row]);
  }

  /** The distinct texts of a column, sorted. */
  TreeSet<String> distinct(String column) {
    return new TreeSet<>(texts.get(place(column)));
  }

  /** Reads what training needs; the table and the spec must name the same columns. */
  static Table toTrain(Path file, Spec spec) throws IOException {
    return read(file, spec.named(), spec.named(), spec.seed());
  }

  /** Reads these columns; others may be there. */
  static Table toPredict(Path file, List<String> needed) throws IOException {
    return read(file, new HashSet<>(needed), null, 0);
  }

  private static Table read(Path file, Set<String> wanted, @Nullable Set<String> all, long seed)
      throws IOException {
    try (Csv csv = Csv.open(file)) {
      List<String> header = csv.read();
      if (header == null) {
        throw new CannotTrainException(file + " is empty");
      }
      header = header.stream().map(String::trim).toList();
      checkHeader(file, header, wanted, all);
      return readRows(file, csv, header, wanted, all == null ? Integer.MAX_VALUE : MOST_ROWS, seed);
    } catch (CharacterCodingException e) {
      throw new CannotTrainException(file + " is not UTF-8");
    }
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

  private static Table readRows(
      Path file, Csv csv, List<String> header, Set<String> wanted, int most, long seed)
      throws IOException {
    List<String> kept = header.stream().filter(wanted::contains).toList();
    int[] from = kept.stream().mapToInt(header::indexOf).toArray();
    List<Map<String, Integer>> known = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    int[][] codes = new int[kept.size()][1024];
    for (int i = 0; i < from.length; i++) {
      known.add(new HashMap<>());
      texts.add(new ArrayList<>());
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<String> problems = new ArrayList<>();
    int rows = 0;
    long all = 0;
    for (int line = csv.line(); ; line = csv.line()) {
      List<String> record = csv.read();
      if (record == null) {
        break;
      }
      all++;
      if (record.size() != header.size()) {
        problems.add(
            file + ":" + line + ": " + record.size() + " fields, the header has " + header.size());
        if (problems.size() == PROBLEMS_SHOWN) {
          break;
        }
        continue;
      }
      int row = rows;
      if (rows < most) {
        rows++;
      } else {
        long place = random.nextLong(all);
        if (place >= most) {
          continue;
        }
        row = (int) place;
      }
      for (int i = 0; i < from.length; i++) {
        if (row == codes[i].length) {
          codes[i] = java.util.Arrays.copyOf(codes[i], row * 2);
        }
        String text = record.get(from[i]);
        Integer code = known.get(i).get(text);
        if (code == null) {
          code = texts.get(i).size();
          known.get(i).put(text, code);
          texts.get(i).add(text);
        }
        codes[i][row] = code;
      }
    }
    if (!problems.isEmpty()) {
      throw new CannotTrainException(problems);
    }
    if (rows == 0) {
      throw new CannotTrainException(file + " has a header and no rows");
    }
    return new Table(kept, texts, codes, rows, all);
  }
}
