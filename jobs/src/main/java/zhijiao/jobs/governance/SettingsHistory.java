package zhijiao.jobs.governance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.ActivityPolicy;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.timeline.Regime;
import zhijiao.core.timeline.Regimes;
import zhijiao.jobs.io.GovernanceCheck;
import zhijiao.jobs.io.Rejected;
import zhijiao.rules.RuleCatalog;
import zhijiao.rules.Tightening;

/**
 * All that thresholds and zones were, are and are known to become: what a job starts with, the changes that were approved,
 * and the campaigns. The same facts in any order give the same history.
 */
public final class SettingsHistory implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Comparator<GovernanceFact> ORDER =
      Comparator.comparingLong(GovernanceFact::occurredAt)
          .thenComparing(GovernanceFact::changeId)
          .thenComparing(GovernanceFact::id);

  /**
   * What holds for everybody from an instant on.
   *
   * @param changed paths that the change names; null when it changes zones, which concern every rule
   */
  private record Stage(
      long from,
      String id,
      Thresholds thresholds,
      ZoneCatalog zones,
      @Nullable TreeSet<String> changed)
      implements Serializable {}

  private record Tightened(
      String id,
      long from,
      long until,
      String basis,
      TreeSet<String> counties,
      TreeSet<String> offices,
      TreeSet<zhijiao.core.fact.Tier> tiers,
      TreeMap<String, String> settings)
      implements Serializable {

    Regimes.Span span() {
      return new Regimes.Span(id, from, until, new Campaign.Scope(counties, offices, tiers));
    }
  }

  private final Thresholds base;
  private final ZoneCatalog zones;
  private final ArrayList<Stage> stages = new ArrayList<>();
  private final ArrayList<Tightened> campaigns = new ArrayList<>();
  private final HashMap<Long, String> refused = new HashMap<>();
  private final TreeSet<Long> known = new TreeSet<>();

  private SettingsHistory(Thresholds base, ZoneCatalog zones) {
    this.base = base;
    this.zones = zones;
  }

  /** A history from what a job starts with, and facts each of which may be judged by itself. */
  public static SettingsHistory of(
      Thresholds base, ZoneCatalog zones, Collection<? extends GovernanceFact> facts) {
    SettingsHistory history = new SettingsHistory(base, withNewOnes(zones, facts));
    Map<String, FactId> names = new HashMap<>();
    Map<FactId, GovernanceFact> distinct = new LinkedHashMap<>();
    facts.stream().sorted(ORDER).forEach(fact -> distinct.putIfAbsent(fact.id(), fact));
    Map<String, Long> ends = new HashMap<>();
    for (GovernanceFact fact : distinct.values()) {
      if (fact instanceof Campaign end && end.overlay() == null) {
        ends.merge(end.changeId(), end.occurredAt(), Math::min);
      }
    }
    for (GovernanceFact fact : distinct.values()) {
      boolean isEnd = fact instanceof Campaign campaign && campaign.overlay() == null;
      FactId named = isEnd ? fact.id() : names.putIfAbsent(fact.changeId(), fact.id());
      String problem =
          isEnd || named == null
              ? history.take(fact, ends.getOrDefault(fact.changeId(), Long.MAX_VALUE))
              : "another change has the name " + fact.changeId();
      if (problem == null) {
        history.known.add(fact.id().bits());
      } else {
        history.refused.put(fact.id().bits(), problem);
      }
    }
    return history;
  }

  /** A zone that is new is known from the beginning, lest an order that names it early names nothing. */
  private static ZoneCatalog withNewOnes(
      ZoneCatalog zones, Collection<? extends GovernanceFact> facts) {
    ZoneCatalog all = zones;
    for (GovernanceFact fact : facts.stream().sorted(ORDER).toList()) {
      if (fact instanceof SettingsChange change && change.zones() != null) {
        try {
          all = replaced(GovernanceCheck.zones(change.zones()), all);
        } catch (Rejected e) {
          continue;
        }
      }
    }
    return all;
  }

  /** The same change as if it held all the time, to ask what it would have changed. */
  public static GovernanceFact throughout(GovernanceFact fact) {
    if (fact instanceof SettingsChange change) {
      return new SettingsChange(
          change.changeId(), change.settings(), change.zones(), change.approval(), 0, 0);
    }
    Campaign campaign = (Campaign) fact;
    Campaign.Overlay overlay = campaign.overlay();
    return overlay == null
        ? fact
        : new Campaign(
            campaign.changeId(),
            new Campaign.Overlay(
                Long.MAX_VALUE,
                overlay.basis(),
                Long.MAX_VALUE,
                overlay.scope(),
                overlay.settings()),
            campaign.approval(),
            0,
            0);
  }

  /** Takes one fact, in order; gives what is wrong with it, or null. */
  private @Nullable String take(GovernanceFact fact, long endedAt) {
    try {
      if (fact instanceof SettingsChange change) {
        stages.add(stage(change));
      } else if (fact instanceof Campaign campaign && campaign.overlay() != null) {
        return take(campaign, campaign.overlay(), endedAt);
      }
      return null;
    } catch (InvalidSettingsException | Rejected e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Stage stage(SettingsChange change) throws InvalidSettingsException, Rejected {
    Stage before = stages.isEmpty() ? null : stages.get(stages.size() - 1);
    Thresholds thresholds = before == null ? base : before.thresholds();
    ZoneCatalog places = before == null ? zones : before.zones();
    String geoJson = change.zones();
    return new Stage(
        change.occurredAt(),
        change.changeId(),
        thresholds.with(change.settings()),
        geoJson == null ? places : replaced(places, GovernanceCheck.zones(geoJson)),
        geoJson == null ? new TreeSet<>(change.settings().keySet()) : null);
  }

  private static ZoneCatalog replaced(ZoneCatalog before, ZoneCatalog changed) {
    TreeMap<String, Zone> all = new TreeMap<>();
    before.zones().forEach(zone -> all.put(zone.id(), zone));
    changed.zones().forEach(zone -> all.put(zone.id(), zone));
    return new ZoneCatalog(all.values());
  }

  private @Nullable String take(Campaign campaign, Campaign.Overlay overlay, long endedAt)
      throws InvalidSettingsException {
    long from = campaign.occurredAt();
    long until = Math.min(overlay.until(), Math.max(from, endedAt));
    long beside =
        campaigns.stream().filter(one -> one.from() < until && from < one.until()).count();
    if (beside >= Regimes.CAMPAIGNS_AT_A_TIME) {
      return beside + " campaigns run at that time already, as many as may";
    }
    base.with(overlay.settings());
    campaigns.add(
        new Tightened(
            campaign.changeId(),
            from,
            until,
            overlay.basis(),
            new TreeSet<>(overlay.scope().counties()),
            new TreeSet<>(overlay.scope().offices()),
            new TreeSet<>(overlay.scope().tiers()),
            new TreeMap<>(overlay.settings())));
    return null;
  }

  /** Ids of every zone that there is or will be. */
  public Set<String> zoneIds() {
    return stages.isEmpty() ? zones.ids() : stages.get(stages.size() - 1).zones().ids();
  }

  /** Every zone that there is or will be, as it will be last. */
  public ZoneCatalog lastZones() {
    return stages.isEmpty() ? zones : stages.get(stages.size() - 1).zones();
  }

  /** Thresholds for everybody at {@code instant}. */
  public Thresholds at(long instant) {
    Thresholds held = base;
    for (Stage stage : stages) {
      held = stage.from() <= instant ? stage.thresholds() : held;
    }
    return held;
  }

  /** How much study and service each tier owes where an order says nothing, from when on; campaigns tighten nothing of it. */
  public SortedMap<Long, ActivityPolicy> activityPolicies() {
    SortedMap<Long, ActivityPolicy> policies = new TreeMap<>();
    policies.put(Long.MIN_VALUE, base.rules().activityShortfall().policy());
    for (Stage stage : stages) {
      policies.put(stage.from(), stage.thresholds().rules().activityShortfall().policy());
    }
    return policies;
  }

  /** Why a fact is no part of this history, or null when it is. */
  public @Nullable String problemOf(GovernanceFact fact) {
    long id = fact.id().bits();
    return known.contains(id)
        ? null
        : refused.getOrDefault(
            id,
            "the job was started before it was known; start it again with it, from a savepoint");
  }

  /** What is judged by when, for one thread. */
  public Regimes regimes() {
    List<Regimes.Version> versions = new ArrayList<>();
    stages.forEach(stage -> versions.add(new Regimes.Version(stage.from(), stage.id())));
    return new Regimes(versions, campaigns.stream().map(Tightened::span).toList(), this::regime);
  }

  private Regime regime(int version, List<Integer> applying) {
    Thresholds held = version < 0 ? base : stages.get(version).thresholds();
    TreeMap<String, String> tighter = new TreeMap<>();
    for (int place : applying) {
      campaigns
          .get(place)
          .settings()
          .forEach(
              (path, value) -> {
                Tightening rule = Objects.requireNonNull(Tightening.of(path), path);
                String now = tighter.getOrDefault(path, held.values().get(path));
                int wanted = Integer.parseInt(value);
                tighter.put(path, Integer.toString(rule.tighter(Integer.parseInt(now), wanted)));
              });
    }
    try {
      Thresholds used = held.with(tighter);
      return new Regime(
          version < 0 ? zones : stages.get(version).zones(),
          used.judge(),
          RuleCatalog.of(used.rules()).programs(rule -> marks(rule, version, applying)));
    } catch (InvalidSettingsException e) {
      throw new IllegalStateException("tighter settings do not go together: " + tighter, e);
    }
  }

  /** By which changes the settings of a rule are what they are. */
  private SortedMap<String, String> marks(String rule, int version, List<Integer> applying) {
    SortedMap<String, String> marks = new TreeMap<>();
    for (int i = version; i >= 0 && !marks.containsKey("settingsChange"); i--) {
      Stage stage = stages.get(i);
      if (stage.changed() == null || concerns(stage.changed(), rule)) {
        marks.put("settingsChange", stage.id());
      }
    }
    List<Tightened> own =
        applying.stream()
            .map(campaigns::get)
            .filter(campaign -> concerns(campaign.settings().keySet(), rule))
            .toList();
    if (!own.isEmpty()) {
      marks.put("campaign", own.stream().map(Tightened::id).collect(Collectors.joining(", ")));
      marks.put(
          "campaignBasis", own.stream().map(Tightened::basis).collect(Collectors.joining("; ")));
    }
    return marks;
  }

  /** A rule's own section has its name; judging and sections of no one rule concern all. */
  private static boolean concerns(Set<String> paths, String rule) {
    for (String path : paths) {
      String[] parts = path.split("\\.", 3);
      boolean shared =
          !parts[0].equals("rules")
              || RuleCatalog.shipped().rules().stream()
                  .noneMatch(other -> section(other.card().id()).equals(parts[1]));
      if (shared || parts[1].equals(section(rule))) {
        return true;
      }
    }
    return false;
  }

  /** {@code exclusion-zone} has the section {@code exclusionZone}. */
  private static String section(String rule) {
    StringBuilder name = new StringBuilder();
    for (String word : rule.split("-")) {
      name.append(
          name.length() == 0
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }
}
