package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.place.Area;
import zhijiao.core.place.Circle;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;
import zhijiao.core.time.TimeSpan;

/**
 * The roll calls that nobody has answered yet, and what answers them: a match above the threshold at the named camera, or
 * anywhere not surely outside the named place; an accepted check-in not surely outside it; an officer's visit anywhere.
 *
 * <p>What may be there is taken to be there: the tie goes to the person. A tag's fix answers nothing, for it is the person
 * who is called.
 */
final class RollCalls {

  /** An answer so long after it was due is of no interest any more. */
  private static final long FORGOTTEN_MILLIS = 7 * 86_400_000L;

  private final List<RollCall> open = new ArrayList<>();

  void called(RollCall rollCall, Situation situation, Judge.Output out) {
    long at = rollCall.occurredAt();
    Evidence evidence = Evidence.ofFact(rollCall, "roll call", null, 0);
    for (RollCall same : List.copyOf(open)) {
      if (same.rollCallId().equals(rollCall.rollCallId())) {
        open.remove(same);
        tell(draft(What.TERMS, at, same, situation, evidence).inForce(false), out);
      }
    }
    open.removeIf(old -> dueAt(old) < at - FORGOTTEN_MILLIS);
    RollCall.Call call = rollCall.call();
    if (call != null) {
      open.add(rollCall);
      TimeSpan span = new TimeSpan(at, call.dueAt());
      tell(draft(What.CALLED, at, rollCall, situation, evidence).window(span).fact(rollCall), out);
    }
  }

  void sighting(Sighting sighting, Situation situation, Judge.Output out) {
    for (RollCall rollCall : List.copyOf(open)) {
      RollCall.Call call = Objects.requireNonNull(rollCall.call());
      if (sighting.camera().equals(call.camera())
          || isPerhapsAt(call.place(), sighting.point(), sighting.accuracyMetres())) {
        answered(What.SIGHTING, sighting.occurredAt(), rollCall, Seen.of(sighting), situation, out);
      }
    }
  }

  /** Of a roll call that was due already any accepted check-in is a sign of life, and ends it. */
  void checkIn(CheckIn checkIn, Situation situation, Judge.Output out) {
    for (RollCall rollCall : List.copyOf(open)) {
      RollCall.Call call = Objects.requireNonNull(rollCall.call());
      if (checkIn.means() == CheckIn.Means.VISIT
          || checkIn.occurredAt() > call.dueAt()
          || isPerhapsAt(call.place(), checkIn.point(), checkIn.accuracyMetres())) {
        answered(What.CHECK_IN, checkIn.occurredAt(), rollCall, Seen.of(checkIn), situation, out);
      }
    }
  }

  private static boolean isPerhapsAt(
      @Nullable Circle place, @Nullable GeoPoint point, float accuracyMetres) {
    return place != null
        && point != null
        && Area.ofCircles(List.of(place)).containment(point, accuracyMetres) != Containment.OUTSIDE;
  }

  private void answered(
      What what,
      long at,
      RollCall rollCall,
      Evidence evidence,
      Situation situation,
      Judge.Output out) {
    open.remove(rollCall);
    tell(draft(what, at, rollCall, situation, evidence).containment(Containment.INSIDE), out);
  }

  void terms(long at, Situation situation, Evidence evidence, Judge.Output out) {
    boolean inForce = situation.supervised();
    for (RollCall rollCall : List.copyOf(open)) {
      tell(draft(What.TERMS, at, rollCall, situation, evidence).inForce(inForce), out);
    }
    if (!inForce) {
      open.clear();
    }
  }

  static void wake(
      long at, String rollCallId, Evidence evidence, Situation situation, Judge.Output out) {
    tell(new MomentDraft(What.WAKE, at, rollCallId, situation, evidence), out);
  }

  private static long dueAt(RollCall rollCall) {
    return Objects.requireNonNull(rollCall.call()).dueAt();
  }

  private static MomentDraft draft(
      What what, long at, RollCall rollCall, Situation situation, Evidence evidence) {
    return new MomentDraft(what, at, rollCall.rollCallId(), situation, evidence);
  }

  private static void tell(MomentDraft moment, Judge.Output out) {
    out.judged(Watch.ROLL_CALL, moment.done());
  }

  RollCalls copy() {
    RollCalls copy = new RollCalls();
    copy.open.addAll(open);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeList(open, FactCodec::write, out);
  }

  void read(DataInput in) throws IOException {
    open.clear();
    for (Object fact : Compact.readList(FactCodec::read, in)) {
      open.add((RollCall) fact);
    }
  }
}
