package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.ZoneCatalog;
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
 * because uncertainty must never accuse. A fix that would need impossible speed counts as unsure. When leave begins or
 * ends, when a curfew ends, and when the duty at home is changed by an order, runs begin anew: nobody is accused by what
 * was seen under other terms.
 */
public final class Judge {

  /** Movement of up to so many metres is plausible in no time at all: multipath does it. */
  static final double FREE_METRES = 500;

  /** For so long after a tag was tampered with, everything seen of the person is passed on as evidence. */
  public static final long ATTENTION_MILLIS = 15 * 60_000L;

  /** Where judged moments go. */
  public interface Output {
    void judged(Watch watch, JudgedMoment moment);
  }

  private final ZoneCatalog zones;
  private final JudgeSettings settings;
  private final ToIntFunction<Watch> fixesOfARun;
  private final TargetMaker makeTargets;
  private List<Target> targets = new ArrayList<>();
  private @Nullable Target tag;
  private @Nullable GeoPoint anchor;
  private long anchorAt;
  private Whereabouts whereabouts;

  /**
   * @param fixesOfARun how many fixes of one accusing run the rules of a watch must be told of; {@link
   *     Integer#MAX_VALUE} for every fix of every run, as a measure of what condensing is worth
   */
  public Judge(ZoneCatalog zones, JudgeSettings settings, ToIntFunction<Watch> fixesOfARun) {
    this.zones = zones;
    this.settings = settings;
    this.whereabouts = new Whereabouts(settings);
    this.fixesOfARun = fixesOfARun;
    this.makeTargets = new TargetMaker(zones, fixesOfARun);
  }

  /**
   * Takes new terms: targets that the order no longer names are told so once and forgotten, and new ones begin empty. A
   * home whose place or curfew changed is another target than before.
   *
   * @param before what held until now
   */
  public void terms(long at, Situation before, Situation situation, Evidence evidence, Output out) {
    OrderTerms old = before.terms();
    OrderTerms terms = situation.terms();
    if (!Objects.equals(old, terms)) {
      List<Target> next = makeTargets.of(terms);
      boolean homeChanged =
          old != null && terms != null && !old.dutyAtHome().equals(terms.dutyAtHome());
      for (Target target : next) {
        Target same = find(target.watch, target.id);
        if (same != null && !(homeChanged && target.watch == Watch.HOME)) {
          target.take(same);
        }
      }
      List<Target> gone = new ArrayList<>(targets);
      targets = next;
      tag = find(Watch.TAG, Watch.TAG_TARGET);
      for (Target target : gone) {
        if (find(target.watch, target.id) == null || homeChanged && target.watch == Watch.HOME) {
          tell(
              What.TERMS,
              at,
              target,
              Containment.UNSURE,
              false,
              situation,
              false,
              null,
              evidence,
              out);
        }
      }
    }
    whereabouts.terms(at, situation, evidence, out);
    for (Target target : targets) {
      if (before.onLeave() != situation.onLeave()) {
        target.breakRun();
        target.suspected = false;
      }
      target.tellAnew();
      tell(What.TERMS, at, target, Containment.UNSURE, true, situation, false, null, evidence, out);
    }
    CaseMoments.tell(What.TERMS, at, situation, null, evidence, out);
  }

  /** Takes note that tag data came that no authorisation covers; the data itself never comes here. */
  public void unlawful(long from, long until, int count, Situation situation, Output out) {
    CaseMoments.unlawful(from, until, count, situation, out);
  }

  /** Takes a deadline of the curfew; {@code situation} is already that after it. */
  public void curfew(What what, long at, Situation situation, Output out) {
    Target home = find(Watch.HOME, Watch.HOME_TARGET);
    if (home == null) {
      return;
    }
    TimeSpan duty = what == What.GRACE_EXPIRES ? dutySince(at, situation) : null;
    home.awaited |= what == What.CURFEW_BEGINS;
    if (what == What.CURFEW_ENDS) {
      home.breakRun();
      home.suspected = false;
    }
    home.tellAnew();
    tell(what, at, home, Containment.UNSURE, true, situation, false, duty, deadline(what, at), out);
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
      tell(
          What.CHECK_IN_DUE,
          at,
          plan,
          Containment.UNSURE,
          true,
          situation,
          false,
          window,
          evidence,
          out);
      CaseMoments.tell(What.CHECK_IN_DUE, at, situation, window, evidence, out);
    }
  }

  /** Wakes the rules that watch a target. */
  public void wake(long at, Watch watch, String targetId, Situation situation, Output out) {
    Evidence evidence = deadline(What.WAKE, at);
    if (watch == Watch.CASE) {
      CaseMoments.tell(What.WAKE, at, situation, null, evidence, out);
      return;
    }
    Target target = find(watch, targetId);
    if (target != null) {
      tell(What.WAKE, at, target, Containment.UNSURE, true, situation, false, null, evidence, out);
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
    } else {
      throw new IllegalArgumentException("not an observation: " + fact);
    }
  }

  private void status(TagStatus status, Situation situation, Output out) {
    if (tag == null) {
      return;
    }
    long at = status.occurredAt();
    if (status.event().isTamper()) {
      tag.attentiveUntil = at + ATTENTION_MILLIS;
    }
    tag.tellAnew();
    String words =
        status.event() == TagStatus.Event.BATTERY
            ? "tag battery"
            : "tag " + status.event().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String level = status.batteryPercent() == null ? "" : " " + status.batteryPercent() + " %";
    tell(What.STATUS, at, tag, situation, seen(status, words + level, null, 0), status, out);
  }

  /** The first sign of life after each report of a tag about itself, and all of them while attention is called for. */
  private void attend(
      What what,
      Fact fact,
      String words,
      @Nullable GeoPoint point,
      float accuracyMetres,
      Situation situation,
      Output out) {
    if (tag == null || tag.told > 0 && fact.occurredAt() > tag.attentiveUntil) {
      return;
    }
    if (fact instanceof TagFix) {
      tag.told = 1;
    }
    Evidence evidence = seen(fact, words, point, accuracyMetres);
    tell(what, fact.occurredAt(), tag, situation, evidence, null, out);
  }

  static Evidence seen(Fact fact, String words, @Nullable GeoPoint point, float accuracyMetres) {
    return Evidence.ofFact(fact, words, point, accuracyMetres);
  }

  private void tell(
      What what,
      long at,
      Target tag,
      Situation situation,
      Evidence evidence,
      @Nullable TagStatus status,
      Output out) {
    out.judged(
        tag.watch,
        new JudgedMoment(
            what,
            at,
            tag.id,
            Containment.UNSURE,
            tag.presence(null),
            true,
            situation.onLeave(),
            situation.checkInsSuspended(),
            situation.curfew(),
            false,
            null,
            evidence,
            status,
            null));
  }

  private void fix(TagFix fix, Situation situation, Output out) {
    attend(fix, situation, out);
    boolean satellite = fix.source() == FixSource.GPS;
    boolean plausible = isPlausible(fix.point(), fix.occurredAt());
    if (satellite && plausible) {
      anchor = fix.point();
      anchorAt = fix.occurredAt();
    }
    whereabouts.fix(fix, plausible, situation, out);
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (target.place == null) {
        continue;
      }
      Containment containment =
          plausible
              ? target.place.containment(fix.point(), fix.accuracyMetres())
              : Containment.UNSURE;
      if (!satellite && containment == target.accusingSide()) {
        continue;
      }
      if (containment == Containment.UNSURE) {
        unsure(fix, target, situation, out);
      } else {
        sure(fix, target, containment, situation, out);
      }
    }
  }

  private void unsure(TagFix fix, Target target, Situation situation, Output out) {
    target.doubtedAt = fix.occurredAt();
    if (target.side != target.accusingSide() && !target.suspected) {
      return;
    }
    if (target.side == target.accusingSide()) {
      target.breakRun();
    }
    target.suspected = false;
    target.tellAnew();
    tell(
        What.FIX,
        fix.occurredAt(),
        target,
        Containment.UNSURE,
        true,
        situation,
        false,
        null,
        evidence(fix, target, Containment.UNSURE),
        out);
  }

  private void sure(
      TagFix fix, Target target, Containment containment, Situation situation, Output out) {
    long at = fix.occurredAt();
    long gap = settings.runGapMinutes() * 60_000L;
    boolean accuses = containment == target.accusingSide();
    if (!accuses) {
      target.doubtedAt = at;
      target.suspected = false;
      target.awaited = false;
    }
    if (containment != target.side || target.count == 0 || at - target.lastAt > gap) {
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
    int enough = accuses || target.counted == Integer.MAX_VALUE ? target.counted : 1;
    if (target.told < enough) {
      target.told++;
      tell(
          What.FIX,
          at,
          target,
          containment,
          true,
          situation,
          false,
          null,
          evidence(fix, target, containment),
          out);
    }
  }

  private void sighting(Sighting sighting, Situation situation, Output out) {
    if (sighting.matchScore() < settings.matchThreshold()) {
      return;
    }
    whereabouts.sighting(sighting, situation, out);
    if (!isPlausible(sighting.point(), sighting.occurredAt())) {
      return;
    }
    attend(
        What.SIGHTING,
        sighting,
        words(sighting),
        sighting.point(),
        sighting.accuracyMetres(),
        situation,
        out);
    if (sighting.humanVerified()) {
      Evidence seen = seen(sighting, words(sighting), sighting.point(), sighting.accuracyMetres());
      CaseMoments.tell(What.SIGHTING, sighting.occurredAt(), situation, null, seen, out);
    }
    boolean alone = sighting.humanVerified() || sighting.matchScore() >= settings.aloneScore();
    for (Target target : targets) {
      if (target.place == null) {
        continue;
      }
      long at = sighting.occurredAt();
      Containment containment =
          target.place.containment(sighting.point(), sighting.accuracyMetres());
      target.suspected = containment == target.accusingSide();
      if (!target.suspected) {
        target.doubtedAt = at;
        target.awaited &= containment != target.otherSide();
        if (target.side == target.accusingSide()) {
          target.breakRun();
        }
      }
      target.tellAnew();
      Evidence evidence =
          new Evidence(
              sighting.id(),
              FactKind.SIGHTING,
              words(sighting),
              at,
              sighting.point(),
              sighting.accuracyMetres(),
              containment,
              target.place.signedDistanceMetres(sighting.point()));
      tell(What.SIGHTING, at, target, containment, true, situation, alone, null, evidence, out);
    }
  }

  static String words(Sighting sighting) {
    return sighting.humanVerified() ? "sighting verified" : "sighting";
  }

  static String words(FixSource source) {
    return switch (source) {
      case GPS -> "fix gps";
      case WIFI -> "fix wifi";
      case CELL -> "fix cell";
    };
  }

  /** Without looking a fix up or describing it when nobody is to be told. */
  private void attend(TagFix fix, Situation situation, Output out) {
    if (tag != null && (tag.told == 0 || fix.occurredAt() <= tag.attentiveUntil)) {
      attend(What.FIX, fix, words(fix.source()), fix.point(), fix.accuracyMetres(), situation, out);
    }
  }

  private void checkIn(CheckIn checkIn, Situation situation, Output out) {
    if (checkIn.accepted()) {
      whereabouts.checkIn(checkIn, situation, out);
      attend(
          What.CHECK_IN,
          checkIn,
          "check-in",
          checkIn.point(),
          checkIn.accuracyMetres(),
          situation,
          out);
    }
    if (checkIn.accepted()) {
      Evidence seen = seen(checkIn, "check-in", checkIn.point(), checkIn.accuracyMetres());
      CaseMoments.tell(What.CHECK_IN, checkIn.occurredAt(), situation, null, seen, out);
    }
    Target plan = find(Watch.CHECK_IN, Watch.CHECK_IN_TARGET);
    if (plan != null && checkIn.accepted()) {
      Evidence evidence =
          Evidence.ofFact(checkIn, "check-in", checkIn.point(), checkIn.accuracyMetres());
      tell(
          What.CHECK_IN,
          checkIn.occurredAt(),
          plan,
          Containment.UNSURE,
          true,
          situation,
          false,
          null,
          evidence,
          out);
    }
  }

  private boolean isPlausible(GeoPoint point, long at) {
    if (anchor == null) {
      return true;
    }
    double metres = anchor.distanceMetres(point);
    double hours = (at - anchorAt) / 3_600_000.0;
    return metres <= FREE_METRES + settings.plausibleSpeedKmh() * 1000 * hours;
  }

  private void tell(
      What what,
      long at,
      Target target,
      Containment containment,
      boolean inForce,
      Situation situation,
      boolean alone,
      @Nullable TimeSpan window,
      Evidence evidence,
      Output out) {
    Evidence lastFix =
        what == What.GRACE_EXPIRES && target.last != null && target.place != null
            ? evidence(target.last, target, target.side)
            : null;
    out.judged(
        target.watch,
        new JudgedMoment(
            what,
            at,
            target.id,
            containment,
            target.presence(lastFix),
            inForce,
            situation.onLeave(),
            situation.checkInsSuspended(),
            situation.curfew(),
            alone,
            window,
            evidence));
  }

  private static Evidence evidence(TagFix fix, Target target, Containment containment) {
    String what = words(fix.source());
    double distance =
        target.place == null ? Double.NaN : target.place.signedDistanceMetres(fix.point());
    return new Evidence(
        fix.id(),
        FactKind.TAG_FIX,
        what,
        fix.occurredAt(),
        fix.point(),
        fix.accuracyMetres(),
        containment,
        distance);
  }

  /** What terms that changed leave as evidence. */
  public static Evidence termsEvidence(long at) {
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

  /** A copy that shares nothing that can change. */
  public Judge copy() {
    Judge copy = new Judge(zones, settings, fixesOfARun);
    copy.anchor = anchor;
    copy.anchorAt = anchorAt;
    copy.whereabouts = whereabouts.copy();
    targets.forEach(target -> copy.targets.add(target.copy()));
    copy.tag = copy.find(Watch.TAG, Watch.TAG_TARGET);
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
    out.writeInt(targets.size());
    for (Target target : targets) {
      out.writeByte(target.watch.ordinal());
      out.writeUTF(target.id);
      target.write(out);
    }
    whereabouts.write(out);
  }

  /** Reads what {@link #write} wrote; {@code terms} are those that held when it was written. */
  public void read(DataInput in, @Nullable OrderTerms terms) throws IOException {
    if (in.readBoolean()) {
      anchor = new GeoPoint(in.readInt(), in.readInt());
      anchorAt = in.readLong();
    }
    targets = makeTargets.of(terms);
    tag = find(Watch.TAG, Watch.TAG_TARGET);
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
  }
}
