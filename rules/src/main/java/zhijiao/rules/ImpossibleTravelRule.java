package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import zhijiao.core.fact.TagFix;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

/**
 * Impossible travel (位移异常): two cameras or terminals surely saw the person at two places, or the tag reported three fixes in a row
 * from a place, and nobody gets from the one place to the other in that time. One of the two is wrong: a fault of data, a clock,
 * or somebody else.
 *
 * <p>It says nothing against the person. It is more severe when both are by face, for then somebody may stand in for somebody
 * else. An episode is over as soon as it is found.
 */
public final class ImpossibleTravelRule implements TimelineRule<ImpossibleTravelRule.Nothing> {

  public static final RuleCard CARD =
      new RuleCard(
          "impossible-travel",
          2,
          Severity.P3,
          "reported at two places too soon one after the other",
          "位移异常：短时间内出现在相距过远的两处",
          true,
          Matter.EQUIPMENT,
          Audience.OFFICE);

  /** The rule remembers nothing. */
  public record Nothing() {}

  private static final Nothing NOTHING = new Nothing();

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.WHEREABOUTS;
  }

  @Override
  public Nothing initial() {
    return NOTHING;
  }

  @Override
  public Nothing step(Nothing state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (moment.what() == What.LEAP) {
      Evidence from = Objects.requireNonNull(moment.against());
      Finding found =
          episodes.open(
              moment.fact() instanceof TagFix ? Watch.TAG_TARGET : Watch.WHEREABOUTS_TARGET,
              moment.at(),
              situation,
              List.of(from, moment.evidence()),
              Map.of(),
              moment.alone() ? Severity.P2 : CARD.severity());
      episodes.end(found, moment.at());
    }
    return state;
  }

  @Override
  public List<Finding> open(Nothing state) {
    return List.of();
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    return new TreeMap<>();
  }

  @Override
  public void write(Nothing state, DataOutput out) {}

  @Override
  public Nothing read(DataInput in) {
    return NOTHING;
  }
}
