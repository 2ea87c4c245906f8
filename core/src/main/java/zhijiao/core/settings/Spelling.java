package zhijiao.core.settings;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses which known word was meant. */
public final class Spelling {

  private static final int SHORTEST_PREFIX = 3;

  /** No setting has so long a name; whatever is longer is no slip of the pen. */
  private static final int LONGEST = 80;

  private Spelling() {}

  /**
   * The known word that is closest, or null when none is close: equal but for case, hyphens and underscores; else a
   * prefix of at least three letters that only one word has; else with the fewest slips (a letter missing, added,
   * changed, or two swapped), at most one in three letters. Of several equally close the first in their order.
   */
  public static @Nullable String closest(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return null;
    }
    String plain = plain(written);
    String best = null;
    int fewest = Integer.MAX_VALUE;
    String prefixed = null;
    int prefixes = 0;
    for (String word : known) {
      String candidate = plain(word);
      int slips = slips(plain, candidate);
      if (slips < fewest) {
        fewest = slips;
        best = word;
      }
      if (plain.length() >= SHORTEST_PREFIX
          && (candidate.startsWith(plain)
              || candidate.length() >= SHORTEST_PREFIX && plain.startsWith(candidate))) {
        prefixed = word;
        prefixes++;
      }
    }
    int allowed = Math.min(Math.max(1, plain.length() / 3), plain.length() - 1);
    if (fewest <= Math.min(1, allowed)) {
      return best;
    }
    if (prefixes == 1) {
      return prefixed;
    }
    return fewest <= allowed ? best : null;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
  }

  /** Optimal string alignment distance. */
  static int slips(String a, String b) {
    int[][] least = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      least[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      least[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int here =
            Math.min(Math.min(least[i - 1][j], least[i][j - 1]) + 1, least[i - 1][j - 1] + changed);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        least[i][j] = swapped ? Math.min(here, least[i - 2][j - 2] + 1) : here;
      }
    }
    return least[a.length()][b.length()];
  }
}
