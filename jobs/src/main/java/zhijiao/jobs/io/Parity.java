package zhijiao.jobs.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.timeline.Horizon;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.ModelPlan;
import zhijiao.models.live.RiskCase;
import zhijiao.models.live.RiskPolicy;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.Violation;

/**
 * The features that were logged beside those that all facts together say of the same instants. Tiles, corrections, state and
 * transport stand between the two; the features themselves are the same object.
 */
public final class Parity {

  private Parity() {}

  /**
   * How often one feature differs.
   *
   * @param missing the facts say a value, the log none
   * @param extra the log says a value, the facts none
   * @param differing both do, and not the same
   */
  public record Difference(int missing, int extra, int differing) {

    Difference plus(Difference other) {
      return new Difference(
          missing + other.missing, extra + other.extra, differing + other.differing);
    }
  }

  /**
   * @param vectors that were compared
   * @param people of whom there was one
   * @param unknown vectors of people or instants of which the facts say that there was nothing to score, or of another feature set
   * @param unscored instants that the facts say were to be scored, within those that were logged, and were not
   * @param features those that differ, by name
   */
  public record Report(
      int vectors, int people, int unknown, int unscored, Map<String, Difference> features) {

    public boolean isEqual() {
      return unknown == 0 && unscored == 0 && features.isEmpty();
    }

    /** Lines for a terminal. */
    public String render() {
      StringBuilder text = new StringBuilder();
      text.append(
          String.format(
              Locale.ROOT,
              "%d vectors of %d people, feature set %s%n",
              vectors,
              people,
              LiveFeatures.SET.id()));
      text.append(
          String.format(
              Locale.ROOT, "%-28s %8s %8s %8s%n", "feature", "missing", "extra", "differing"));
      for (String name : LiveFeatures.SET.names()) {
        Difference found = features.getOrDefault(name, new Difference(0, 0, 0));
        text.append(
            String.format(
                Locale.ROOT,
                "%-28s %8d %8d %8d%n",
                name,
                found.missing(),
                found.extra(),
                found.differing()));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "vectors without facts %d, instants without a vector %d%n",
              unknown,
              unscored));
      return text.append(isEqual() ? "equal" : "NOT EQUAL").append('\n').toString();
    }
  }

  /**
   * @param logged what was told, every revision
   * @param facts in any order; those of others than people do not matter
   * @param alerts what was told of alerts, every revision
   */
  public static Report compare(
      List<RiskScore> logged, List<Fact> facts, List<AlertEvent> alerts, RiskPolicy policy) {
    List<RiskScore> standing = RiskJson.standing(logged);
    long from =
        standing.stream().mapToLong(s -> s.said().observedFrom()).min().orElse(Long.MIN_VALUE);
    long until = standing.stream().mapToLong(RiskScore::at).max().orElse(Long.MIN_VALUE);
    if (standing.isEmpty()) {
      return new Report(0, 0, 0, 0, Map.of());
    }
    RiskPolicy whole =
        new RiskPolicy(
            policy.calendar(),
            new Horizon(from, until),
            Long.MAX_VALUE / 4,
            policy.regulations(),
            policy.lasting(),
            policy.tiers());
    Map<Subject, RiskCase> cases = cases(facts, alerts, whole);
    Map<String, Difference> features = new TreeMap<>();
    Map<Subject, List<Long>> scored = new HashMap<>();
    int unknown = 0;
    for (RiskScore score : standing) {
      scored.computeIfAbsent(score.subject(), s -> new ArrayList<>()).add(score.at());
      RiskCase known = cases.get(score.subject());
      FeatureVector expected = known == null ? null : known.vector(score.at());
      FeatureVector found = score.said().vector();
      if (expected == null || !expected.features().equals(found.features())) {
        unknown++;
        continue;
      }
      compare(expected, found, features);
    }
    int unscored = 0;
    for (Map.Entry<Subject, RiskCase> one : cases.entrySet()) {
      List<Long> moments = new ArrayList<>();
      one.getValue().advance(until, new ModelPlan(), score -> moments.add(score.at()));
      moments.removeAll(scored.getOrDefault(one.getKey(), List.of()));
      unscored += moments.size();
    }
    return new Report(standing.size(), scored.size(), unknown, unscored, features);
  }

  private static Map<Subject, RiskCase> cases(
      List<Fact> facts, List<AlertEvent> alerts, RiskPolicy policy) {
    Map<Subject, RiskCase> cases = new HashMap<>();
    for (Fact fact : facts) {
      if (fact instanceof SubjectFact of && RiskCase.reads(of)) {
        caseOf(of.subject(), cases, policy).add(of);
      }
    }
    Map<AlertId, AlertEvent> last = new HashMap<>();
    for (AlertEvent event : alerts) {
      last.merge(event.alert().id(), event, (a, b) -> a.revision() >= b.revision() ? a : b);
    }
    for (AlertEvent event : last.values()) {
      @Nullable Violation violation =
          Violation.of(event.alert(), event.revision(), policy.lasting());
      if (violation != null) {
        caseOf(violation.subject(), cases, policy).add(violation);
      }
    }
    return cases;
  }

  private static RiskCase caseOf(Subject subject, Map<Subject, RiskCase> cases, RiskPolicy policy) {
    return cases.computeIfAbsent(subject, s -> new RiskCase(s, policy, Long.MIN_VALUE));
  }

  private static void compare(
      FeatureVector expected, FeatureVector found, Map<String, Difference> features) {
    for (int feature = 0; feature < expected.size(); feature++) {
      boolean missing = !expected.isMissing(feature) && found.isMissing(feature);
      boolean extra = expected.isMissing(feature) && !found.isMissing(feature);
      boolean differs =
          !missing && !extra && Double.compare(expected.value(feature), found.value(feature)) != 0;
      if (missing || extra || differs) {
        features.merge(
            LiveFeatures.SET.name(feature),
            new Difference(missing ? 1 : 0, extra ? 1 : 0, differs ? 1 : 0),
            Difference::plus);
      }
    }
  }
}
