package zhijiao.core.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.fact.Subject;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;

/** One person's silence as its timeline told it last, and what was passed on of it. */
final class Held {

  /**
   * Judgements of a timeline are that far apart when they have passed here, so that what is decided here in between has its
   * place between them.
   */
  static final long APART = 1_024;

  private FindingChange latest;
  private long decided;
  private boolean told;

  /** True when the latest change has been passed on. */
  private boolean passed;

  /** True when a source answered for the silence when that was judged last. */
  private boolean heldBack;

  /**
   * @param told true when it may have been passed on already
   */
  Held(FindingChange latest, boolean told) {
    this.latest = latest;
    this.told = told;
  }

  /** Takes what the timeline says; the later judgement holds. */
  void take(FindingChange change) {
    if (change.judgement() > latest.judgement()) {
      latest = change;
      decided = 0;
      passed = false;
    }
  }

  @Nullable Finding finding() {
    return latest.finding();
  }

  boolean isTold() {
    return told;
  }

  /** Passes the finding on, unless that is done. */
  @Nullable FindingChange pass() {
    if (passed) {
      return null;
    }
    passed = true;
    told = true;
    heldBack = false;
    return said(latest.finding());
  }

  boolean isHeldBack() {
    return heldBack;
  }

  /** A source answers for the silence: what was passed on is taken back, if anything was. */
  @Nullable FindingChange holdBack() {
    heldBack = true;
    return takeBack();
  }

  /** Takes back what was passed on, if anything was. */
  @Nullable FindingChange takeBack() {
    if (!told) {
      return null;
    }
    told = false;
    passed = false;
    return said(null);
  }

  private FindingChange said(@Nullable Finding finding) {
    if (++decided >= APART) {
      throw new IllegalStateException("decided too often: " + latest);
    }
    return new FindingChange(
        latest.key(),
        latest.episode(),
        latest.judgement() * APART + decided,
        finding,
        latest.late(),
        latest.watermark());
  }

  /** A change that nothing here decides, as one that has passed. */
  static FindingChange passing(FindingChange change) {
    return new Held(change, false).said(change.finding());
  }

  void write(DataOutput out) throws IOException {
    AlertKey key = latest.key();
    out.writeUTF(key.rule());
    out.writeUTF(key.subject().pseudonym());
    out.writeUTF(key.target());
    out.writeLong(key.day().toEpochDay());
    out.writeLong(latest.episode());
    out.writeLong(latest.judgement());
    Finding finding = latest.finding();
    out.writeBoolean(finding != null);
    if (finding != null) {
      FindingCodec.write(finding, out);
    }
    out.writeBoolean(latest.late());
    out.writeLong(latest.watermark());
    out.writeLong(decided);
    out.writeBoolean(told);
    out.writeBoolean(passed);
    out.writeBoolean(heldBack);
  }

  static Held read(DataInput in) throws IOException {
    AlertKey key =
        new AlertKey(
            in.readUTF(),
            new Subject(in.readUTF()),
            in.readUTF(),
            java.time.LocalDate.ofEpochDay(in.readLong()));
    long episode = in.readLong();
    long judgement = in.readLong();
    Finding finding = in.readBoolean() ? FindingCodec.read(in) : null;
    Held read =
        new Held(
            new FindingChange(key, episode, judgement, finding, in.readBoolean(), in.readLong()),
            false);
    read.decided = in.readLong();
    read.told = in.readBoolean();
    read.passed = in.readBoolean();
    read.heldBack = in.readBoolean();
    return read;
  }
}
