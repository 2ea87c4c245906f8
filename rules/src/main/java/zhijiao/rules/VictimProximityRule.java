package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.place.Containment;
import zhijiao.core.proximity.Nearness;
import zhijiao.core.proximity.ProximityRule;
import zhijiao.core.proximity.Trace;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;
import zhijiao.core.time.SupervisionDay;

/**
 * Victim proximity (接近被害人): whoever is surely nearer to a protected person than the order allows, by two fixes in a row,
 * has come near until surely farther away; within the belt beyond it somebody is warned.
 *
 * <p>It is told to those who look after protected persons and to nobody else, and it says how far, to the next fifty metres,
 * and never where: neither the protected person's place nor the fix from which it could be reckoned.
 */
public final class VictimProximityRule
    implements JoinRule, ProximityRule<VictimProximityRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "victim-proximity",
          1,
          Severity.P1,
          "near a protected person",
          "接近被害人",
          true,
          RuleCard.Matter.CONDUCT,
          RuleCard.Audience.PROTECTION);

  /** What stands after the protected person's pseudonym in the target of a warning. */
  public static final String BUFFER = "/buffer";

  private static final long MINUTE = 60_000;
  private static final long NEVER = Long.MAX_VALUE;

  /** Distances are told to so many metres, so that two of them do not tell a place. */
  private static final double COARSE_METRES = 50;

  private static final Level NOTHING = new Level(0, 0, null, null, NEVER);

  /**
   * @param persistFixes fixes in a row that are surely too near, 1–10
   * @param positionAgeMinutes a position of the protected person is compared with fixes so much older or newer, 1–30
   * @param lapseMinutes without another comparison the two are taken to have parted, 5–240
   * @param keptHours positions are kept so long, 1–72
   */
  public record Settings(int persistFixes, int positionAgeMinutes, int lapseMinutes, int keptHours)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "persistFixes",
              2,
              1,
              10,
              "fixes",
              "fixes in a row that are surely too near",
              Source.chosen("two, as for a forbidden zone: somebody is to be protected")),
          in.integer(
              "positionAgeMinutes",
              5,
              1,
              30,
              "minutes",
              "a position of the protected person is compared with fixes so much older or newer",
              Source.chosen("in five minutes nobody walks out of the usual radius of 500 m")),
          in.integer(
              "lapseMinutes",
              30,
              5,
              240,
              "minutes",
              "without another comparison the two are taken to have parted",
              Source.chosen("as long as a run of fixes may pause")),
          in.integer(
              "keptHours",
              24,
              1,
              72,
              "hours",
              "positions of protected persons are kept so long, in case a fix comes late",
              Source.chosen(
                  "a tag without coverage uploads within a day; longer nobody needs them")));
    }
  }

  /**
   * How it stands with one of the two distances.
   *
   * @param count different fixes in a row that were surely too near
   * @param fixAt instant of the last of them
   * @param first the first of them as evidence
   * @param open the finding that goes on
   * @param lapsesAt when it is over for want of another comparison
   */
  public record Level(
      int count, long fixAt, @Nullable Evidence first, @Nullable Finding open, long lapsesAt) {}

  /** Both distances: within which the person may not come, and within which somebody is warned. */
  public record State(Level near, Level buffer) {}

  private final Settings settings;

  public VictimProximityRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public long apartMillis() {
    return settings.positionAgeMinutes() * MINUTE;
  }

  @Override
  public long keptMillis() {
    return settings.keptHours() * 60L * MINUTE;
  }

  @Override
  public State initial() {
    return new State(NOTHING, NOTHING);
  }

  @Override
  public State step(State state, Nearness nearness, Consumer<Finding> out) {
    Trace trace = nearness.trace();
    Level near = step(state.near(), nearness, trace.radiusMetres(), "", out);
    int belt = trace.radiusMetres() + trace.bufferMetres();
    Level buffer =
        trace.bufferMetres() == 0
            ? state.buffer()
            : step(state.buffer(), nearness, belt, BUFFER, out);
    return new State(near, buffer);
  }

  private Level step(
      Level level, Nearness nearness, int metres, String which, Consumer<Finding> out) {
    Containment within = nearness.within(metres);
    Finding open = level.open();
    if (within != Containment.INSIDE) {
      if (open != null && within == Containment.OUTSIDE) {
        out.accept(open.endedAt(nearness.at(), List.of(evidence(nearness, metres, within))));
        return NOTHING;
      }
      return open == null ? NOTHING : new Level(0, 0, null, open, level.lapsesAt());
    }
    long lapsesAt = nearness.at() + settings.lapseMinutes() * MINUTE;
    if (open != null) {
      return new Level(0, 0, null, open, lapsesAt);
    }
    long fixAt = nearness.trace().at();
    boolean another = level.count() == 0 || fixAt != level.fixAt();
    int count = level.count() + (another ? 1 : 0);
    Evidence evidence = evidence(nearness, metres, within);
    Evidence first = level.first() == null ? evidence : level.first();
    if (count < settings.persistFixes()) {
      return new Level(count, fixAt, first, null, lapsesAt);
    }
    Finding opened =
        finding(nearness, metres, which, count == 1 ? List.of(first) : List.of(first, evidence));
    out.accept(opened);
    return new Level(0, 0, null, opened, lapsesAt);
  }

  private Finding finding(Nearness nearness, int metres, String which, List<Evidence> evidence) {
    var standing = nearness.trace().standing();
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("metres", Integer.toString(metres));
    parameters.put("persistFixes", Integer.toString(settings.persistFixes()));
    parameters.put("positionAgeMinutes", Integer.toString(settings.positionAgeMinutes()));
    return new Finding(
        CARD.id(),
        CARD.version(),
        which.isEmpty() ? CARD.severity() : Severity.P3,
        nearness.who(),
        nearness.person() + which,
        SupervisionDay.of(nearness.at(), standing.zone()).date(),
        nearness.at(),
        null,
        evidence,
        parameters,
        standing.county(),
        standing.office(),
        standing.tier(),
        standing.minor());
  }

  /** The fix and how far, coarsely; no place. */
  private static Evidence evidence(Nearness nearness, int metres, Containment within) {
    Trace trace = nearness.trace();
    double coarse = COARSE_METRES * Math.ceil(nearness.distanceMetres() / COARSE_METRES);
    return new Evidence(
        trace.fix(),
        FactKind.TAG_FIX,
        "distance",
        trace.at(),
        null,
        trace.accuracyMetres(),
        within,
        coarse - metres);
  }

  @Override
  public long lapsesAt(State state) {
    return Math.min(state.near().lapsesAt(), state.buffer().lapsesAt());
  }

  @Override
  public State lapse(State state, Consumer<Finding> out) {
    long at = lapsesAt(state);
    return new State(lapse(state.near(), at, out), lapse(state.buffer(), at, out));
  }

  /** Ends when the two were last surely near. */
  private Level lapse(Level level, long at, Consumer<Finding> out) {
    if (level.lapsesAt() > at) {
      return level;
    }
    if (level.open() != null) {
      long last = level.lapsesAt() - settings.lapseMinutes() * MINUTE;
      out.accept(level.open().endedAt(last, List.of()));
    }
    return NOTHING;
  }

  @Override
  public List<Finding> open(State state) {
    List<Finding> open = new ArrayList<>();
    for (Level level : List.of(state.near(), state.buffer())) {
      if (level.open() != null) {
        open.add(level.open());
      }
    }
    return open;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    write(state.near(), out);
    write(state.buffer(), out);
  }

  private static void write(Level level, DataOutput out) throws IOException {
    Compact.writeUnsigned(level.count(), out);
    out.writeLong(level.fixAt());
    out.writeBoolean(level.first() != null);
    if (level.first() != null) {
      FindingCodec.write(level.first(), out);
    }
    out.writeBoolean(level.open() != null);
    if (level.open() != null) {
      FindingCodec.write(level.open(), out);
    }
    out.writeLong(level.lapsesAt());
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(readLevel(in), readLevel(in));
  }

  private static Level readLevel(DataInput in) throws IOException {
    int count = (int) Compact.readUnsigned(in);
    long fixAt = in.readLong();
    Evidence first = in.readBoolean() ? FindingCodec.readEvidence(in) : null;
    Finding open = in.readBoolean() ? FindingCodec.read(in) : null;
    return new Level(count, fixAt, first, open, in.readLong());
  }
}
