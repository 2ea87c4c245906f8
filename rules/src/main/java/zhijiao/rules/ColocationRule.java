package zhijiao.rules;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactKind;
import zhijiao.core.meeting.Company;
import zhijiao.core.meeting.Encounter;
import zhijiao.core.meeting.MeetingRule;
import zhijiao.core.meeting.Spot;
import zhijiao.core.meeting.Standing;
import zhijiao.core.meeting.Stay;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;
import zhijiao.core.time.SupervisionDay;

/**
 * Co-location (同案犯聚集): two supervised persons who stay within 100 metres of each other for at least a quarter of an hour,
 * surely, and neither at home nor where class or service is held, have met. It weighs more when they were convicted in one
 * case. How near they surely were is a matter of all their fixes of that time, see {@link PairDistance}.
 *
 * <p>Of two people there is one alert a day, about the one whose pseudonym comes first. Where so many stay at once that it is
 * a crowd, the crowd is told of once and its people are not paired, unless they know each other from one case.
 */
public final class ColocationRule implements JoinRule, MeetingRule {

  public static final RuleCard CARD =
      new RuleCard("colocation", 2, Severity.P3, "together with another supervisee", "同案犯聚集");

  /** The parameter that says how far two were measured from each other, metres. */
  public static final String APART = "apartMetres";

  /** The parameter that says within what distance of each other they surely were, metres. */
  public static final String SURELY_WITHIN = "surelyWithinMetres";

  private static final long MINUTE = 60_000;

  /** A slot in which the two were not surely near, or one of them was not seen, does not end their meeting. */
  private static final int BRIDGED_SLOTS = 1;

  /**
   * @param metres the two are at most so far apart, whatever the error of their fixes, 20–500
   * @param minutes they are seen together over at least so long, 10–240
   * @param crowd so many people within about a hundred metres are a crowd, 3–100
   */
  public record Settings(int metres, int minutes, int crowd) implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "metres",
              100,
              20,
              500,
              "m",
              "the two are at most so far apart, whatever the error of their fixes",
              Source.chosen("the alert catalogue's starting point; no law gives a number")),
          in.integer(
              "minutes",
              15,
              10,
              240,
              "minutes",
              "they are seen together over at least so long",
              Source.chosen("the alert catalogue's starting point; no law gives a number")),
          in.integer(
              "crowd",
              10,
              3,
              100,
              "people",
              "so many people within about a hundred metres are a crowd, and told of once",
              Source.chosen("ten make 45 pairs, more than anyone will follow up")));
    }
  }

  private final Settings settings;

  public ColocationRule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public int metres() {
    return settings.metres();
  }

  @Override
  public int crowd() {
    return settings.crowd();
  }

  @Override
  public int bridgedSlots() {
    return BRIDGED_SLOTS;
  }

  private static boolean knowEachOther(Stay a, Stay b) {
    return a.standing().group() != null && a.standing().group().equals(b.standing().group());
  }

  @Override
  public @Nullable Finding finding(Company company, List<Encounter> run, boolean over) {
    for (int end = 0; end < run.size(); end++) {
      Encounter enough = run.get(end);
      Meeting meeting = enough.away() ? meeting(company, run.subList(0, end + 1)) : null;
      if (meeting != null) {
        return finding(company, meeting, lastAway(run), over);
      }
    }
    return null;
  }

  /**
   * What shows that people met.
   *
   * @param distance between two; null for a crowd
   */
  private record Meeting(Encounter first, Encounter enough, @Nullable PairDistance distance) {}

  /**
   * The shortest time up to the end of these encounters in which the people were surely together for long enough, or null. All
   * encounters of that time count, so that nothing is left out that speaks against it.
   */
  private @Nullable Meeting meeting(Company company, List<Encounter> run) {
    Encounter enough = run.get(run.size() - 1);
    PairDistance distance = company.isCrowd() ? null : new PairDistance();
    for (int begin = run.size() - 1; begin >= 0; begin--) {
      Encounter first = run.get(begin);
      if (distance != null) {
        distance.add(first);
      }
      if (first.away()
          && enough.seenUntil() - first.seenBy() >= settings.minutes() * MINUTE
          && (distance == null || distance.surelyWithinMetres() <= settings.metres())) {
        return new Meeting(first, enough, distance);
      }
    }
    return null;
  }

  private static Encounter lastAway(List<Encounter> run) {
    int last = run.size() - 1;
    while (!run.get(last).away()) {
      last--;
    }
    return run.get(last);
  }

  private Finding finding(Company company, Meeting meeting, Encounter last, boolean over) {
    Encounter enough = meeting.enough();
    Stay one = enough.stays().get(0);
    Stay other = enough.stays().get(enough.stays().size() - 1);
    boolean oneCase = !company.isCrowd() && knowEachOther(one, other);
    List<Evidence> evidence = new ArrayList<>(evidence(company, meeting.first()));
    evidence.addAll(evidence(company, enough));
    if (over && last.slot() > enough.slot()) {
      evidence.addAll(evidence(company, last));
    }
    Standing standing = one.standing();
    boolean minor = enough.stays().stream().anyMatch(stay -> stay.standing().minor());
    return new Finding(
        CARD.id(),
        CARD.version(),
        oneCase ? Severity.P2 : CARD.severity(),
        company.subject(),
        company.target(),
        SupervisionDay.of(enough.shownAt(), standing.zone()).date(),
        enough.shownAt(),
        over ? Long.valueOf(last.shownAt()) : null,
        evidence,
        parameters(meeting.distance(), oneCase, one, other),
        standing.county(),
        standing.office(),
        standing.tier(),
        minor);
  }

  private SortedMap<String, String> parameters(
      @Nullable PairDistance distance, boolean oneCase, Stay one, Stay other) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("metres", Integer.toString(settings.metres()));
    parameters.put("minutes", Integer.toString(settings.minutes()));
    if (distance == null) {
      parameters.put("crowd", Integer.toString(settings.crowd()));
    } else {
      parameters.put(APART, Long.toString(Math.round(distance.measuredMetres())));
      parameters.put(SURELY_WITHIN, Long.toString((long) Math.ceil(distance.surelyWithinMetres())));
      parameters.put("otherOffice", other.standing().office());
    }
    if (oneCase && one.standing().group() != null) {
      parameters.put("caseGroup", one.standing().group());
    }
    return parameters;
  }

  private static String words(Spot spot) {
    return spot.fixes() == 1 ? "fix gps" : "mean of " + spot.fixes() + " fixes gps";
  }

  /** Where they were; of two also how far apart, less what is near enough, as for any place. */
  private List<Evidence> evidence(Company company, Encounter encounter) {
    List<Evidence> evidence = new ArrayList<>();
    List<Stay> stays = encounter.stays();
    for (Stay stay : stays) {
      Stay other = stays.get(stay.equals(stays.get(0)) ? stays.size() - 1 : 0);
      evidence.add(
          new Evidence(
              stay.spot().first(),
              FactKind.TAG_FIX,
              words(stay.spot()),
              stay.at(),
              stay.point(),
              stay.spot().accuracyMetres(),
              company.isCrowd() ? null : Containment.INSIDE,
              company.isCrowd()
                  ? Double.NaN
                  : stay.point().distanceMetres(other.point()) - settings.metres()));
    }
    return evidence;
  }
}
