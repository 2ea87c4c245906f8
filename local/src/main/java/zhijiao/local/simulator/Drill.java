package zhijiao.local.simulator;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.place.GeoPoint;

/**
 * A roll call of one person on one morning, and what becomes of it: the person stands before the camera for some tries, or
 * does not come, or it is cancelled; a pure function of the person and the day.
 *
 * @param sent minute of the day
 */
record Drill(Person person, int day, double sent, Outcome outcome, Chance own) {

  /** Slots of one person and day: the order, and three tries of the camera. */
  static final int SLOTS = 4;

  /** Roll calls that are answered, and that are cancelled, of everybody's days. */
  private static final double ANSWERED_SHARE = 0.004;

  private static final double CANCELLED_SHARE = 0.0005;
  private static final int MINUTES = 30;
  private static final long MINUTE = 60_000;

  /** What becomes of it. */
  enum Outcome {
    IGNORED,
    ANSWERED,
    CANCELLED
  }

  /** The roll call of a day, or null. */
  static @Nullable Drill of(Person person, int day, double intensity, Chance own) {
    double ignored = Breach.ROLL_CALL_IGNORED.rate(intensity);
    double draw = own.uniform(0);
    if (draw >= ignored + ANSWERED_SHARE + CANCELLED_SHARE) {
      return null;
    }
    Outcome outcome =
        draw < ignored
            ? Outcome.IGNORED
            : draw < ignored + ANSWERED_SHARE ? Outcome.ANSWERED : Outcome.CANCELLED;
    return new Drill(person, day, own.between(1, 9 * 60, 12.3 * 60), outcome, own);
  }

  private String id() {
    return String.format(Locale.ROOT, "R-%05d-%d", person.number(), day);
  }

  private String camera() {
    return "C-" + own.integer(2, 60, 94);
  }

  private long at(long midnight, double minute) {
    return midnight + (long) (minute * MINUTE);
  }

  /**
   * The facts of a slot.
   *
   * @param here where the person really is, at a minute of the day
   */
  void facts(int slot, long midnight, DoubleFunction<GeoPoint> here, List<Fact> out) {
    Subject subject = new Subject(person.pseudonym());
    long sentAt = at(midnight, sent);
    if (slot == 0) {
      RollCall.Call call = new RollCall.Call(camera(), null, due(midnight));
      out.add(new RollCall(subject, id(), call, sentAt, sentAt + 1_000));
    } else if (outcome == Outcome.CANCELLED && slot == 1) {
      long then = sentAt + 15 * MINUTE;
      out.add(new RollCall(subject, id(), null, then, then + 1_000));
    } else if (outcome == Outcome.ANSWERED) {
      double minute = sent + own.between(3, 6, 26) + slot * 0.7;
      GeoPoint place =
          Geometry.towards(
              here.apply(minute), own.between(4, 0, 2 * Math.PI), own.between(5, 50, 200));
      float score = (float) Math.min(0.999, 0.93 + 0.04 * own.of(6).normal(slot));
      long then = at(midnight, minute);
      out.add(
          new Sighting(
              subject,
              camera(),
              place,
              20,
              score,
              false,
              then,
              then + own.integer(10 + slot, 2, 20) * 1_000L));
    }
  }

  private long due(long midnight) {
    return at(midnight, sent) + MINUTES * MINUTE;
  }

  /** What was broken, or null. */
  @Nullable Violation truth(long midnight) {
    long due = due(midnight);
    return outcome != Outcome.IGNORED
        ? null
        : new Violation(
            "roll-call-fail",
            person.pseudonym(),
            id(),
            due,
            due,
            true,
            "does not answer a roll call");
  }
}
