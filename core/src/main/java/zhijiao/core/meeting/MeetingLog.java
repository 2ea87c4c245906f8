package zhijiao.core.meeting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertKey;
import zhijiao.core.binary.Compact;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;

/**
 * One company: when they were near each other, and what the rule finds in it.
 *
 * <p>What is found is a function of the encounters and of how far event time has come; the latter says only whether an
 * episode may still go on. Not safe for use by several threads.
 */
public final class MeetingLog {

  /** Of the bytes that are written; raised whenever they change. */
  private static final int FORM = 2;

  private static final long NEVER = Long.MAX_VALUE;

  private final MeetingRule rule;
  private final Company company;

  /** In order. For a moment two may be of one slot: what moved between squares is told by one before the other. */
  private final List<Encounter> encounters = new ArrayList<>();

  private final Map<Long, Finding> standing = new HashMap<>();
  private long judgement;

  /** When the first of the open episodes is over, or {@link #NEVER}. */
  private long nextAt = NEVER;

  /** Told what changed. */
  public interface Output {
    void change(FindingChange change);
  }

  public MeetingLog(MeetingRule rule, Company company) {
    this.rule = rule;
    this.company = company;
  }

  /** Takes an encounter, or takes one back. */
  public void accept(EncounterChange change, long now, Output out) {
    Encounter encounter = change.encounter();
    int place = Collections.binarySearch(encounters, encounter, Encounter.ORDER);
    if (place < 0 == change.withdrawn()) {
      return;
    }
    if (change.withdrawn()) {
      encounters.remove(place);
    } else {
      encounters.add(-place - 1, encounter);
    }
    judge(now, change.late(), out);
  }

  /** Takes what time alone decides: that an episode is over. */
  public void advance(long now, Output out) {
    judge(now, false, out);
  }

  /** When {@link #advance} has something to do, in event time, or {@link Long#MAX_VALUE}. */
  public long nextAt() {
    return nextAt;
  }

  /** From when on no other can follow an encounter: so many slots are bridged, and a stay is known two slots later. */
  private long overAt(Encounter last) {
    return (last.slot() + rule.bridgedSlots() + 1 + 3) * Stay.SLOT_MILLIS;
  }

  private void judge(long now, boolean late, Output out) {
    Map<Long, Finding> fresh = new HashMap<>();
    nextAt = NEVER;
    for (List<Encounter> run : runs()) {
      long overAt = overAt(run.get(run.size() - 1));
      Finding finding = rule.finding(company, run, overAt <= now);
      if (finding != null) {
        fresh.put(finding.episodeId(), finding);
        nextAt = overAt > now ? Math.min(nextAt, overAt) : nextAt;
      }
    }
    List<Finding> after = new ArrayList<>(fresh.values());
    after.sort(Finding.ORDER);
    for (Finding finding : after) {
      if (!finding.equals(standing.get(finding.episodeId()))) {
        standing.put(finding.episodeId(), finding);
        out.change(change(finding, finding, late, now));
      }
    }
    List<Finding> gone = new ArrayList<>(standing.values());
    gone.removeIf(finding -> fresh.containsKey(finding.episodeId()));
    gone.sort(Finding.ORDER);
    for (Finding finding : gone) {
      standing.remove(finding.episodeId());
      out.change(change(finding, null, late, now));
    }
  }

  private FindingChange change(Finding of, @Nullable Finding now, boolean late, long watermark) {
    return new FindingChange(AlertKey.of(of), of.episodeId(), ++judgement, now, late, watermark);
  }

  /** Encounters in a row, one for each slot. */
  private List<List<Encounter>> runs() {
    List<List<Encounter>> runs = new ArrayList<>();
    List<Encounter> run = new ArrayList<>();
    for (Encounter encounter : encounters) {
      if (!run.isEmpty()) {
        long slots = encounter.slot() - run.get(run.size() - 1).slot();
        if (slots == 0) {
          continue;
        }
        if (slots > 1 + rule.bridgedSlots()) {
          runs.add(run);
          run = new ArrayList<>();
        }
      }
      run.add(encounter);
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  /** The instant of the oldest encounter, or {@link Long#MAX_VALUE}. */
  public long oldestAt() {
    return encounters.isEmpty() ? NEVER : encounters.get(0).seenUntil();
  }

  /** Forgets episodes that were over before. Nothing is taken back. */
  public void forget(long before) {
    for (List<Encounter> run : runs()) {
      long lastSlot = run.get(run.size() - 1).slot();
      if (overAt(run.get(run.size() - 1)) <= before) {
        encounters.removeIf(encounter -> encounter.slot() <= lastSlot);
        Finding finding = rule.finding(company, run, true);
        if (finding != null) {
          standing.remove(finding.episodeId());
        }
      }
    }
  }

  public boolean isEmpty() {
    return encounters.isEmpty() && standing.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORM);
    Compact.writeSigned(judgement, out);
    out.writeLong(nextAt);
    Compact.writeList(encounters, MeetingCodec::write, out);
    List<Finding> findings = new ArrayList<>(standing.values());
    findings.sort(Finding.ORDER);
    Compact.writeList(findings, FindingCodec::write, out);
  }

  /** Reads what {@link #write} wrote. */
  public static MeetingLog read(MeetingRule rule, Company company, DataInput in)
      throws IOException {
    int form = in.readUnsignedByte();
    if (form != FORM) {
      throw new IOException("a log of meetings of form " + form + "; this build reads " + FORM);
    }
    MeetingLog log = new MeetingLog(rule, company);
    log.judgement = Compact.readSigned(in);
    log.nextAt = in.readLong();
    log.encounters.addAll(Compact.readList(MeetingCodec::readEncounter, in));
    for (Finding finding : Compact.readList(FindingCodec::read, in)) {
      log.standing.put(finding.episodeId(), finding);
    }
    return log;
  }
}
