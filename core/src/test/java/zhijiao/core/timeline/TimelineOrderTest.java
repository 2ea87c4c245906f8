package zhijiao.core.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.TimeSpan;

class TimelineOrderTest {

  private static final Subject WHO = new Subject("S-1");
  private static final TimeSpan SPAN = new TimeSpan(0, 100);

  private static Moment observed(Fact fact) {
    return new Moment.Observed(fact);
  }

  private static Moment fix(long at, int place) {
    GeoPoint point = new GeoPoint(place, 0);
    return observed(new TagFix("T-1", point, 5, FixSource.GPS, false, at, at));
  }

  /** One instant, in the order that the law states. */
  private static List<Moment> inOrder() {
    List<Moment> observations =
        new ArrayList<>(
            List.of(
                fix(100, 1),
                fix(100, 2),
                observed(new CheckIn(WHO, CheckIn.Means.FACE, true, null, 0, 100, 100))));
    observations.sort(Comparator.comparing(m -> ((Moment.Observed) m).fact().id()));
    List<Moment> terms =
        new ArrayList<>(
            List.of(
                observed(new OrderChange(WHO, "O-1", null, 100, 100)),
                observed(new LeaveChange(WHO, "L-1", null, 100, 100))));
    terms.sort(Comparator.comparing(m -> ((Moment.Observed) m).fact().id()));
    List<Moment> all = new ArrayList<>(List.of(fix(99, 3)));
    all.addAll(terms);
    all.add(new Deadline(Deadline.Kind.TERMS_END, 100, null));
    all.add(new Deadline(Deadline.Kind.CURFEW_BEGINS, 100, SPAN));
    all.addAll(observations);
    all.add(new Deadline(Deadline.Kind.GRACE_EXPIRES, 100, SPAN));
    all.add(new Deadline(Deadline.Kind.CURFEW_ENDS, 100, SPAN));
    all.add(new Deadline(Deadline.Kind.CHECK_IN_DUE, 100, new TimeSpan(10, 90)));
    all.add(new Deadline(Deadline.Kind.CHECK_IN_DUE, 100, new TimeSpan(20, 90)));
    all.add(new Deadline(Deadline.Kind.TERMS_END, 101, null));
    return all;
  }

  private static List<Moment> sorted(Comparator<Moment> order, long seed) {
    List<Moment> shuffled = new ArrayList<>(inOrder());
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.sort(order);
    return shuffled;
  }

  @Test
  void at_one_instant_new_terms_hold_first_and_the_tie_goes_to_the_person() {
    for (long seed = 0; seed < 50; seed++) {
      assertEquals(inOrder(), sorted(TimelineOrder.MOMENTS, seed));
    }
  }

  @Test
  void an_order_by_time_alone_is_caught() {
    assertNotEquals(inOrder(), sorted(Comparator.comparingLong(Moment::at), 1));
  }

  @Test
  void when_something_was_received_has_no_part_in_the_order() {
    GeoPoint point = new GeoPoint(1, 1);
    Fact early = new TagFix("T-1", point, 5, FixSource.GPS, false, 100, 100);
    Fact late = new TagFix("T-1", point, 5, FixSource.GPS, true, 100, 999_999);
    assertEquals(0, TimelineOrder.FACTS.compare(early, late));
    assertEquals(early.id(), late.id());
  }

  @Test
  void the_order_is_antisymmetric_and_transitive() {
    List<Moment> all = inOrder();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        int found = Integer.signum(TimelineOrder.MOMENTS.compare(all.get(i), all.get(j)));
        assertEquals(Integer.compare(i, j), found, all.get(i) + " and " + all.get(j));
      }
    }
  }
}
