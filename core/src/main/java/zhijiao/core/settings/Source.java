package zhijiao.core.settings;

/**
 * Where a default comes from.
 *
 * @param words a statute and its article, a publication, a measurement, or why it was chosen
 * @param verified true when the number was looked up at its source, not only quoted
 */
public record Source(Basis basis, String words, boolean verified) {

  /** What stands behind a number. */
  public enum Basis {
    LAW,
    PUBLISHED,
    MEASURED,
    /** Nobody prescribes it: it was chosen for the reason given. */
    CHOSEN
  }

  public Source {
    if (words.isBlank()) {
      throw new IllegalArgumentException("a source says in words where a number comes from");
    }
  }

  public static Source law(String words) {
    return new Source(Basis.LAW, words, false);
  }

  public static Source published(String words) {
    return new Source(Basis.PUBLISHED, words, false);
  }

  public static Source measured(String words) {
    return new Source(Basis.MEASURED, words, true);
  }

  public static Source chosen(String words) {
    return new Source(Basis.CHOSEN, words, false);
  }

  /** The same, once the number has been looked up at its source. */
  public Source confirmed() {
    return new Source(basis, words, true);
  }
}
