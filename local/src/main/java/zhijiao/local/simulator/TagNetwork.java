package zhijiao.local.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The base stations that serve the tags, two in each county, one of them in the valleys; and when they are out. Invented like
 * the people: real ones serve fewer.
 */
final class TagNetwork {

  private final Chance chance;
  private final Noise noise;

  TagNetwork(Chance chance, Noise noise) {
    this.chance = chance;
    this.noise = noise;
  }

  /**
   * A station that is out, within one local day.
   *
   * @param from minute of the day
   * @param until minute of the day, exclusive; at most midnight
   * @param uploadedAt minute at which it takes what tags have kept; may be after midnight
   */
  record Outage(int from, int until, int uploadedAt) {

    boolean covers(int minute) {
      return from <= minute && minute < until;
    }
  }

  String station(Person person) {
    return "ST-" + person.county().id() + (person.valley() ? "-V" : "-T");
  }

  @Nullable Outage outage(Person person, int day) {
    Chance own =
        chance.of(7, Long.parseLong(person.county().id()) * 2 + (person.valley() ? 1 : 0), day);
    if (!own.happens(0, noise.stationOutagesPerDay())) {
      return null;
    }
    int from = own.integer(1, 0, 1_300);
    int until = from + own.integer(2, 60, 180);
    return new Outage(from, Math.min(until, 1_440), until);
  }

  /** Three tags of four keep what they cannot send; the others lose it. */
  boolean keepsFixes(Person person) {
    return chance.of(101, person.number()).happens(0, 0.75);
  }
}
