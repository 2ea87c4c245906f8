package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Sighting;
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
 * Person–tag separation (人机分离): the person was seen where nobody who wore the tag could have been, once with a person's own eyes or
 * verification, or twice by different cameras or terminals some minutes apart, with nothing between that shows person and
 * tag together; until the two are seen together.
 *
 * <p>A candidate's face alone never suffices, a telephone's claim never counts, and nobody is accused of not having been seen.
 * Leave lifts it, for a tag may have to come off for an examination.
 */
public final class PersonTagSeparationRule implements TimelineRule<PersonTagSeparationRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "person-tag-separation",
          2,
          Severity.P1,
          "seen far from the tag",
          "人机分离：本人与电子定位装置不在一处",
          false,
          Matter.CONDUCT,
          Audience.OFFICE);

  /**
   * @param pairMinutes two pieces of evidence are no further apart, 10–1440
   * @param apartMinutes and no nearer to each other, 1–120
   */
  public record Settings(int pairMinutes, int apartMinutes) implements Serializable {

    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "pairMinutes",
              240,
              10,
              1440,
              "minutes",
              "two pieces of evidence are no further apart",
              Source.chosen("half a working day: the tag was left somewhere in the meantime")),
          in.integer(
              "apartMinutes",
              5,
              1,
              120,
              "minutes",
              "two pieces of evidence are no nearer to each other",
              Source.chosen("two cameras at one crossing see one passer-by, not two")));
    }

    /**
     * Whether two observations of a person, each of them where nobody who wore the tag could have been, are two pieces of
     * evidence.
     *
     * @param by the camera or terminal of the earlier
     * @param at when that was, epoch milliseconds UTC
     * @param laterBy those of the later
     */
    boolean isPair(String by, long at, String laterBy, long laterAt) {
      long between = laterAt - at;
      return !by.equals(laterBy)
          && between >= apartMinutes * 60_000L
          && between <= pairMinutes * 60_000L;
    }
  }

  /**
   * A sighting of the person away from the tag.
   *
   * @param by the camera or terminal
   * @param tag where the tag was then
   */
  record Piece(String by, Evidence person, Evidence tag) {}

  /**
   * @param pieces what was seen since person and tag were last seen together
   * @param finding the episode that goes on
   */
  record State(List<Piece> pieces, @Nullable Finding finding) {}

  private static final State NOTHING = new State(List.of(), null);
  private static final int MOST_PIECES = 8;

  private final Settings settings;

  public PersonTagSeparationRule(Settings settings) {
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
    boolean over = moment.onLeave() || !situation.tagAuthorised() || !moment.targetInForce();
    if (over || moment.what() == What.TOGETHER) {
      if (state.finding() != null) {
        episodes.end(state.finding(), moment.at(), moment.evidence());
      }
      return NOTHING;
    }
    Evidence tag = moment.against();
    boolean apart = moment.what() == What.APART && tag != null && tag.kind() == FactKind.TAG_FIX;
    String by = apart ? by(Objects.requireNonNull(moment.fact())) : null;
    if (tag == null || by == null || state.finding() != null) {
      return state;
    }
    Piece piece = new Piece(by, moment.evidence(), tag);
    if (moment.alone()) {
      return new State(List.of(), open(List.of(piece), moment, situation, episodes));
    }
    for (Piece other : state.pieces()) {
      if (settings.isPair(
          other.by(), other.person().occurredAt(), by, piece.person().occurredAt())) {
        return new State(List.of(), open(List.of(other, piece), moment, situation, episodes));
      }
    }
    List<Piece> pieces = new ArrayList<>(state.pieces());
    pieces.add(piece);
    return new State(
        List.copyOf(pieces.subList(Math.max(0, pieces.size() - MOST_PIECES), pieces.size())), null);
  }

  /** The camera or terminal that saw the person, or null for what says nothing about where the person is. */
  static @Nullable String by(Fact fact) {
    if (fact instanceof Sighting sighting) {
      return "camera " + sighting.camera();
    }
    CheckIn checkIn = (CheckIn) fact;
    if (checkIn.means() == CheckIn.Means.VISIT) {
      return "visit";
    }
    String terminal = checkIn.proof().terminal();
    return terminal == null ? null : "terminal " + terminal;
  }

  private static Finding open(
      List<Piece> pieces, JudgedMoment moment, Situation situation, Episodes episodes) {
    List<Evidence> evidence = new ArrayList<>();
    for (Piece piece : pieces) {
      evidence.add(piece.person());
      if (!evidence.contains(piece.tag())) {
        evidence.add(piece.tag());
      }
    }
    return episodes.open(Watch.TAG_TARGET, moment.at(), situation, evidence);
  }

  @Override
  public List<Finding> open(State state) {
    return TimelineRule.atMostOne(state.finding());
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("pairMinutes", Integer.toString(settings.pairMinutes()));
    parameters.put("apartMinutes", Integer.toString(settings.apartMinutes()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    Compact.writeList(
        state.pieces(),
        (piece, to) -> {
          Compact.writeText(piece.by(), to);
          FindingCodec.write(piece.person(), to);
          FindingCodec.write(piece.tag(), to);
        },
        out);
    out.writeBoolean(state.finding() != null);
    if (state.finding() != null) {
      FindingCodec.write(Objects.requireNonNull(state.finding()), out);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    List<Piece> pieces =
        Compact.readList(
            from ->
                new Piece(
                    Compact.readText(from),
                    FindingCodec.readEvidence(from),
                    FindingCodec.readEvidence(from)),
            in);
    return new State(List.copyOf(pieces), in.readBoolean() ? FindingCodec.read(in) : null);
  }
}
