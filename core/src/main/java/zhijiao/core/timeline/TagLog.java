package zhijiao.core.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;

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

    /** {@code subject} no longer wears the tag from {@link TagBinding#occurredAt()} on; nothing is said of who does. */
    void takenOff(Subject subject, TagBinding end);

    /** What {@link #takenOff} said is not so after all. */
    void notTakenOff(Subject subject, TagBinding end);

    /** The number of reports that nobody wore the tag for changed by {@code delta}. */
    void unbound(FactKind kind, int delta);

    /** A report or binding that was known already. */
    void duplicate(FactKind kind);

    /** A binding was taken. */
    void bound();
  }

  /** Of the bytes that are written; raised whenever they change. */
  private static final int FORM = 2;

  private static final long HOUR_MILLIS = 3_600_000L;

  private final long holdMillis;
  private final List<TagBinding> bindings = new ArrayList<>();

  private PackedReports reports = new PackedReports();

  /** Of {@link #isFirstOfHour}; not worth keeping. */
  private @Nullable String lastStation;

  private long lastHour = Long.MIN_VALUE;

  /**
   * @param holdHours hours of event time for which reports are remembered, at least 1
   */
  public TagLog(int holdHours) {
    this.holdMillis = holdHours * 3_600_000L;
  }

  /** True for the first fix of an hour by one base station, as far as is remembered: once too often does no harm. */
  public boolean isFirstOfHour(TagFix fix) {
    long hour = Math.floorDiv(fix.occurredAt(), HOUR_MILLIS);
    String station = fix.station();
    if (station == null || hour == lastHour && station.equals(lastStation)) {
      return false;
    }
    lastHour = hour;
    lastStation = station;
    return true;
  }

  /** Takes a report. */
  public void accept(TagFact report, Output out) {
    if (!reports.add(report)) {
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
    List<TagFact> remembered = new ArrayList<>();
    reports.forEach(remembered::add);
    List<@Nullable Subject> before = new ArrayList<>();
    for (TagFact report : remembered) {
      before.add(wearerAt(report.occurredAt()));
    }
    bindings.add(-place - 1, binding);
    out.bound();
    tellWhoWoreIt(-place - 1, out);
    for (int i = 0; i < remembered.size(); i++) {
      TagFact report = remembered.get(i);
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

  /** Tells of the end of a wearing that a new binding makes, and takes back what it has made untrue of the next one. */
  private void tellWhoWoreIt(int place, Output out) {
    Subject before = place == 0 ? null : bindings.get(place - 1).subject();
    if (place + 1 < bindings.size()) {
      TagBinding next = bindings.get(place + 1);
      end(before, next, out::notTakenOff);
      end(bindings.get(place).subject(), next, out::takenOff);
    }
    end(before, bindings.get(place), out::takenOff);
  }

  private static void end(
      @Nullable Subject wearer, TagBinding next, BiConsumer<Subject, TagBinding> told) {
    if (wearer != null && !wearer.equals(next.subject())) {
      told.accept(wearer, new TagBinding(next.tag(), null, next.occurredAt(), next.receivedAt()));
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

  /**
   * When {@link #forget} has something to do, in event time; {@link Long#MAX_VALUE} for never. A while after the oldest
   * report may be forgotten, so that the cost is spread over several.
   */
  public long forgetAt() {
    long oldestAt = reports.oldestAt();
    return oldestAt == Long.MAX_VALUE ? oldestAt : oldestAt + holdMillis + holdMillis / 8;
  }

  /** Forgets the reports that are older than the hold. */
  public void forget(long now) {
    reports.forget(now - holdMillis);
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
    reports.write(out);
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
    log.reports = PackedReports.read(in);
    return log;
  }
}
