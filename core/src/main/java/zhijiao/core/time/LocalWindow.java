package zhijiao.core.time;

import java.time.LocalTime;

/** A window of the local day, {@code [from, until)}; when {@code until} is not after {@code from} it ends on the next day. */
public record LocalWindow(LocalTime from, LocalTime until) {

  public boolean crossesMidnight() {
    return !until.isAfter(from);
  }
}
