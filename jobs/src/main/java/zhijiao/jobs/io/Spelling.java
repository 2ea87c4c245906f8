package zhijiao.jobs.io;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** "Did you mean": the known word nearest to one that is not known. */
public final class Spelling {

  /** A longer word is cut before it is compared: it is nobody's slip of the pen. */
  private static final int LONGEST = 64;

  private Spelling() {}

  /**
   * The nearest of {@code known}, case set aside, or null when none is near: more than a third of the letters would have
   * to change. Of equally near words the first in alphabetical order.
   */
  public static @Nullable String nearest(String word, Collection<String> known) {
    String mine = plain(word);
    String best = null;
    int fewest = Math.max(1, mine.length() / 3) + 1;
    for (String candidate : known) {
      int edits = edits(mine, plain(candidate));
      if (edits < fewest || edits == fewest && best != null && candidate.compareTo(best) < 0) {
        best = candidate;
        fewest = edits;
      }
    }
    return best;
  }

  /** {@code ", did you mean X?"}, or nothing. */
  public static String hint(String word, Collection<String> known) {
    String nearest = nearest(word, known);
    return nearest == null ? "" : ", did you mean \"" + nearest + "\"?";
  }

  private static String plain(String word) {
    String cut = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    return cut.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Letters to insert, delete or replace (Levenshtein). */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
