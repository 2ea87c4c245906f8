package zhijiao.rules;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.cep.pattern.Pattern;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.rule.Finding;
import zhijiao.core.timeline.RuleProgram;

/** A rule that is a sequence of moments: any of its openings opens an episode, the first moment that ends it ends it. */
public non-sealed interface PatternRule extends PersonRule {

  /** The patterns, any of which opens an episode. Each must come to an end by itself. */
  List<Pattern<JudgedMoment, ?>> openings();

  /** With so many fixes in a row a run has lasted, whatever else; no more of one run are passed on. */
  int persistFixes();

  /** True when an episode that is open ends with this moment. */
  boolean ends(JudgedMoment moment);

  /** True when this moment shows that an open episode goes on. */
  boolean supports(JudgedMoment moment);

  /**
   * Milliseconds after which an episode that rests on sightings ends for want of further evidence: nobody reports that a
   * person has left a camera's view.
   */
  long sightingLapse();

  /** How long a run must last where staying is what the rule finds, milliseconds; 0 where being there is. */
  default long dwellMillis() {
    return 0;
  }

  /** What the moment that begins an episode says of it, beside {@link #parameters}. */
  default Map<String, String> opening(JudgedMoment moment) {
    return Map.of();
  }

  /** What the moment that ends an episode changes in what is said of it. */
  default Map<String, String> ending(Finding open, JudgedMoment moment) {
    return Map.of();
  }

  @Override
  default RuleProgram program(SortedMap<String, String> marks) {
    return new EpisodeProgram(this, marks);
  }
}
