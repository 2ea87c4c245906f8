package zhijiao.models.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.OfficerAction.Act;
import zhijiao.core.fact.Subject;
import zhijiao.core.rule.Finding;
import zhijiao.core.time.TimeSpan;

/**
 * An alert that an officer confirmed, as far as features need it.
 *
 * @param revision of the alert; of two the higher holds
 * @param confirmed when it was confirmed, from the officer's act to the act that took that back ({@link Long#MAX_VALUE} when none
 *     did); empty when nothing is left of it
 * @param episodes what happened, in order; one that goes on ends at {@link Long#MAX_VALUE}
 */
public record Violation(
    Subject subject,
    AlertId alert,
    long revision,
    String rule,
    List<TimeSpan> confirmed,
    List<TimeSpan> episodes) {

  private static final int VERSION = 1;

  public Violation {
    confirmed = List.copyOf(confirmed);
    episodes = List.copyOf(episodes);
  }

  /**
   * What an alert says that was confirmed at some time; null for one that never was.
   *
   * @param lasting rules whose alerts are closed with a note only
   */
  public static @Nullable Violation of(Alert alert, long revision, Set<String> lasting) {
    List<TimeSpan> confirmed = new ArrayList<>();
    boolean ever = false;
    boolean closed = false;
    long closedAt = 0;
    long since = Long.MIN_VALUE;
    for (OfficerAction act : alert.acts()) {
      boolean mute = act.note().isBlank() && lasting.contains(alert.key().rule());
      boolean ends = act.act() == Act.REOPEN && closed;
      if (act.act() == Act.CLOSE && !mute && !(closed && !wentOn(alert, closedAt, act))) {
        ends = true;
      }
      if (!ends) {
        continue;
      }
      if (since != Long.MIN_VALUE) {
        confirmed.add(new TimeSpan(since, act.occurredAt()));
        since = Long.MIN_VALUE;
      }
      closed = act.act() == Act.CLOSE;
      closedAt = act.occurredAt();
      if (closed && act.reason() == CloseReason.CONFIRMED) {
        since = act.occurredAt();
        ever = true;
      }
    }
    if (!ever) {
      return null;
    }
    if (since != Long.MIN_VALUE) {
      confirmed.add(new TimeSpan(since, Long.MAX_VALUE));
    }
    boolean gone = alert.state() == AlertState.RETRACTED;
    List<TimeSpan> episodes = new ArrayList<>();
    for (Finding episode : alert.episodes()) {
      Long ended = episode.endedAt();
      episodes.add(new TimeSpan(episode.openedAt(), ended == null ? Long.MAX_VALUE : ended));
    }
    return new Violation(
        alert.key().subject(),
        alert.id(),
        revision,
        alert.key().rule(),
        gone ? List.of() : confirmed,
        episodes);
  }

  /** True when another episode began after the alert was closed, so that it can be closed anew. */
  private static boolean wentOn(Alert alert, long closedAt, OfficerAction act) {
    return alert.episodes().stream()
        .anyMatch(e -> e.openedAt() > closedAt && e.openedAt() <= act.occurredAt());
  }

  /** When it was first confirmed; {@link Long#MAX_VALUE} when it is not. */
  long firstConfirmed() {
    return confirmed.isEmpty() ? Long.MAX_VALUE : confirmed.get(0).from();
  }

  /** From when it has been confirmed without interruption at {@code instant}; null when it was not confirmed then. */
  @Nullable Long confirmedSince(long instant) {
    for (TimeSpan span : confirmed) {
      if (span.contains(instant)) {
        return span.from();
      }
    }
    return null;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    FactCodec.writeSubject(subject, out);
    out.writeLong(alert.bits());
    Compact.writeUnsigned(revision, out);
    Compact.writeText(rule, out);
    Compact.writeList(confirmed, Violation::writeSpan, out);
    Compact.writeList(episodes, Violation::writeSpan, out);
  }

  private static void writeSpan(TimeSpan span, DataOutput out) throws IOException {
    out.writeLong(span.from());
    out.writeLong(span.until());
  }

  private static TimeSpan readSpan(DataInput in) throws IOException {
    return new TimeSpan(in.readLong(), in.readLong());
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static Violation read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a violation of version " + version + ", known is " + VERSION);
    }
    return new Violation(
        FactCodec.readSubject(in),
        new AlertId(in.readLong()),
        Compact.readUnsigned(in),
        Compact.readText(in),
        Compact.readList(Violation::readSpan, in),
        Compact.readList(Violation::readSpan, in));
  }
}
