package zhijiao.jobs;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.fact.Tier;

/** Generators of changes that two people may make. */
public final class AnyChange {

  private static final long HOUR = 3_600_000L;

  private static final String ZONES =
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"id\":\"z\",\"radiusMetres\":200},"
          + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[119.9,28.4]}}]}";

  private AnyChange() {}

  public static Arbitrary<SettingsChange> settingsChange() {
    return Combinators.combine(
            name(),
            Arbitraries.integers().between(2, 10),
            Arbitraries.just(ZONES).injectNull(0.5),
            name(),
            from())
        .as(
            (id, fixes, zones, reason, from) ->
                new SettingsChange(
                    id,
                    new TreeMap<>(Map.of("rules.boundary.persistFixes", Integer.toString(fixes))),
                    zones,
                    new Approval("O-1", "O-2", from - HOUR, reason),
                    from,
                    from - HOUR));
  }

  public static Arbitrary<Campaign> campaign() {
    Arbitrary<Campaign.Overlay> overlay =
        Combinators.combine(
                Arbitraries.integers().between(1, 31 * 24),
                name(),
                Arbitraries.of(Tier.class).set().map(TreeSet::new),
                name().set().ofMinSize(1).ofMaxSize(3).map(TreeSet::new))
            .as(
                (hours, basis, tiers, counties) ->
                    new Campaign.Overlay(
                        hours * HOUR,
                        basis,
                        hours * HOUR,
                        new Campaign.Scope(counties, new TreeSet<>(), tiers),
                        new TreeMap<>(Map.of("rules.curfew.persistFixes", "2"))));
    return Combinators.combine(name(), overlay.injectNull(0.3), from())
        .as(
            (id, plan, from) ->
                new Campaign(
                    id,
                    plan == null
                        ? null
                        : new Campaign.Overlay(
                            from + plan.until(),
                            plan.basis(),
                            from + plan.basisUntil(),
                            plan.scope(),
                            plan.settings()),
                    new Approval("O-1", "O-2", from - HOUR, "holiday"),
                    from,
                    from - HOUR));
  }

  private static Arbitrary<String> name() {
    return Arbitraries.strings().withChars("abcXYZ0123456789-宵").ofMinLength(1).ofMaxLength(12);
  }

  private static Arbitrary<Long> from() {
    return Arbitraries.longs().between(1_600_000_000_000L, AnyFact.NOW - HOUR);
  }
}
