package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.place.Containment;
import zhijiao.core.rule.Evidence;

/** What the rules of {@link Watch#SIGNAL} are told of how a person's tag is heard. */
final class SignalWatch {

  /** A person who was surely at home so long before the tag fell silent is taken to have been there. */
  private static final long HOME_MILLIS = 60 * 60_000L;

  private TagHearing hearing = new TagHearing();

  /** Takes new terms; {@code anew} when nothing that was heard before may be remembered. */
  void terms(@Nullable OrderTerms terms, boolean anew) {
    hearing.plan(terms);
    if (anew) {
      hearing.reset();
    }
  }

  /**
   * Takes a report; tells of it when the tag had not been heard for a while, or the report is more than a fix.
   *
   * @param target the tag as it is watched, or null when it is not
   * @param home where the person lives, or null when that is not known
   */
  void hear(
      TagFact report,
      @Nullable Target target,
      @Nullable Target home,
      Situation situation,
      Judge.Output out) {
    long silentFrom = hearing.heardAt();
    int goodFixes = hearing.goodFixes();
    TagFix fixBefore = hearing.lastFix();
    if (!hearing.hear(report) || target == null) {
      return;
    }
    MomentDraft moment =
        report instanceof TagStatus status
            ? MomentDraft.of(What.STATUS, report.occurredAt(), target, situation, Seen.of(status))
                .fact(status)
            : MomentDraft.of(
                What.FIX, report.occurredAt(), target, situation, evidence((TagFix) report));
    out.judged(Watch.SIGNAL, moment.signal(signal(home, silentFrom, goodFixes, fixBefore)).done());
  }

  /** From now on the person does not wear this tag. */
  void takenOff(
      TagBinding binding,
      @Nullable Target target,
      @Nullable Target home,
      Situation situation,
      Judge.Output out) {
    if (target != null && hearing.isOf(binding.tag())) {
      hearing.reset();
      Evidence evidence = Evidence.ofFact(binding, "tag taken off", null, 0);
      MomentDraft moment =
          MomentDraft.of(What.TERMS, binding.occurredAt(), target, situation, evidence);
      out.judged(Watch.SIGNAL, moment.signal(signal(home, Signal.NEVER, 0, null)).done());
    }
  }

  /** How the tag has been heard up to a moment in which it is not. */
  Signal signal(@Nullable Target home) {
    return signal(home, hearing.heardAt(), hearing.goodFixes(), hearing.lastFix());
  }

  private Signal signal(
      @Nullable Target home, long silentFrom, int goodFixes, @Nullable TagFix fixBefore) {
    TagFix last = hearing.lastFix();
    TagFix satellite = hearing.lastSatelliteFix();
    return new Signal(
        hearing.heardAt(),
        silentFrom,
        goodFixes,
        hearing.noSatelliteFrom(),
        hearing.isOff(),
        hearing.discharge().percent(),
        hearing.discharge().emptyAt(),
        home != null
            && home.side == Containment.INSIDE
            && home.lastAt >= hearing.heardAt() - HOME_MILLIS,
        hearing.station(),
        fixBefore == null ? null : fixBefore.station(),
        fixBefore == null ? null : evidence(fixBefore),
        last == null ? null : evidence(last),
        satellite == null ? null : evidence(satellite));
  }

  private static Evidence evidence(TagFix fix) {
    return Seen.of(fix).against(Containment.UNSURE, Double.NaN);
  }

  SignalWatch copy() {
    SignalWatch copy = new SignalWatch();
    copy.hearing = hearing.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    hearing.write(out);
  }

  /** Reads what {@link #write} wrote; {@code terms} are those that held when it was written. */
  void read(DataInput in, @Nullable OrderTerms terms) throws IOException {
    hearing = TagHearing.read(in, terms);
  }
}
