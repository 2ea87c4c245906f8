package zhijiao.core.meeting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The stays of one person that have been told, so that they can be taken back when a day is judged again. */
public final class StayLog {

  private final StayTable told;

  public StayLog() {
    this(new StayTable());
  }

  private StayLog(StayTable told) {
    this.told = told;
  }

  /** Told what changed. */
  public interface Output {
    void stay(StayChange change);
  }

  /** Remembers and tells a stay. */
  public void add(Stay stay, boolean late, Output out) {
    if (told.add(stay)) {
      out.stay(new StayChange(stay, false, late));
    }
  }

  /** Puts {@code now} in the place of all stays from {@code from} on, and tells the difference. */
  public void replace(long from, List<Stay> now, Output out) {
    Set<Stay> fresh = new HashSet<>(now);
    for (Stay before : told.between(from, Long.MAX_VALUE)) {
      if (!fresh.contains(before)) {
        told.remove(before);
        out.stay(new StayChange(before, true, true));
      }
    }
    for (Stay stay : now) {
      add(stay, true, out);
    }
  }

  public void forget(long before) {
    told.forget(before);
  }

  public boolean isEmpty() {
    return told.size() == 0;
  }

  public void write(DataOutput out) throws IOException {
    told.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static StayLog read(DataInput in) throws IOException {
    return new StayLog(StayTable.read(in));
  }
}
