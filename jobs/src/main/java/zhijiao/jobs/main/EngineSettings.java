package zhijiao.jobs.main;

import java.util.List;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.jobs.io.Limits;
import zhijiao.rules.BoundaryRule;
import zhijiao.rules.CurfewRule;
import zhijiao.rules.ExclusionZoneRule;
import zhijiao.rules.MissedCheckInRule;
import zhijiao.rules.RuleCatalog;

/**
 * All settings of the engine. A person's own terms are never among them: those are order facts.
 *
 * @param reorderBoundSeconds by how much records of one partition may be out of order of receipt
 * @param earliestOccurredAt no fact is older, epoch milliseconds UTC
 */
public record EngineSettings(
    int reorderBoundSeconds,
    long earliestOccurredAt,
    JudgeSettings judge,
    TimelineSettings timeline,
    CurfewRule.Settings curfew,
    BoundaryRule.Settings boundary,
    ExclusionZoneRule.Settings exclusionZone) {

  /** The shipped settings. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          10,
          Limits.LAW_IN_FORCE,
          JudgeSettings.DEFAULT,
          TimelineSettings.DEFAULT,
          CurfewRule.Settings.DEFAULT,
          BoundaryRule.Settings.DEFAULT,
          ExclusionZoneRule.Settings.DEFAULT);

  /** The rules, set as here. */
  public RuleCatalog rules() {
    return new RuleCatalog(
        List.of(
            new MissedCheckInRule(),
            new CurfewRule(curfew),
            new BoundaryRule(boundary),
            new ExclusionZoneRule(exclusionZone)));
  }
}
