package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Measure.Type;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Next step (处置建议): after two admonitions another breach was established and no warning decided, or after two warnings or a
 * public-security measure another breach and no revocation proposed. It is a suggestion to consider what the law provides
 * for, until people have decided; the engine decides nothing.
 */
public final class NextStepRule implements TimelineRule<NextStepRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "next-step",
          1,
          Severity.P3,
          "the next measure of the law is to be considered",
          "建议研究下一步处置",
          true,
          Matter.PROCEDURE,
          Audience.MANAGERS);

  /** Target of the suggestion to consider a warning. */
  static final String WARNING = "warning";

  /** Target of the suggestion to consider a proposal of revocation. */
  static final String REVOCATION = "revocation";

  /**
   * @param admonitions so many admonitions, and another breach, before a warning is to be considered, 1–5
   * @param warnings so many warnings, and another breach, before a revocation is to be considered, 1–5
   */
  public record Settings(int admonitions, int warnings) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "admonitions",
              2,
              1,
              5,
              "",
              "so many admonitions, and another breach, before a warning is to be considered",
              Source.law("社区矫正法实施办法 art. 35(5)").confirmed()),
          in.integer(
              "warnings",
              2,
              1,
              5,
              "",
              "so many warnings, and another breach, before a revocation is to be considered",
              Source.law("社区矫正法实施办法 art. 46(4)").confirmed()));
    }
  }

  private static final State NOTHING = new State(List.of());

  /** The suggestions that stand. */
  record State(List<Finding> open) {}

  private final Settings settings;

  public NextStepRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.CASE;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (moment.what() != JudgedMoment.What.TERMS) {
      return state;
    }
    List<Measure> measures = new ArrayList<>(situation.record().measures());
    long since = situation.record().supervisedSince();
    measures.removeIf(measure -> !situation.supervised() || measure.occurredAt() < since);
    List<Finding> open = new ArrayList<>();
    suggest(WARNING, reasonsToWarn(measures), state, moment, situation, episodes, open);
    suggest(REVOCATION, reasonsToRevoke(measures), state, moment, situation, episodes, open);
    return open.isEmpty() ? NOTHING : new State(List.copyOf(open));
  }

  private static void suggest(
      String target,
      List<Measure> reasons,
      State state,
      JudgedMoment moment,
      Situation situation,
      Episodes episodes,
      List<Finding> open) {
    @Nullable Finding stands = null;
    for (Finding finding : state.open()) {
      stands = finding.target().equals(target) ? finding : stands;
    }
    if (reasons.isEmpty()) {
      if (stands != null) {
        episodes.end(stands, moment.at(), moment.evidence());
      }
      return;
    }
    if (stands == null) {
      List<Evidence> evidence = reasons.stream().map(NextStepRule::evidence).toList();
      long breach = reasons.get(reasons.size() - 1).occurredAt();
      stands = episodes.open(target, breach, situation, evidence);
    }
    open.add(stands);
  }

  /** The admonitions and the breach after them; empty when there is no reason, or something was decided since. */
  private List<Measure> reasonsToWarn(List<Measure> measures) {
    List<Measure> reasons = new ArrayList<>();
    for (Measure measure : measures) {
      Type type = measure.type();
      if (type.compareTo(Type.ADMONITION) > 0) {
        reasons.clear();
      } else if (reasons.size() < settings.admonitions()
          ? type == Type.ADMONITION
          : reasons.size() == settings.admonitions()) {
        reasons.add(measure);
      }
    }
    return reasons.size() > settings.admonitions() ? reasons : List.of();
  }

  /** The warnings, or the public-security measure, and the breach after them; empty when there is no reason. */
  private List<Measure> reasonsToRevoke(List<Measure> measures) {
    List<Measure> warnings = new ArrayList<>();
    @Nullable Measure enough = null;
    List<Measure> reasons = List.of();
    for (Measure measure : measures) {
      if (measure.type() == Type.REVOCATION_PROPOSED) {
        warnings.clear();
        enough = null;
        reasons = List.of();
        continue;
      }
      if (enough != null && reasons.isEmpty()) {
        List<Measure> all = new ArrayList<>();
        if (enough.type() == Type.WARNING) {
          all.addAll(warnings);
        } else {
          all.add(enough);
        }
        all.add(measure);
        reasons = all;
      }
      if (measure.type() == Type.WARNING) {
        warnings.add(measure);
      }
      if (enough == null
          && (measure.type() == Type.PUBLIC_SECURITY || warnings.size() >= settings.warnings())) {
        enough = measure;
      }
    }
    return reasons;
  }

  private static Evidence evidence(Measure measure) {
    return Evidence.ofFact(
        measure, measure.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  @Override
  public List<Finding> open(State state) {
    return state.open();
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("admonitions", Integer.toString(settings.admonitions()));
    parameters.put("warnings", Integer.toString(settings.warnings()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    FindingCodec.writeAll(state.open(), out);
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(FindingCodec.readAll(in));
  }
}
