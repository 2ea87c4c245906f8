package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.CheckIn.Means;
import zhijiao.core.fact.CheckIn.Proof;
import zhijiao.core.fact.FactKind;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
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
 * Spoofed check-in (打卡造假): a check-in was accepted although its telephone said that its place was made up, the face was too unlike
 * or not shown to be alive, the place was the same to a tenth of a metre several times over, or the place cannot be reached
 * from where the tag, a camera or a terminal shows the person to have been; until the next sound check-in.
 *
 * <p>A face is never the only means: card, fingerprint, call and visit are sound without one. The place of a terminal is the
 * same by nature, and a visit or a call has none of its own. During leave the tag's place says nothing.
 */
public final class CheckInSpoofRule implements TimelineRule<CheckInSpoofRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "check-in-spoof",
          2,
          Severity.P2,
          "a check-in that may have been made up",
          "打卡涉嫌造假",
          false,
          Matter.CONDUCT,
          Audience.OFFICE);

  /**
   * @param minFaceScore a face less alike, though accepted, is a sign, 0–1
   * @param minLiveness a face less surely alive, though accepted, is a sign, 0–1
   * @param samePlaces so many check-ins in a row at the very same place are a sign, 2–20
   */
  public record Settings(double minFaceScore, double minLiveness, int samePlaces)
      implements Serializable {

    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.number(
              "minFaceScore",
              0.6,
              0,
              1,
              "",
              "a face less alike, though the check-in was accepted, is a sign",
              Source.chosen("a starting point: the right value depends on the matcher")),
          in.number(
              "minLiveness",
              0.5,
              0,
              1,
              "",
              "a face less surely alive, though the check-in was accepted, is a sign",
              Source.chosen("more likely a picture than a person")),
          in.integer(
              "samePlaces",
              4,
              2,
              20,
              "check-ins",
              "so many check-ins by telephone in a row at the very same place are a sign",
              Source.chosen(
                  "a receiver errs by metres; a place kept by the telephone repeats once or twice")));
    }
  }

  /**
   * @param same check-ins in a row at the very same place; empty while there is no second
   * @param finding the episode that goes on
   */
  record State(List<Evidence> same, @Nullable Finding finding) {}

  private static final State NOTHING = new State(List.of(), null);

  private final Settings settings;

  public CheckInSpoofRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.WHEREABOUTS;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (!moment.targetInForce()) {
      if (state.finding() != null) {
        episodes.end(state.finding(), moment.at(), moment.evidence());
      }
      return NOTHING;
    }
    if (moment.what() == What.CHECK_IN) {
      return checkIn(state, moment, situation, episodes);
    }
    Evidence against = moment.against();
    boolean elsewhere =
        moment.what() == What.APART
            && against != null
            && moment.fact() instanceof CheckIn claim
            && claim.isPlacedByPhone()
            && !(against.kind() == FactKind.TAG_FIX && moment.onLeave());
    if (!elsewhere || against == null || state.finding() != null) {
      return state;
    }
    List<Evidence> both = List.of(moment.evidence(), against);
    return new State(state.same(), open("elsewhere", both, moment, situation, episodes));
  }

  private State checkIn(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    CheckIn checkIn = (CheckIn) Objects.requireNonNull(moment.fact());
    List<Evidence> same = state.same();
    if (checkIn.isPlacedByPhone()) {
      same = repeated(state.same(), moment);
    }
    String sign = sign(checkIn, same);
    Finding finding = state.finding();
    if (sign == null && finding != null) {
      episodes.end(finding, moment.at(), moment.evidence());
      finding = null;
    } else if (sign != null && finding == null) {
      List<Evidence> evidence = sign.equals("repeated") ? same : List.of(moment.evidence());
      finding = open(sign, evidence, moment, situation, episodes);
    }
    return new State(same, finding);
  }

  private List<Evidence> repeated(List<Evidence> before, JudgedMoment moment) {
    if (moment.against() == null) {
      return List.of();
    }
    List<Evidence> same = new ArrayList<>(before);
    if (same.isEmpty()) {
      same.add(moment.against());
    }
    same.add(moment.evidence());
    int surplus = same.size() - settings.samePlaces();
    return List.copyOf(same.subList(Math.max(0, surplus), same.size()));
  }

  private @Nullable String sign(CheckIn checkIn, List<Evidence> same) {
    Proof proof = checkIn.proof();
    boolean face = checkIn.means() == Means.FACE;
    if (checkIn.isPlacedByPhone() && proof.mockLocation()) {
      return "mock-location";
    }
    if (face && proof.liveness() != null && proof.liveness() < settings.minLiveness()) {
      return "not-alive";
    }
    if (face && proof.faceScore() != null && proof.faceScore() < settings.minFaceScore()) {
      return "face-unlike";
    }
    return checkIn.isPlacedByPhone() && same.size() >= settings.samePlaces() ? "repeated" : null;
  }

  private static Finding open(
      String sign,
      List<Evidence> evidence,
      JudgedMoment moment,
      Situation situation,
      Episodes episodes) {
    return episodes.open(
        Watch.CHECK_IN_TARGET, moment.at(), situation, evidence, Map.of("sign", sign));
  }

  @Override
  public List<Finding> open(State state) {
    return TimelineRule.atMostOne(state.finding());
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("minFaceScore", Double.toString(settings.minFaceScore()));
    parameters.put("minLiveness", Double.toString(settings.minLiveness()));
    parameters.put("samePlaces", Integer.toString(settings.samePlaces()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    Compact.writeList(state.same(), FindingCodec::write, out);
    out.writeBoolean(state.finding() != null);
    if (state.finding() != null) {
      FindingCodec.write(state.finding(), out);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    List<Evidence> same = List.copyOf(Compact.readList(FindingCodec::readEvidence, in));
    return new State(same, in.readBoolean() ? FindingCodec.read(in) : null);
  }
}
