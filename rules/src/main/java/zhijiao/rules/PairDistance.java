package zhijiao.rules;

import java.util.List;
import zhijiao.core.meeting.Encounter;
import zhijiao.core.meeting.Spot;
import zhijiao.core.meeting.Stay;
import zhijiao.core.place.GeoPoint;

/**
 * How near two people surely were to each other over some encounters in a row, by what their fixes show of their own error.
 *
 * <p>What a fix claims of its error is of two kinds: what scatters from one fix to the next, and what is the same for all fixes of an
 * hour, as under one roof. The mean of several takes off the one and not the other. The first is measured, by how the fixes of a slot lie
 * about their mean; what is left of the claimed error is taken for the second. Errors of one slot are alike, so that a slot counts as
 * one measurement however many fixes it has. So a tag that claims more is never believed more.
 */
final class PairDistance {

  private int slots;
  private final Person one = new Person();
  private final Person other = new Person();

  private static final class Person {
    private long latE7;
    private long lonE7;
    private double claimed;
    private double scatter;
    private int freedom;

    void add(Spot spot) {
      latE7 += spot.point().latE7();
      lonE7 += spot.point().lonE7();
      claimed += (double) spot.accuracyMetres() * spot.accuracyMetres();
      scatter += spot.scatter();
      freedom += spot.fixes() - 1;
    }

    GeoPoint middle(int slots) {
      return GeoPoint.mean(latE7, lonE7, slots);
    }

    /** Mean square of the distance of {@link #middle} from where the person was, square metres. */
    double variance(int slots) {
      double scattered = freedom == 0 ? 0 : scatter / freedom;
      return scattered / slots + Math.max(0, claimed / slots - scattered);
    }
  }

  /** Takes one more encounter of two people. */
  void add(Encounter encounter) {
    List<Stay> stays = encounter.stays();
    one.add(stays.get(0).spot());
    other.add(stays.get(1).spot());
    slots++;
  }

  /** From the middle of where the one was measured to the middle of where the other was, metres. */
  double measuredMetres() {
    return one.middle(slots).distanceMetres(other.middle(slots));
  }

  /** That, and twice the standard deviation in one direction of its error; metres. */
  double surelyWithinMetres() {
    double variance = one.variance(slots) + other.variance(slots);
    return measuredMetres() + 2 * Math.sqrt(variance / 2);
  }
}
