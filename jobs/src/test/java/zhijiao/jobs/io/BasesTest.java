package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.WeeklySchedule;

/** Restrictions must rest on something when the settings ask for it. */
class BasesTest {

  private static final long AT = 1_780_000_000_000L;
  private static final Limits LENIENT = Limits.ofLaw(() -> AT);
  private static final Limits STRICT = LENIENT.requiringBases(true);

  private static OrderChange order(String... based) {
    List<Particulars.Basis> bases = new ArrayList<>();
    for (String restriction : based) {
      bases.add(new Particulars.Basis(restriction, "a decision", null));
    }
    Particulars particulars =
        Particulars.NONE
            .withKeyPlaces(List.of("netbar"))
            .withProtections(List.of(new Particulars.Protection("P-1", 500, 0)))
            .withBases(bases);
    OrderTerms terms =
        new OrderTerms(
            ZoneId.of("Asia/Shanghai"),
            List.of(),
            new Curfew(WeeklySchedule.daily(), 10),
            null,
            "county",
            List.of("school"),
            "331102",
            "331102001",
            Tier.GENERAL,
            false,
            particulars);
    return new OrderChange(new Subject("S-1"), "O-1", terms, AT, AT);
  }

  @Test
  void
      s26_an_order_that_leaves_one_restriction_without_a_basis_is_refused_when_settings_ask_for_it() {
    String[] all = {"school", "curfew", "netbar", "P-1"};
    assertNull(FactCheck.check(order(all), STRICT));
    for (String missing : all) {
      List<String> others = new ArrayList<>(List.of(all));
      others.remove(missing);
      Rejected refused = FactCheck.check(order(others.toArray(String[]::new)), STRICT);
      assertEquals(RejectReason.BAD_TERMS, refused.reason(), missing);
      assertTrue(refused.getMessage().contains(missing), refused.getMessage());
    }
  }

  @Test
  void s26_by_default_an_order_without_bases_is_taken() {
    assertNull(FactCheck.check(order(), LENIENT));
  }

  @Test
  void an_order_without_restrictions_needs_no_basis() {
    OrderChange ended = new OrderChange(new Subject("S-1"), "O-1", null, AT, AT);
    assertNull(FactCheck.check(ended, STRICT));
  }
}
