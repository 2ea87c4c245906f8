package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;

/**
 * Who knows whom: people with a tag two by two, in order of their numbers. The second of two lives near the first. Every
 * third two were convicted in one case, every third live next door to each other.
 *
 * <p>What the first of two does follows from the first alone, so that a person is the same among few and among many.
 */
final class Acquaintances {

  /** Radius of a place of service, metres. */
  static final int SITE_RADIUS = 60;

  private static final double PASSING = 0.04;
  private static final double SERVICE = 0.06;

  private final Chance chance;
  private final double intensity;
  private final Map<Integer, Bond> bonds = new HashMap<>();
  private final List<Bond> pairs = new ArrayList<>();
  private @Nullable Bond waiting;

  /**
   * Two who know each other.
   *
   * @param place where they meet
   * @param site where both do their service
   */
  record Bond(int number, Person first, List<Person> second, GeoPoint place, GeoPoint site) {

    boolean ofOneCase() {
      return number % 3 == 0;
    }

    boolean nextDoor() {
      return number % 3 == 1;
    }

    boolean indoors() {
      return number % 2 == 0;
    }

    String siteId() {
      return String.format(Locale.ROOT, "V-%05d", first.number());
    }

    String caseGroup() {
      return String.format(Locale.ROOT, "G-%05d", first.number());
    }
  }

  /**
   * What one of two has in mind for an evening; minutes of the day.
   *
   * @param meeting true when the two are together for long enough and where they should not
   */
  record Appointment(
      GeoPoint place, double arrives, double leaves, boolean indoors, boolean meeting) {}

  Acquaintances(Chance chance, double intensity) {
    this.chance = chance;
    this.intensity = intensity;
  }

  /** The one near whom the next person with a tag lives, or null. */
  @Nullable Bond waiting() {
    return waiting;
  }

  /** Where the first of two and the second do their service: on the first one's way to the shop. */
  static GeoPoint siteOf(Person first) {
    return Geometry.between(first.home(), first.shop(), 0.4);
  }

  void add(Person person) {
    if (person.tag() == null) {
      return;
    }
    Bond bond = waiting;
    if (bond == null) {
      waiting = new Bond(pairs.size(), person, new ArrayList<>(), person.shop(), siteOf(person));
      pairs.add(waiting);
      bonds.put(person.number(), waiting);
    } else {
      bond.second().add(person);
      bonds.put(person.number(), bond);
      waiting = null;
    }
  }

  List<Bond> pairs() {
    return pairs;
  }

  @Nullable Bond of(Person person) {
    return bonds.get(person.number());
  }

  /** What somebody has in mind for a day, or null. */
  @Nullable Appointment appointment(Person person, int day) {
    Bond bond = of(person);
    if (bond == null) {
      return null;
    }
    boolean isFirst = bond.first().equals(person);
    Chance own = chance.of(400, bond.first().number(), day);
    double rate = Breach.MEETING.rate(intensity);
    double arrives = own.between(1, 18.5 * 60, 19 * 60);
    if (own.happens(0, rate)) {
      double leaves = arrives + own.between(2, 25, 90);
      int which = isFirst ? 3 : 5;
      return new Appointment(
          bond.place(),
          arrives + own.between(which, 0, 4),
          leaves + own.between(which + 1, 0, 4),
          bond.indoors(),
          true);
    }
    if (own.happens(7, PASSING)) {
      return isFirst
          ? new Appointment(bond.place(), arrives, arrives + 30, bond.indoors(), false)
          : new Appointment(bond.place(), arrives + 22, arrives + 45, bond.indoors(), false);
    }
    if (own.happens(8, SERVICE)) {
      return new Appointment(bond.site(), arrives - 10, arrives + 60, false, false);
    }
    return null;
  }
}
