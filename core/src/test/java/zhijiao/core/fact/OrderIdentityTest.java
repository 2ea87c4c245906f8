package zhijiao.core.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;

/** Law 7: an order that came a year ago is the same order today. These identities were written by an earlier version. */
class OrderIdentityTest {

  private static final long AT = 1_772_294_400_000L;

  private static String id(Particulars particulars) {
    OrderTerms terms =
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(),
            null,
            null,
            null,
            List.of("z-7"),
            "331102",
            "331102001",
            Tier.STRICT,
            false,
            particulars);
    return new OrderChange(new Subject("S-1"), "O-1", terms, AT, AT).id().toString();
  }

  private static Particulars everything(@Nullable ActivityDuty duty) {
    return new Particulars(
        List.of("z-8", "z-10"),
        List.of("z-9"),
        "case-1",
        List.of(new Particulars.Protection("p-1", 500, 1_000)),
        10,
        List.of(
            new Particulars.Basis("curfew", "(2026) 1", AT + 9),
            new Particulars.Basis("z-7", "(2026) 2", null)),
        duty,
        null);
  }

  @Test
  void what_an_order_says_beyond_its_terms_keeps_its_identity() {
    assertEquals("1c2cb32b2f5e2192", id(Particulars.NONE));
    assertEquals("1e30336d1d211c9c", id(everything(null)));
    assertEquals("cee40d5ead20e7ac", id(everything(new ActivityDuty(480, 960))));
    assertEquals("3e473daa9c1c961a", id(Particulars.NONE.withTagReportMinutes(5)));
  }

  @Test
  void what_an_order_says_of_home_and_hours_keeps_its_identity() {
    LocalWindow morning = new LocalWindow(LocalTime.of(6, 0), LocalTime.of(8, 0));
    LocalWindow night = new LocalWindow(LocalTime.of(21, 0), LocalTime.of(6, 0));
    LocalWindow late = new LocalWindow(LocalTime.of(22, 30), LocalTime.of(7, 0));
    OrderTerms terms =
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Circle(GeoPoint.ofDegrees(28.4511, 119.9203), 80)),
            new Curfew(new WeeklySchedule(List.of(night), List.of(late)), 10),
            new CheckInPlan(WeeklySchedule.daily(morning), 30),
            "331102",
            List.of("z-7"),
            "331102",
            "331102001",
            Tier.STRICT,
            false);
    assertEquals(
        "24c4e1ab288a5c8f",
        new OrderChange(new Subject("S-1"), "O-1", terms, AT, AT).id().toString());
  }

  @Test
  void two_orders_that_differ_in_the_kind_of_sentence_are_two() {
    Set<String> ids = new HashSet<>(Set.of(id(Particulars.NONE)));
    for (SentenceType sentence : SentenceType.values()) {
      ids.add(id(Particulars.NONE.withSentence(sentence)));
    }
    assertEquals(1 + SentenceType.values().length, ids.size());
  }
}
