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
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * New staypoint (新过夜地点): whoever surely spent two whole nights within four weeks in one place that is not home, without
 * leave, stays overnight somewhere that nobody knows of, until a night at home or in another place.
 *
 * <p>A place that was told once is not new any more. A night that satellite fixes do not show from its first hour to its last
 * is none.
 */
public final class NewStayPointRule implements TimelineRule<NewStayPointRule.State> {

  public static final RuleCard CARD =
      new RuleCard(
          "new-staypoint", 4, Severity.P3, "two nights in a place that is not home", "在非住所地点两次过夜");

  private static final long DAY = 86_400_000L;

  /** Of so many nights away, the last, is remembered. */
  private static final int REMEMBERED = 16;

  /**
   * @param withinNights two nights so near each other belong together, 2–90
   * @param placeMetres two nights surely no farther apart were spent in one place, 100–5,000
   */
  public record Settings(int withinNights, int placeMetres) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "withinNights",
              28,
              2,
              90,
              "nights",
              "two nights so near each other belong together",
              Source.chosen(
                  "four weeks: who stays with somebody on weekends comes again within them")),
          in.integer(
              "placeMetres",
              500,
              100,
              5000,
              "m",
              "two nights surely no farther apart were spent in one place",
              Source.chosen("a housing estate, with the error of fixes indoors")));
    }
  }

  /**
   * @param nights the most exact fix of each night away that is remembered, in order
   * @param told places that were told, by a fix each
   * @param open the place where the person stays now
   */
  public record State(List<Evidence> nights, List<Evidence> told, @Nullable Finding open) {}

  private static final State NOTHING = new State(List.of(), List.of(), null);

  private final Settings settings;

  public NewStayPointRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public Watch watches() {
    return Watch.NIGHT;
  }

  @Override
  public State initial() {
    return NOTHING;
  }

  @Override
  public State step(State state, JudgedMoment moment, Situation situation, Episodes episodes) {
    if (!moment.targetInForce()) {
      end(state, moment, episodes);
      return NOTHING;
    }
    if (moment.what() != What.NIGHT) {
      return state;
    }
    if (moment.containment() == Containment.INSIDE) {
      end(state, moment, episodes);
      return new State(state.nights(), state.told(), null);
    }
    Evidence night = moment.evidence();
    Finding open = state.open();
    if (open != null && !isSamePlace(open.evidence().get(0), night)) {
      end(state, moment, episodes);
      open = null;
    }
    List<Evidence> told = state.told();
    boolean isKnown = told.stream().anyMatch(place -> isSamePlace(place, night));
    Evidence before = isKnown ? null : lastAt(state.nights(), night);
    if (before != null) {
      open = episodes.open("overnight", moment.at(), situation, List.of(before, night));
      told = with(told, night);
    }
    return new State(with(state.nights(), night), told, open);
  }

  private static void end(State state, JudgedMoment moment, Episodes episodes) {
    if (state.open() != null) {
      episodes.end(state.open(), moment.at(), moment.evidence());
    }
  }

  /** The last night before this one that was surely spent in the same place, and not too long ago. */
  private @Nullable Evidence lastAt(List<Evidence> nights, Evidence night) {
    Evidence found = null;
    for (Evidence earlier : nights) {
      boolean recent = night.occurredAt() - earlier.occurredAt() <= settings.withinNights() * DAY;
      found = recent && isSamePlace(earlier, night) ? earlier : found;
    }
    return found;
  }

  private boolean isSamePlace(Evidence one, Evidence other) {
    double error =
        Containment.ACCURACY_FACTOR * ((double) one.accuracyMetres() + other.accuracyMetres());
    double apart =
        Objects.requireNonNull(one.point()).distanceMetres(Objects.requireNonNull(other.point()));
    return apart + error <= settings.placeMetres();
  }

  private static List<Evidence> with(List<Evidence> known, Evidence more) {
    List<Evidence> all = new ArrayList<>(known);
    all.add(more);
    return List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
  }

  @Override
  public List<Finding> open(State state) {
    return state.open() == null ? List.of() : List.of(state.open());
  }

  @Override
  public SortedMap<String, String> parameters(Situation situation) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("placeMetres", Integer.toString(settings.placeMetres()));
    parameters.put("withinNights", Integer.toString(settings.withinNights()));
    return parameters;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    write(state.nights(), out);
    write(state.told(), out);
    out.writeBoolean(state.open() != null);
    if (state.open() != null) {
      FindingCodec.write(state.open(), out);
    }
  }

  private static void write(List<Evidence> list, DataOutput out) throws IOException {
    out.writeByte(list.size());
    for (Evidence evidence : list) {
      FindingCodec.write(evidence, out);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    return new State(readList(in), readList(in), in.readBoolean() ? FindingCodec.read(in) : null);
  }

  private static List<Evidence> readList(DataInput in) throws IOException {
    List<Evidence> list = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      list.add(FindingCodec.readEvidence(in));
    }
    return List.copyOf(list);
  }
}
