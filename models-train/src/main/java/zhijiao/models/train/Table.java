package zhijiao.models.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The wanted columns of a table in memory, each text kept once.
 *
 * <p>Of a table with more rows than {@link #MOST_ROWS} a random part of that size is kept, chosen by the seed: memory stays
 * bounded however large the file is.
 */
final class Table {

  static final int MOST_ROWS = 50_000;

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

  private static Table read(Path file, Set<String> wanted, Set<String> all, long seed)
      throws IOException {
    try (TableRows table = TableRows.open(file, wanted, all)) {
      int width = table.columns().size();
      List<Map<String, Integer>> known = new ArrayList<>();
      List<List<String>> texts = new ArrayList<>();
      int[][] codes = new int[width][1024];
      for (int i = 0; i < width; i++) {
        known.add(new HashMap<>());
        texts.add(new ArrayList<>());
      }
      SplittableRandom random = new SplittableRandom(seed);
      int rows = 0;
      for (List<String> record = table.next(); record != null; record = table.next()) {
        int row = rows;
        if (rows < MOST_ROWS) {
          rows++;
        } else {
          long place = random.nextLong(table.read());
          if (place >= MOST_ROWS) {
            continue;
          }
          row = (int) place;
        }
        for (int i = 0; i < width; i++) {
          if (row == codes[i].length) {
            codes[i] = Arrays.copyOf(codes[i], row * 2);
          }
          String text = record.get(i);
          Integer code = known.get(i).get(text);
          if (code == null) {
            code = texts.get(i).size();
            known.get(i).put(text, code);
            texts.get(i).add(text);
          }
          codes[i][row] = code;
        }
      }
      return new Table(table.columns(), texts, codes, rows, table.read());
    }
  }
}
