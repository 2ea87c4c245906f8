package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.meeting.Spot;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.SurveyedPlace;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.proximity.TraceLog;
import zhijiao.core.rule.Evidence;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.TimeSpan;

/**
 * Judges one person's moments, in timeline order, against the places that the order in force names.
 *
 * <p>For every target a run of sure fixes on one side is kept ({@link Presence}). Of a run on the accusing side only so many
 * fixes are passed on as the rules count; of a run on the other side the first is enough. A change of terms or duty and
 * every sighting begin the count anew.
 *
 * <p>Whatever is not surely on the accusing side, fix or sighting, breaks a run on the accusing side and is passed on,
 * because uncertainty must never accuse. A fix that would need impossible speed counts as unsure; of a stay it says nothing
 * while it is a stray one. When leave begins or ends, when a curfew ends, and when the duty at home is changed by an order, runs begin anew: nobody is accused by what
 * was seen under other terms.
 *
 * <p>A report that a wrong clock dated ({@link zhijiao.core.fact.Doubt}) says that the person was there, and not when. It counts
 * as a check-in, as an answer to a roll call and as a sign of life, and says nothing of any place.
 */
public final class Judge {

  /** Movement of up to so many metres is plausible in no time at all: multipath does it. */
  static final double FREE_METRES = 500;

  /** For so long after a tag was tampered with, everything seen of the person is passed on as evidence. */
  public static final long ATTENTION_MILLIS = 15 * 60_000L;

  /** A base station's place is off by so many metres: two to five hundred, say the makers of tags. */
  static final double CELL_METRES = 500;

  /** Where judged moments go. */
  public interface Output {
    void judged(Watch watch, JudgedMoment moment);

    /**
     * The person stayed here, see {@link StayWatch}.
     *
     * @param away true when that is surely away from the person's own places
     */
    default void stayed(Spot spot, boolean away) {}

    /** A satellite plausibly saw the person here; told only while the order names somebody to be kept away from. */
    default void seen(TagFix fix) {}
  }

  private ZoneCatalog zones;
  private final JudgeSettings settings;
  private final Condensing condensing;
  private TargetMaker makeTargets;
  private List<Target> targets = new ArrayList<>();

  /** Of the targets those that are asked for with every report. */
  private @Nullable Target tag;

  private @Nullable Target signal;
  private @Nullable Target home;
  private @Nullable Target night;

  private SignalWatch signals = new SignalWatch();
  private Nights nights = new Nights();
  private @Nullable GeoPoint anchor;
  private long anchorAt;
  private Whereabouts whereabouts;
  private StayWatch stays = new StayWatch();
  private RollCalls rollCalls = new RollCalls();

  /** How many fixes in a row, up to now, could not be reached. */
  private int strays;

  /** True while the order names somebody to be kept away from. */
  private boolean keptAway;

  /** A judge who has seen nothing yet. */
  public Judge(ZoneCatalog zones, JudgeSettings settings, Condensing condensing) {
    this.zones = zones;
    this.settings = settings;
    this.whereabouts = new Whereabouts(settings);
    this.condensing = condensing;
    this.makeTargets = new TargetMaker(zones, condensing);
  }

  /**
   * Takes new terms: targets that the order no longer names are told so once and forgotten, and new ones begin empty. A
   * home whose place or curfew changed is another target than before.
   *
   * @param before what held until now
   */
  public void terms(long at, Situation before, Situation situation, Output out) {
    Evidence evidence = termsEvidence(at);
    OrderTerms old = before.terms();
    OrderTerms terms = situation.terms();
    boolean ordered = !Objects.equals(old, terms);
    if (ordered || !before.destinations().equals(situation.destinations())) {
      List<Target> next = makeTargets.of(situation);
      boolean homeChanged =
          old != null && terms != null && !old.dutyAtHome().equals(terms.dutyAtHome());
      for (Target target : next) {
        Target same = find(target.watch, target.id);
        if (same != null && !isAnother(target, homeChanged, ordered)) {
          target.take(same);
        }
      }
      List<Target> gone = targets;
      watch(next);
      stays.terms(terms, zones);
      keptAway = TraceLog.isAsked(terms);
      if (old == null || terms == null || !old.homes().equals(terms.homes())) {
        nights = new Nights();
      }
      for (Target target : gone) {
        if (find(target.watch, target.id) == null || isAnother(target, homeChanged, ordered)) {
          tell(target, draft(What.TERMS, target, situation, evidence).inForce(false), out);
        }
      }
    }
    signals.terms(terms, terms == null || before.tagAuthorised() != situation.tagAuthorised());
    whereabouts.terms(at, situation, evidence, out);
    rollCalls.terms(at, situation, evidence, out);
    for (Target target : targets) {
      target.leaveChanges(before, situation);
      target.tellAnew();
      tell(target, draft(What.TERMS, target, situation, evidence), out);
    }
    CaseMoments.tell(What.TERMS, at, situation, null, evidence, out);
  }

  /** Takes note that tag data came that no authorisation covers; the data itself never comes here. */
  public void unlawful(long from, long until, int count, Situation situation, Output out) {
    CaseMoments.unlawful(from, until, count, situation, out);
  }

  /** True when a target that keeps its name is another place or duty than before. */
  private static boolean isAnother(Target target, boolean homeChanged, boolean ordered) {
    return homeChanged && target.watch == Watch.HOME
        || ordered && target.watch == Watch.LEAVE_PLACES;
  }

  /**
   * Takes zones some of which have another outline than before: what was seen of them says nothing of the new ones, and
   * episodes that rest on them end.
   */
  public void zones(ZoneCatalog changed, long at, Situation situation, Output out) {
    ZoneCatalog before = zones;
    zones = changed;
    makeTargets = new TargetMaker(zones, condensing);
    Evidence evidence = termsEvidence(at);
    List<Target> gone = new ArrayList<>(targets);
    List<Target> fresh = new ArrayList<>();
    List<Target> next = makeTargets.of(situation);
    for (Target target : next) {
      Target same = find(target.watch, target.id);
      boolean isZone = before.find(target.id) != null || changed.find(target.id) != null;
      if (same != null
          && (!isZone || Objects.equals(before.find(target.id), changed.find(target.id)))) {
        target.take(same);
        gone.remove(same);
      } else {
        fresh.add(target);
      }
    }
    watch(next);
    stays.terms(situation.terms(), zones);
    for (Target target : gone) {
      tell(target, draft(What.TERMS, target, situation, evidence).inForce(false), out);
    }
    for (Target target : fresh) {
      tell(target, draft(What.TERMS, target, situation, evidence), out);
    }
  }

  private void watch(List<Target> next) {
    targets = next;
    tag = find(Watch.TAG, Watch.TAG_TARGET);
    signal = find(Watch.SIGNAL, Watch.TAG_TARGET);
    home = find(Watch.HOME, Watch.HOME_TARGET);
    night = find(Watch.NIGHT, Watch.NIGHT_TARGET);
  }

  /** Takes a deadline of the curfew; {@code situation} is already that after it. */
  public void curfew(What what, long at, Situation situation, Output out) {
    if (home == null) {
      return;
    }
    home.awaited |= what == What.CURFEW_BEGINS;
    if (what == What.CURFEW_ENDS) {
      home.breakRun();
      home.suspected = false;
    }
    home.tellAnew();
    MomentDraft moment = draft(what, home, situation, deadline(what, at));
    if (what == What.GRACE_EXPIRES) {
      TagFix last = home.last;
      Evidence lastFix = last == null ? null : evidence(last, home, home.side);
      moment.window(dutySince(at, situation)).presence(home.presence(lastFix));
    }
    tell(home, moment, out);
  }

  /** From the beginning of the grace that expires now to the end of the curfew. */
  private static TimeSpan dutySince(long graceExpires, Situation situation) {
    Curfew curfew = Objects.requireNonNull(Objects.requireNonNull(situation.terms()).curfew());
    TimeSpan span = Objects.requireNonNull(situation.curfewSpan());
    return new TimeSpan(graceExpires - curfew.graceMinutes() * 60_000L, span.until());
  }

  /** Takes the end of a check-in window's grace. */
  public void checkInDue(long at, TimeSpan window, Situation situation, Output out) {
    Target plan = find(Watch.CHECK_IN, Watch.CHECK_IN_TARGET);
    if (plan != null) {
      Evidence evidence = deadline(What.CHECK_IN_DUE, at);
      tell(plan, draft(What.CHECK_IN_DUE, plan, situation, evidence).window(window), out);
      CaseMoments.tell(What.CHECK_IN_DUE, at, situation, window, evidence, out);
    }
  }

  /** Wakes the rules that watch a target. */
  public void wake(long at, Watch watch, String targetId, Situation situation, Output out) {
    Evidence evidence = deadline(What.WAKE, at);
    if (watch == Watch.ROLL_CALL) {
      RollCalls.wake(at, targetId, evidence, situation, out);
      return;
    }
    if (watch == Watch.CASE) {
      CaseMoments.tell(What.WAKE, at, situation, null, evidence, out);
      return;
    }
    Target target = find(watch, targetId);
    if (target != null) {
      tell(target, draft(What.WAKE, target, situation, evidence), out);
    }
  }

  /** Takes an observation that may lawfully be judged. */
  public void observe(Fact fact, Situation situation, Output out) {
    if (fact instanceof TagFix fix) {
      fix(fix, situation, out);
    } else if (fact instanceof Sighting sighting) {
      sighting(sighting, situation, out);
    } else if (fact instanceof CheckIn checkIn) {
      checkIn(checkIn, situation, out);
    } else if (fact instanceof TagStatus status) {
      status(status, situation, out);
    } else if (fact instanceof CaseFact said) {
      CaseMoments.reported(said, situation, out);
    } else if (fact instanceof TagBinding binding) {
      signals.takenOff(binding, signal, home, situation, out);
    } else if (fact instanceof RollCall rollCall) {
      rollCalls.called(rollCall, situation, out);
    } else {
      throw new IllegalArgumentException("not an observation: " + fact);
    }
  }

  private void status(TagStatus status, Situation situation, Output out) {
    signals.hear(status, signal, home, situation, out);
    if (tag == null) {
      return;
    }
    if (status.event().isTamper()) {
      tag.attentiveUntil = status.occurredAt() + ATTENTION_MILLIS;
    }
    tag.tellAnew();
    tell(tag, draft(What.STATUS, tag, situation, Seen.of(status)).fact(status), out);
  }

  /** The first sign of life after each report of a tag about itself, and all of them while attention is called for. */
  private void attend(What what, Evidence seen, Situation situation, Output out) {
    if (tag != null && isAttentive(tag, seen.occurredAt())) {
      tell(tag, draft(what, tag, situation, seen), out);
    }
  }

  private void fix(TagFix fix, Situation situation, Output out) {
    signals.hear(fix, signal, home, situation, out);
    attend(fix, situation, out);
    boolean satellite = fix.source() == FixSource.GPS;
    boolean plausible = isPlausible(fix.point(), fix.occurredAt());
    strays = plausible ? 0 : Math.min(Whereabouts.LEAP_FIXES, strays + 1);
    if (satellite && plausible) {
      anchor = fix.point();
      anchorAt = fix.occurredAt();
      stays.observe(fix, out);
      if (keptAway) {
        out.seen(fix);
      }
    }
    for (JudgedMoment compared : whereabouts.fix(fix, plausible, situation, out)) {
      compared(compared, situation, out);
    }
    if (night != null && satellite && !nights.isWaiting(fix.occurredAt())) {
      night(fix, plausible, night, Objects.requireNonNull(home), situation, out);
    }
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (target.place == null) {
        continue;
      }
      Containment containment =
          plausible
              ? target.place.containment(fix.point(), fix.accuracyMetres())
              : Containment.UNSURE;
      if (plausible ? saysNothing(fix, target, containment) : isStray(fix, target)) {
        continue;
      }
      if (containment == Containment.UNSURE) {
        unsure(fix, target, situation, out);
      } else {
        sure(fix, target, containment, situation, out);
      }
      Lingering shown = target.linger(fix, plausible, containment, gapMillis());
      if (shown != null) {
        lingers(fix, target, containment, shown, situation, out);
      }
    }
  }

  /** The mean of the fixes up to this one is surely in a place. */
  private void lingers(
      TagFix fix,
      Target target,
      Containment containment,
      Lingering shown,
      Situation situation,
      Output out) {
    Evidence mean = shown.evidence(Objects.requireNonNull(target.place));
    Presence row = shown.presence(evidence(fix, target, containment));
    tell(
        target,
        draft(What.MEAN, fix.occurredAt(), target, situation, mean)
            .containment(Containment.INSIDE)
            .presence(row),
        out);
  }

  private long gapMillis() {
    return settings.runGapMinutes() * 60_000L;
  }

  /**
   * What it says of the places of duty that the person was seen apart from the tag, or together with it: of one who was seen apart
   * the tag says nothing, and of one who was seen together the fix that comes now says something again.
   */
  private void compared(JudgedMoment seen, Situation situation, Output out) {
    Evidence evidence = seen.evidence();
    GeoPoint point = Objects.requireNonNull(evidence.point());
    for (Target target : targets) {
      if (target.place == null || !target.watch.isOfDuty()) {
        continue;
      }
      boolean apart = seen.what() == What.APART;
      if (!apart) {
        target.tellAnew();
      }
      Containment containment =
          apart ? target.place.containment(point, evidence.accuracyMetres()) : Containment.UNSURE;
      Evidence here = evidence.against(containment, target.place.signedDistanceMetres(point));
      tell(
          target,
          draft(apart ? What.SEEN_APART : What.TOGETHER, seen.at(), target, situation, here)
              .containment(containment)
              .alone(seen.alone())
              .fact(seen.fact())
              .against(apart ? seen.against() : null),
          out);
    }
  }

  /**
   * Whether a fix that could not be reached says nothing: of a stay, when it was measured where that accuses, or while there are too
   * few in a row to be more than stray ones.
   */
  private boolean isStray(TagFix fix, Target target) {
    return target.watch.isOfStay()
        && (strays < Whereabouts.LEAP_FIXES || target.isThere(fix.point()));
  }

  /**
   * Whether a fix that could be reached neither accuses nor speaks against it: a Wi-Fi or base-station fix that is surely on the
   * accusing side; where staying is what accuses, any that was measured there and is not sure; of a small place, that of a
   * base station not far away. Of a stay its error does not matter, so a larger one never accuses.
   */
  private static boolean saysNothing(TagFix fix, Target target, Containment containment) {
    boolean satellite = fix.source() == FixSource.GPS;
    if (fix.source() == FixSource.CELL && target.watch.isSmall()) {
      return Objects.requireNonNull(target.place).signedDistanceMetres(fix.point()) < CELL_METRES;
    }
    if (containment != Containment.UNSURE) {
      return !satellite && containment == target.accusingSide();
    }
    if (target.dwellMillis == 0 || satellite && !target.staysWith(fix)) {
      return false;
    }
    boolean there = target.isThere(fix.point());
    if (there && satellite) {
      target.passOver(fix);
    }
    return there;
  }

  /** By night only. A night that is over is told with the first fix after it, if it was seen whole or at home. */
  private void night(
      TagFix fix, boolean plausible, Target night, Target home, Situation situation, Output out) {
    long at = fix.occurredAt();
    SurveyedPlace place = Objects.requireNonNull(home.place);
    if (nights.isOver(at) && nights.whole() == Containment.OUTSIDE) {
      TagFix spent = Objects.requireNonNull(nights.place());
      night.tellAnew();
      Evidence evidence = evidence(spent, home, Containment.OUTSIDE);
      MomentDraft away = draft(What.NIGHT, at, night, situation, evidence);
      tell(night, away.containment(Containment.OUTSIDE), out);
    }
    if (nights.isOver(at) && nights.isCounted()) {
      TagFix shown = Objects.requireNonNull(nights.shown());
      Presence share =
          new Presence(
              Containment.UNSURE,
              Containment.UNSURE,
              nights.awayPerThousand(),
              nights.from(),
              nights.from(),
              null,
              false);
      Evidence evidence = evidence(shown, home, Containment.UNSURE);
      tell(night, draft(What.NIGHT_SEEN, at, night, situation, evidence).presence(share), out);
    }
    if (nights.isUnset(at)) {
      nights.next(at, Objects.requireNonNull(situation.terms()).zone());
      if (nights.isWaiting(at)) {
        return;
      }
    }
    Containment where =
        plausible ? place.containment(fix.point(), fix.accuracyMetres()) : Containment.UNSURE;
    boolean elsewhere =
        where == Containment.OUTSIDE
            || where == Containment.UNSURE && place.signedDistanceMetres(fix.point()) > 0;
    nights.take(fix, plausible, where, elsewhere, situation.onLeave());
    if (where == Containment.INSIDE && night.told == 0) {
      night.told = 1;
      tell(
          night,
          draft(What.NIGHT, night, situation, evidence(fix, home, where)).containment(where),
          out);
    }
  }

  private void unsure(TagFix fix, Target target, Situation situation, Output out) {
    target.doubtedAt = fix.occurredAt();
    target.seen(Containment.UNSURE, situation);
    if (target.side != target.accusingSide() && !target.suspected) {
      return;
    }
    if (target.side == target.accusingSide()) {
      target.breakRun();
    }
    target.suspected = false;
    target.tellAnew();
    tell(
        target, draft(What.FIX, target, situation, evidence(fix, target, Containment.UNSURE)), out);
  }

  private void sure(
      TagFix fix, Target target, Containment containment, Situation situation, Output out) {
    long at = fix.occurredAt();
    long gap = gapMillis();
    boolean accuses = containment == target.accusingSide();
    target.seen(containment, situation);
    if (!accuses) {
      target.doubtedAt = at;
      target.suspected = false;
    }
    if (containment != target.side
        || target.count == 0
        || at - target.lastAt > gap
        || accuses && !target.staysWith(fix)) {
      target.before =
          accuses && target.doubtedAt >= at - gap ? target.otherSide() : Containment.UNSURE;
      target.side = containment;
      target.count = 1;
      target.since = at;
      target.tellAnew();
    } else {
      target.count++;
    }
    target.lastAt = at;
    target.last = fix;
    if (target.isToBeTold(accuses)) {
      Evidence evidence = evidence(fix, target, containment);
      tell(target, draft(What.FIX, target, situation, evidence).containment(containment), out);
    }
  }

  private void sighting(Sighting sighting, Situation situation, Output out) {
    if (sighting.matchScore() < settings.matchThreshold()) {
      return;
    }
    rollCalls.sighting(sighting, situation, out);
    boolean plausible = isPlausible(sighting.point(), sighting.occurredAt());
    Evidence seen = Seen.of(sighting);
    if (plausible && sighting.humanVerified()) {
      CaseMoments.tell(What.SIGHTING, sighting.occurredAt(), situation, null, seen, out);
    }
    if (sighting.doubt() != null) {
      return;
    }
    whereabouts.sighting(sighting, situation, out);
    if (plausible) {
      attend(What.SIGHTING, seen, situation, out);
      seenAtPlaces(sighting, seen, situation, out);
    }
  }

  private void seenAtPlaces(Sighting sighting, Evidence seen, Situation situation, Output out) {
    boolean alone = sighting.humanVerified() || sighting.matchScore() >= settings.aloneScore();
    for (Target target : targets) {
      if (target.place == null) {
        continue;
      }
      long at = sighting.occurredAt();
      Containment containment =
          target.place.containment(sighting.point(), sighting.accuracyMetres());
      target.suspected = containment == target.accusingSide();
      target.seen(containment, situation);
      if (!target.suspected) {
        target.doubtedAt = at;
        target.lingersNoMore();
        if (target.side == target.accusingSide()) {
          target.breakRun();
        }
      }
      target.tellAnew();
      Evidence evidence =
          seen.against(containment, target.place.signedDistanceMetres(sighting.point()));
      tell(
          target,
          draft(What.SIGHTING, target, situation, evidence).containment(containment).alone(alone),
          out);
    }
  }

  /** Without looking a fix up or describing it when nobody is to be told. */
  private void attend(TagFix fix, Situation situation, Output out) {
    if (tag != null && isAttentive(tag, fix.occurredAt())) {
      tag.told = 1;
      tell(tag, draft(What.FIX, tag, situation, Seen.of(fix)), out);
    }
  }

  private static boolean isAttentive(Target tag, long at) {
    return tag.told == 0 || at <= tag.attentiveUntil;
  }

  private void checkIn(CheckIn checkIn, Situation situation, Output out) {
    if (!checkIn.accepted()) {
      return;
    }
    rollCalls.checkIn(checkIn, situation, out);
    Evidence seen = Seen.of(checkIn);
    CaseMoments.tell(What.CHECK_IN, checkIn.occurredAt(), situation, null, seen, out);
    Target plan = find(Watch.CHECK_IN, Watch.CHECK_IN_TARGET);
    if (plan != null) {
      tell(plan, draft(What.CHECK_IN, plan, situation, seen).fact(checkIn), out);
    }
    if (checkIn.doubt() != null) {
      return;
    }
    whereabouts.checkIn(checkIn, situation, out);
    attend(What.CHECK_IN, seen, situation, out);
    if (checkIn.point() != null) {
      returned(seen, checkIn.point(), situation, out);
    }
  }

  /**
   * Whoever is expected back from leave and checks in where they should be, or may be there, has come or may have come. On
   * leave a check-in says where the person was last seen, and nothing else.
   */
  private void returned(Evidence seen, GeoPoint point, Situation situation, Output out) {
    for (Target target : targets) {
      boolean expected =
          situation.onLeave() || target.awaited || situation.homeward() && !target.back;
      if (target.watch != Watch.PERMITTED_AREA || target.place == null || !expected) {
        continue;
      }
      Containment containment = target.place.containment(point, seen.accuracyMetres());
      if (situation.onLeave()) {
        target.seen(containment, situation);
        continue;
      }
      if (containment == Containment.OUTSIDE
          || containment == Containment.UNSURE && !target.awaited) {
        continue;
      }
      target.seen(containment, situation);
      target.doubtedAt = seen.occurredAt();
      target.suspected = false;
      target.breakRun();
      target.tellAnew();
      Evidence evidence = seen.against(containment, target.place.signedDistanceMetres(point));
      tell(target, draft(What.CHECK_IN, target, situation, evidence).containment(containment), out);
    }
  }

  private boolean isPlausible(GeoPoint point, long at) {
    if (anchor == null) {
      return true;
    }
    double hours = (at - anchorAt) / 3_600_000.0;
    return anchor.isWithin(FREE_METRES + settings.plausibleSpeedKmh() * 1000 * hours, point);
  }

  /** Passes a moment on; one of the tag's signal with how it has been heard. */
  private void tell(Target target, MomentDraft moment, Output out) {
    if (target.watch == Watch.SIGNAL) {
      moment.signal(signals.signal(home));
    }
    out.judged(target.watch, moment.done());
  }

  /** A moment of a target at the instant of its evidence. */
  private static MomentDraft draft(
      What what, Target target, Situation situation, Evidence evidence) {
    return draft(what, evidence.occurredAt(), target, situation, evidence);
  }

  /** A moment of a target, with what is known of it. */
  private static MomentDraft draft(
      What what, long at, Target target, Situation situation, Evidence evidence) {
    MomentDraft draft = MomentDraft.of(what, at, target, situation, evidence);
    return target.watch == Watch.SIGNAL ? draft : draft.presence(target.presence(null));
  }

  private static Evidence evidence(TagFix fix, Target target, Containment containment) {
    double distance =
        target.place == null ? Double.NaN : target.place.signedDistanceMetres(fix.point());
    return Seen.of(fix).against(containment, distance);
  }

  /** What terms that changed leave as evidence. */
  private static Evidence termsEvidence(long at) {
    return Evidence.ofInstant("terms change", at);
  }

  private static Evidence deadline(What what, long at) {
    String words =
        switch (what) {
          case CURFEW_BEGINS -> "curfew begins";
          case GRACE_EXPIRES -> "grace expires";
          case CURFEW_ENDS -> "curfew ends";
          case CHECK_IN_DUE -> "check-in due";
          case WAKE -> "no further evidence";
          default -> throw new IllegalArgumentException(what.name());
        };
    return Evidence.ofInstant(words, at);
  }

  private @Nullable Target find(Watch watch, String id) {
    for (Target target : targets) {
      if (target.watch == watch && target.id.equals(id)) {
        return target;
      }
    }
    return null;
  }

  /** When a stay may yet be told whose fix has been judged, or {@link Long#MAX_VALUE}. */
  public long stayPendingAt() {
    return stays.pendingAt();
  }

  /** A copy that shares nothing that can change. */
  public Judge copy() {
    Judge copy = new Judge(zones, settings, condensing);
    copy.anchor = anchor;
    copy.anchorAt = anchorAt;
    copy.signals = signals.copy();
    copy.whereabouts = whereabouts.copy();
    copy.rollCalls = rollCalls.copy();
    List<Target> copies = new ArrayList<>(targets.size());
    targets.forEach(target -> copies.add(target.copy()));
    copy.watch(copies);
    copy.stays = stays.copy();
    copy.keptAway = keptAway;
    copy.strays = strays;
    copy.nights = nights.copy();
    return copy;
  }

  /** Writes what the judge remembers; the targets themselves follow from the terms. */
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(anchor != null);
    if (anchor != null) {
      out.writeInt(anchor.latE7());
      out.writeInt(anchor.lonE7());
      out.writeLong(anchorAt);
    }
    out.writeByte(strays);
    signals.write(out);
    if (night != null) {
      nights.write(out);
    }
    out.writeInt(targets.size());
    for (Target target : targets) {
      out.writeByte(target.watch.ordinal());
      out.writeUTF(target.id);
      target.write(out);
    }
    whereabouts.write(out);
    stays.write(out);
    rollCalls.write(out);
  }

  /** Reads what {@link #write} wrote; {@code situation} is that which held when it was written. */
  public void read(DataInput in, Situation situation) throws IOException {
    if (in.readBoolean()) {
      anchor = new GeoPoint(in.readInt(), in.readInt());
      anchorAt = in.readLong();
    }
    strays = in.readByte();
    signals.read(in, situation.terms());
    watch(makeTargets.of(situation));
    if (night != null) {
      nights.read(in);
    }
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      Watch watch = Watch.values()[in.readByte()];
      String id = in.readUTF();
      Target target = find(watch, id);
      if (target == null) {
        throw new IOException("state names the target " + watch + " " + id + " that no order has");
      }
      target.read(in);
    }
    whereabouts.read(in);
    stays.read(in, situation.terms(), zones);
    keptAway = TraceLog.isAsked(situation.terms());
    rollCalls.read(in);
  }
}
