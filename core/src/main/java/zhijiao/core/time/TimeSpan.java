package zhijiao.core.time;

/**
 * A half-open span {@code [from, until)}, epoch milliseconds UTC.
 */
public record TimeSpan(long from, long until) {

  public TimeSpan {
    if (until < from) {
      throw new IllegalArgumentException("a span ends before it begins: " + from + " – " + until);
    }
  }

  public boolean contains(long instant) {
    return from <= instant && instant < until;
  }
}
