package zhijiao.core.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FactRun;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;

/**
 * One tag: who wore it when, and what it has reported lately.
 *
 * <p>A report belongs to whom the tag was bound to when it happened. A binding that arrives late moves the reports that
 * are still remembered from the one whom they were given to to the one whose they are, so that nobody answers for a tag
 * that had been handed on.
 *
 * <p>Not safe for use by several threads.
 */
public final class TagLog {

  /** Where reports go. */
  public interface Output {

    /** The report is {@code subject}'s. */
    void deliver(Subject subject, TagFact fact);

    /** The report was delivered to {@code subject} and is not that person's after all. */
    void withdraw(Subject subject, TagFact fact);

    /** The number of reports that nobody wore the tag for changed by {@code delta}. */
    void unbound(FactKind kind, int delta);

    /** A report or binding that was known already. */
    void duplicate(FactKind kind);

    /** A binding was taken. */
    void bound();
  }

  /** Of the bytes that are written; raised whenever they change. */
  private static final int FORM = 1;

  private final long holdMillis;
  private final List<TagBinding> bindings = new ArrayList<>();
  private final List<TagFact> reports = new ArrayList<>();

  /**
   * @param holdHours hours of event time for which reports are remembered, at least 1
   */
  public TagLog(int holdHours) {
    this.holdMillis = holdHours * 3_600_000L;
  }

  /** Takes a report. */
  public void accept(TagFact report, Output out) {
    if (!insert(reports, report)) {
      out.duplicate(report.kind());
      return;
    }
    Subject wearer = wearerAt(report.occurredAt());
    if (wearer == null) {
      out.unbound(report.kind(), 1);
    } else {
      out.deliver(wearer, report);
    }
  }

  /** Takes a binding, and moves the reports that it shows to have been given to the wrong person. */
  public void bind(TagBinding binding, Output out) {
    int place = Collections.binarySearch(bindings, binding, TimelineOrder.FACTS);
    if (place >= 0) {
      out.duplicate(FactKind.TAG_BINDING);
      return;
    }
    List<@Nullable Subject> before = new ArrayList<>();
    for (TagFact report : reports) {
      before.add(wearerAt(report.occurredAt()));
    }
    bindings.add(-place - 1, binding);
    out.bound();
    for (int i = 0; i < reports.size(); i++) {
      TagFact report = reports.get(i);
      Subject was = before.get(i);
      Subject is = wearerAt(report.occurredAt());
      if (Objects.equals(was, is)) {
        continue;
      }
      if (was == null) {
        out.unbound(report.kind(), -1);
      } else {
        out.withdraw(was, report);
      }
      if (is == null) {
        out.unbound(report.kind(), 1);
      } else {
        out.deliver(is, report);
      }
    }
  }

  private @Nullable Subject wearerAt(long instant) {
    for (int i = bindings.size() - 1; i >= 0; i--) {
      if (bindings.get(i).occurredAt() <= instant) {
        return bindings.get(i).subject();
      }
    }
    return null;
  }

  /** Inserts in timeline order, from the end, where nearly all belong; false for a duplicate. */
  private static boolean insert(List<TagFact> reports, TagFact report) {
    int place = reports.size();
    while (place > 0 && reports.get(place - 1).occurredAt() >= report.occurredAt()) {
      int order = TimelineOrder.FACTS.compare(reports.get(place - 1), report);
      if (order == 0) {
        return false;
      }
      if (order < 0) {
        break;
      }
      place--;
    }
    reports.add(place, report);
    return true;
  }

  /**
   * When {@link #forget} has something to do, in event time; {@link Long#MAX_VALUE} for never. A while after the oldest
   * report may be forgotten, so that the cost is spread over several.
   */
  public long forgetAt() {
    return reports.isEmpty()
        ? Long.MAX_VALUE
        : reports.get(0).occurredAt() + holdMillis + holdMillis / 8;
  }

  /** Forgets the reports that are older than the hold. */
  public void forget(long now) {
    int old = 0;
    while (old < reports.size() && reports.get(old).occurredAt() < now - holdMillis) {
      old++;
    }
    reports.subList(0, old).clear();
  }

  public boolean isForgettable() {
    return bindings.isEmpty() && reports.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORM);
    out.writeInt(bindings.size());
    for (TagBinding binding : bindings) {
      FactCodec.write(binding, out);
    }
    out.writeInt(reports.size());
    FactRun run = new FactRun();
    for (TagFact report : reports) {
      run.write(report, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static TagLog read(int holdHours, DataInput in) throws IOException {
    int form = in.readUnsignedByte();
    if (form != FORM) {
      throw new IOException("a tag's log of form " + form + "; this build reads " + FORM);
    }
    TagLog log = new TagLog(holdHours);
    int bindings = in.readInt();
    for (int i = 0; i < bindings; i++) {
      log.bindings.add((TagBinding) FactCodec.read(in));
    }
    int reports = in.readInt();
    FactRun run = new FactRun();
    for (int i = 0; i < reports; i++) {
      log.reports.add((TagFact) run.read(in));
    }
    return log;
  }
}
