package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagFix;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;

/**
 * Holds what cameras, terminals and telephones say of where a person is against the person's tag, and against each other.
 *
 * <p>Against the tag: the satellite fix before an observation and the one after it, if they are no more than {@link
 * #GAP_MILLIS} apart. Tag and person were apart when nobody could have come from the one fix to the place of the observation
 * and on to the other. No accuracy is left out of this sum, so a larger error never accuses; a gap, two fixes that do
 * not fit each other, and fixes to which no way leads from those before, say nothing; and a Wi-Fi or base-station fix between them can only exculpate.
 *
 * <p>Against each other: two observations whose time does not suffice for the way between them.
 */
final class Whereabouts {

  /** The fixes before and after an observation are no further apart. */
  static final long GAP_MILLIS = 10 * 60_000L;

  /** Within so many metres of the tag, errors added, person and tag are together. */
  static final double TOGETHER_METRES = 300;

  /** From here on people may fly. */
  static final double AIR_FROM_METRES = 50_000;

  static final double AIR_KMH = 900;

  /** What the clocks of two devices may differ by. */
  static final long CLOCK_MILLIS = 60_000;

  /** So many fixes in a row that fit each other and not those before are no stray ones. */
  static final int LEAP_FIXES = 3;

  private static final int MOST_WAITING = 8;

  private final JudgeSettings settings;

  /** The last satellite fix; one that repeats its place exactly is no new one, but a receiver that is stuck. */
  private @Nullable TagFix fix;

  /** The Wi-Fi and base-station fixes since. */
  private final List<TagFix> coarse = new ArrayList<>();

  /** Observations that wait for the fix after them. */
  private final List<Fact> waiting = new ArrayList<>();

  private @Nullable Sighting camera;
  private @Nullable CheckIn terminal;
  private @Nullable CheckIn phone;

  /** The first of a run of fixes that no way leads to from those before. */
  private @Nullable TagFix leap;

  private int leapFixes;

  /** The last satellite fix to which a way led, and the one before it. */
  private @Nullable TagFix reached;

  private @Nullable TagFix reachedBefore;

  Whereabouts(JudgeSettings settings) {
    this.settings = settings;
  }

  // ---- what is observed

  /**
   * @param plausible false for a fix that cannot be reached from the last plausible one
   * @return what was told of observations before it
   */
  List<JudgedMoment> fix(TagFix next, boolean plausible, Situation situation, Judge.Output out) {
    if (next.source() != FixSource.GPS) {
      if (fix != null && next.occurredAt() - fix.occurredAt() <= GAP_MILLIS) {
        coarse.add(next);
      }
      return List.of();
    }
    TagFix before = fix;
    if (before != null && before.point().equals(next.point())) {
      return List.of();
    }
    boolean doubtful = !plausible || leap != null;
    if (doubtful) {
      leap(next, plausible, situation, out);
    }
    if (plausible) {
      reachedBefore = reached;
      reached = next;
    }
    List<JudgedMoment> compared = List.of();
    if (before != null && !waiting.isEmpty()) {
      compared = doubtful ? List.of() : compare(before, next, situation, out);
      waiting.clear();
    }
    fix = next;
    coarse.clear();
    return compared;
  }

  private void leap(TagFix next, boolean plausible, Situation situation, Judge.Output out) {
    if (plausible) {
      leap = null;
      leapFixes = 0;
      return;
    }
    boolean fits = leap != null && isReachable(leap, next);
    leapFixes = fits ? leapFixes + 1 : 1;
    if (!fits) {
      leap = next;
    } else if (leapFixes == LEAP_FIXES && leap != null && !isBackFromAStrayFix(leap)) {
      tell(
          What.LEAP,
          next,
          evidence(next),
          evidence(leap),
          false,
          next.occurredAt(),
          situation,
          out);
    }
  }

  /** True when only the one fix before does not fit, and the one before that does: then that one was stray. */
  private boolean isBackFromAStrayFix(TagFix first) {
    return reachedBefore != null && isReachable(reachedBefore, first);
  }

  private boolean isReachable(TagFix from, TagFix to) {
    double hours = (to.occurredAt() - from.occurredAt()) / 3_600_000.0;
    return from.point()
        .isWithin(Judge.FREE_METRES + settings.plausibleSpeedKmh() * 1000 * hours, to.point());
  }

  /** Whether a person seen somewhere may have been with the tag, by one coarse fix. */
  private boolean isReachable(TagFix near, Fact seen) {
    double hours = Math.abs(near.occurredAt() - seen.occurredAt()) / 3_600_000.0;
    return near.point().distanceMetres(pointOf(seen))
        <= Judge.FREE_METRES
            + settings.plausibleSpeedKmh() * 1000 * hours
            + 2 * (near.accuracyMetres() + accuracyOf(seen));
  }

  void sighting(Sighting sighting, Situation situation, Judge.Output out) {
    await(sighting);
    if (!isStrong(sighting)) {
      return;
    }
    claim(phone, sighting, sighting, situation, out);
    if (camera != null && !camera.camera().equals(sighting.camera())) {
      leap(camera, sighting, situation, out);
    }
    leap(terminal, sighting, situation, out);
    camera = sighting;
  }

  void checkIn(CheckIn checkIn, Situation situation, Judge.Output out) {
    boolean repeats =
        checkIn.isPlacedByPhone() && phone != null && isSamePlace(phone.point(), checkIn.point());
    Evidence same = repeats && phone != null ? evidence(phone) : null;
    tell(
        What.CHECK_IN,
        checkIn,
        evidence(checkIn),
        same,
        false,
        checkIn.occurredAt(),
        situation,
        out);
    if (checkIn.point() == null) {
      return;
    }
    await(checkIn);
    if (checkIn.isPlacedByPhone()) {
      claim(checkIn, camera, checkIn, situation, out);
      claim(checkIn, terminal, checkIn, situation, out);
      leap(phone, checkIn, situation, out);
      phone = checkIn;
    } else if (checkIn.proof().terminal() != null) {
      claim(phone, checkIn, checkIn, situation, out);
      leap(camera, checkIn, situation, out);
      leap(terminal, checkIn, situation, out);
      terminal = checkIn;
    }
  }

  /** The same to six decimals of a degree, a tenth of a metre. */
  private static boolean isSamePlace(@Nullable GeoPoint a, @Nullable GeoPoint b) {
    return a != null
        && b != null
        && Math.floorDiv(a.latE7(), 10) == Math.floorDiv(b.latE7(), 10)
        && Math.floorDiv(a.lonE7(), 10) == Math.floorDiv(b.lonE7(), 10);
  }

  /** Whether a sighting may be held against another observation without a second one. */
  private boolean isStrong(Sighting sighting) {
    return sighting.humanVerified() || sighting.matchScore() >= settings.aloneScore();
  }

  // ---- against the tag

  private void await(Fact seen) {
    if (fix == null
        || seen.occurredAt() - fix.occurredAt() > GAP_MILLIS
        || waiting.size() == MOST_WAITING) {
      return;
    }
    waiting.add(seen);
  }

  private List<JudgedMoment> compare(
      TagFix before, TagFix after, Situation situation, Judge.Output out) {
    if (after.occurredAt() - before.occurredAt() > GAP_MILLIS || !isReachable(before, after)) {
      return List.of();
    }
    List<JudgedMoment> compared = new ArrayList<>(waiting.size());
    for (Fact seen : waiting) {
      JudgedMoment moment = compare(before, after, seen, situation);
      if (moment != null) {
        out.judged(Watch.WHEREABOUTS, moment);
        compared.add(moment);
      }
    }
    return compared;
  }

  private @Nullable JudgedMoment compare(
      TagFix before, TagFix after, Fact seen, Situation situation) {
    GeoPoint place = pointOf(seen);
    double from = before.point().distanceMetres(place);
    double to = after.point().distanceMetres(place);
    double errors = before.accuracyMetres() + after.accuracyMetres() + 2 * accuracyOf(seen);
    double hours = (after.occurredAt() - before.occurredAt()) / 3_600_000.0;
    double reach = 2 * Judge.FREE_METRES + settings.plausibleSpeedKmh() * 1000 * hours + 2 * errors;
    long sinceBefore = seen.occurredAt() - before.occurredAt();
    Evidence against =
        evidence(sinceBefore <= after.occurredAt() - seen.occurredAt() ? before : after);
    long at = after.occurredAt();
    if (from + to > reach && !isPerhapsNearCoarse(seen)) {
      return moment(What.APART, seen, evidence(seen), against, isCertain(seen), at, situation);
    }
    return Math.min(from, to) <= TOGETHER_METRES + 2 * errors
        ? moment(What.TOGETHER, seen, evidence(seen), against, false, at, situation)
        : null;
  }

  private boolean isPerhapsNearCoarse(Fact seen) {
    for (TagFix one : coarse) {
      if (isReachable(one, seen)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a person has compared the faces, or seen the person. */
  private static boolean isCertain(Fact seen) {
    return seen instanceof Sighting sighting
        ? sighting.humanVerified()
        : ((CheckIn) seen).means() == CheckIn.Means.VISIT;
  }

  // ---- against each other

  private boolean isTooFar(Fact one, Fact other) {
    double metres = pointOf(one).distanceMetres(pointOf(other));
    double hours = (Math.abs(one.occurredAt() - other.occurredAt()) + CLOCK_MILLIS) / 3_600_000.0;
    double speed = metres > AIR_FROM_METRES ? AIR_KMH : settings.plausibleSpeedKmh();
    return metres
        > Judge.FREE_METRES + speed * 1000 * hours + 2 * (accuracyOf(one) + accuracyOf(other));
  }

  /** A telephone's claim against what was seen, the later of which is {@code now}. */
  private void claim(
      @Nullable CheckIn claim,
      @Nullable Fact seen,
      Fact now,
      Situation situation,
      Judge.Output out) {
    if (claim != null && seen != null && isTooFar(claim, seen)) {
      long at = now.occurredAt();
      tell(What.APART, claim, evidence(claim), evidence(seen), false, at, situation, out);
    }
  }

  private void leap(@Nullable Fact earlier, Fact later, Situation situation, Judge.Output out) {
    if (earlier != null && isTooFar(earlier, later)) {
      boolean faces = isByFace(earlier) && isByFace(later);
      long at = later.occurredAt();
      tell(What.LEAP, later, evidence(later), evidence(earlier), faces, at, situation, out);
    }
  }

  private static boolean isByFace(Fact seen) {
    return seen instanceof Sighting sighting
        ? sighting.humanVerified()
        : ((CheckIn) seen).means() == CheckIn.Means.FACE;
  }

  private static GeoPoint pointOf(Fact seen) {
    if (seen instanceof Sighting sighting) {
      return sighting.point();
    }
    GeoPoint point = ((CheckIn) seen).point();
    if (point == null) {
      throw new IllegalArgumentException("without a place: " + seen);
    }
    return point;
  }

  private static double accuracyOf(Fact seen) {
    return seen instanceof Sighting sighting
        ? sighting.accuracyMetres()
        : ((CheckIn) seen).accuracyMetres();
  }

  // ---- what is told

  private static Evidence evidence(Fact fact) {
    if (fact instanceof TagFix fix) {
      return Seen.of(fix);
    }
    return fact instanceof Sighting sighting ? Seen.of(sighting) : Seen.ofPlaced((CheckIn) fact);
  }

  /** Terms changed. What was remembered of a tag that is not authorised any more is forgotten. */
  void terms(long at, Situation situation, Evidence evidence, Judge.Output out) {
    if (!situation.tagAuthorised() || !situation.supervised()) {
      fix = null;
      leap = null;
      leapFixes = 0;
      reached = null;
      reachedBefore = null;
      coarse.clear();
      waiting.clear();
    }
    if (!situation.supervised()) {
      camera = null;
      terminal = null;
      phone = null;
    }
    tell(What.TERMS, null, evidence, null, false, at, situation, out);
  }

  private static void tell(
      What what,
      @Nullable Fact fact,
      Evidence evidence,
      @Nullable Evidence against,
      boolean alone,
      long at,
      Situation situation,
      Judge.Output out) {
    out.judged(Watch.WHEREABOUTS, moment(what, fact, evidence, against, alone, at, situation));
  }

  private static JudgedMoment moment(
      What what,
      @Nullable Fact fact,
      Evidence evidence,
      @Nullable Evidence against,
      boolean alone,
      long at,
      Situation situation) {
    return new MomentDraft(what, at, Watch.WHEREABOUTS_TARGET, situation, evidence)
        .inForce(situation.supervised())
        .alone(alone)
        .fact(fact)
        .against(against)
        .done();
  }

  // ---- what is remembered

  Whereabouts copy() {
    Whereabouts copy = new Whereabouts(settings);
    copy.fix = fix;
    copy.coarse.addAll(coarse);
    copy.waiting.addAll(waiting);
    copy.camera = camera;
    copy.terminal = terminal;
    copy.phone = phone;
    copy.leap = leap;
    copy.leapFixes = leapFixes;
    copy.reached = reached;
    copy.reachedBefore = reachedBefore;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    List<Fact> last = new ArrayList<>();
    int which = 0;
    Fact[] all = {fix, camera, terminal, phone, leap, reached, reachedBefore};
    for (int i = 0; i < all.length; i++) {
      if (all[i] != null) {
        which |= 1 << i;
        last.add(all[i]);
      }
    }
    out.writeByte(which);
    for (Fact fact : last) {
      FactCodec.write(fact, out);
    }
    if (leap != null) {
      Compact.writeUnsigned(leapFixes, out);
    }
    Compact.writeList(coarse, FactCodec::write, out);
    Compact.writeList(waiting, FactCodec::write, out);
  }

  void read(DataInput in) throws IOException {
    int which = in.readUnsignedByte();
    fix = (which & 1) != 0 ? (TagFix) FactCodec.read(in) : null;
    camera = (which & 2) != 0 ? (Sighting) FactCodec.read(in) : null;
    terminal = (which & 4) != 0 ? (CheckIn) FactCodec.read(in) : null;
    phone = (which & 8) != 0 ? (CheckIn) FactCodec.read(in) : null;
    leap = (which & 16) != 0 ? (TagFix) FactCodec.read(in) : null;
    reached = (which & 32) != 0 ? (TagFix) FactCodec.read(in) : null;
    reachedBefore = (which & 64) != 0 ? (TagFix) FactCodec.read(in) : null;
    leapFixes = leap != null ? (int) Compact.readUnsigned(in) : 0;
    coarse.clear();
    for (Fact fact : Compact.readList(FactCodec::read, in)) {
      coarse.add((TagFix) fact);
    }
    waiting.clear();
    waiting.addAll(Compact.readList(FactCodec::read, in));
  }
}
