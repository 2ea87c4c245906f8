package zhijiao.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ActivityTest {

  private static final long DAY = 24 * 3_600_000L;
  private static final long NOW = 1_772_380_800_000L;

  private static byte[] written(Activity activity) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    activity.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void a_mark_of_long_ago_costs_no_memory_for_the_time_between() throws Exception {
    for (long years : new long[] {1, 30, 10_000}) {
      Activity activity = new Activity();
      activity.mark(NOW - years * 365 * DAY);
      assertTrue(activity.mark(NOW));
      assertTrue(written(activity).length < 1_100, years + " years: " + written(activity).length);
      Activity read =
          Activity.read(new DataInputStream(new ByteArrayInputStream(written(activity))));
      assertTrue(read.isHeardAt(NOW));
      assertEquals(activity.lastEnd(), read.lastEnd());
      assertFalse(read.isHeardAt(NOW - years * 365 * DAY));
    }
  }

  @Test
  void what_was_heard_within_two_weeks_is_kept_in_whatever_order() {
    for (boolean oldFirst : new boolean[] {true, false}) {
      Activity activity = new Activity();
      activity.mark(oldFirst ? NOW - 13 * DAY : NOW);
      activity.mark(oldFirst ? NOW : NOW - 13 * DAY);
      assertTrue(activity.isHeardAt(NOW - 13 * DAY) && activity.isHeardAt(NOW));
      assertFalse(activity.isHeardAt(NOW - 5 * DAY));
    }
  }
}
