package zhijiao.core.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Subject;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Audience;

/**
 * Which of one person's alerts point to the same thing. Two alerts do whose episodes overlap, or follow one another within
 * a stated time; and so on from alert to alert. A cut strap, the silence after it and the way out of the county are one
 * incident, and one officer's work.
 *
 * <p>A function of the alerts as they stand: order and copies do not matter. An episode that goes on reaches no further
 * than a stated time after its beginning, or a tag that lies in a drawer would make everything that follows one incident.
 * Alerts of different audiences are never brought together: that would tell one of the other.
 *
 * <p>Mutable; not safe for use by several threads.
 */
public final class Incidents {

  private static final int VERSION = 1;

  /** Longer than the longest time for which facts are kept: nothing new can join what is older. */
  private static final long KEPT_MILLIS = 40 * 86_400_000L;

  private final Subject subject;
  private final AlertPolicy policy;
  private final TreeMap<AlertId, Known> alerts = new TreeMap<>();

  /** Revisions of alerts that have been forgotten. */
  private long forgotten;

  /** From when until when something went on, both inclusive, epoch milliseconds UTC. */
  private record Span(long from, long until) {}

  /**
   * An alert, and what was told of it.
   *
   * @param spans empty when the alert belongs to no incident
   */
  private record Known(
      Audience audience,
      long openedAt,
      List<Span> spans,
      long revision,
      @Nullable IncidentMember told) {

    Known telling(IncidentMember member) {
      return new Known(audience, openedAt, spans, revision, member);
    }
  }

  public Incidents(Subject subject, AlertPolicy policy) {
    this.subject = subject;
    this.policy = policy;
  }

  /** Takes an alert as it stands, and gives what changes by it, in the order of alerts. */
  public List<IncidentMember> add(Alert alert, long revision, long now) {
    Known before = alerts.get(alert.id());
    if (before != null && before.revision() >= revision) {
      return List.of();
    }
    boolean counts = alert.state() != AlertState.RETRACTED && !alert.suspended();
    List<Span> spans = counts ? spans(alert) : List.of();
    if (before == null && isPast(alert.openedAt(), now)) {
      return List.of();
    }
    alerts.put(
        alert.id(),
        new Known(
            policy.audience(alert),
            alert.openedAt(),
            spans,
            revision,
            before == null ? null : before.told()));
    return changed();
  }

  private List<Span> spans(Alert alert) {
    List<Span> spans = new ArrayList<>();
    long reach = policy.incidents().reachMillis();
    for (Finding episode : alert.episodes()) {
      Long ended = episode.endedAt();
      long furthest = episode.openedAt() + reach;
      spans.add(new Span(episode.openedAt(), ended == null ? furthest : Math.min(ended, furthest)));
    }
    return spans;
  }

  private static boolean isPast(long openedAt, long now) {
    return now > Long.MIN_VALUE + KEPT_MILLIS && openedAt < now - KEPT_MILLIS;
  }

  private record Piece(AlertId alert, Span span) {}

  private List<IncidentMember> changed() {
    Map<AlertId, AlertId> leaders = leaders();
    Map<AlertId, Integer> sizes = new HashMap<>();
    leaders.values().forEach(leader -> sizes.merge(leader, 1, Integer::sum));
    long revision = revision();
    List<IncidentMember> changed = new ArrayList<>();
    for (Map.Entry<AlertId, Known> entry : alerts.entrySet()) {
      Known known = entry.getValue();
      AlertId leader = leaders.get(entry.getKey());
      IncidentMember now =
          leader == null
              ? new IncidentMember(entry.getKey(), subject, null, known.openedAt(), 0, revision)
              : new IncidentMember(
                  entry.getKey(),
                  subject,
                  IncidentId.of(leader),
                  Objects.requireNonNull(alerts.get(leader)).openedAt(),
                  sizes.getOrDefault(leader, 1),
                  revision);
      boolean news = known.told() == null ? now.incident() != null : !isSame(known.told(), now);
      if (news) {
        entry.setValue(known.telling(now));
        changed.add(now);
      }
    }
    return changed;
  }

  private static boolean isSame(IncidentMember a, IncidentMember b) {
    return Objects.equals(a.incident(), b.incident())
        && a.since() == b.since()
        && a.alerts() == b.alerts();
  }

  /** The first alert of each alert's incident. */
  private Map<AlertId, AlertId> leaders() {
    Map<AlertId, AlertId> leaders = new HashMap<>();
    for (Audience audience : Audience.values()) {
      List<Piece> pieces = new ArrayList<>();
      alerts.forEach(
          (id, known) -> {
            if (known.audience() == audience) {
              known.spans().forEach(span -> pieces.add(new Piece(id, span)));
            }
          });
      pieces.sort(
          Comparator.<Piece>comparingLong(piece -> piece.span().from())
              .thenComparing(Piece::alert));
      join(pieces, leaders);
    }
    return leaders;
  }

  private void join(List<Piece> pieces, Map<AlertId, AlertId> leaders) {
    Piece furthest = null;
    for (Piece piece : pieces) {
      leaders.putIfAbsent(piece.alert(), piece.alert());
      if (furthest != null
          && piece.span().from() <= furthest.span().until() + policy.incidents().gapMillis()) {
        unite(furthest.alert(), piece.alert(), leaders);
      }
      if (furthest == null || piece.span().until() > furthest.span().until()) {
        furthest = piece;
      }
    }
  }

  private void unite(AlertId a, AlertId b, Map<AlertId, AlertId> leaders) {
    AlertId one = Objects.requireNonNull(leaders.get(a));
    AlertId other = Objects.requireNonNull(leaders.get(b));
    AlertId first = isBefore(one, other) ? one : other;
    AlertId second = first.equals(one) ? other : one;
    leaders.replaceAll((alert, leader) -> leader.equals(second) ? first : leader);
  }

  private boolean isBefore(AlertId a, AlertId b) {
    long atA = Objects.requireNonNull(alerts.get(a)).openedAt();
    long atB = Objects.requireNonNull(alerts.get(b)).openedAt();
    return atA < atB || atA == atB && a.compareTo(b) < 0;
  }

  private long revision() {
    long revision = forgotten;
    for (Known known : alerts.values()) {
      revision += known.revision();
    }
    return revision;
  }

  /** Forgets alerts that nothing new can belong to. */
  public void forget(long now) {
    alerts
        .values()
        .removeIf(
            known -> {
              boolean past = isPast(known.openedAt(), now);
              forgotten += past ? known.revision() : 0;
              return past;
            });
  }

  /** When something is to be forgotten; {@link Long#MAX_VALUE} for never. */
  public long forgetAt() {
    return alerts.values().stream()
        .mapToLong(known -> known.openedAt() + KEPT_MILLIS + 1)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  public boolean isEmpty() {
    return alerts.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(forgotten);
    out.writeInt(alerts.size());
    for (Map.Entry<AlertId, Known> entry : alerts.entrySet()) {
      Known known = entry.getValue();
      out.writeLong(entry.getKey().bits());
      out.writeUTF(known.audience().name());
      out.writeLong(known.openedAt());
      out.writeLong(known.revision());
      out.writeInt(known.spans().size());
      for (Span span : known.spans()) {
        out.writeLong(span.from());
        out.writeLong(span.until());
      }
      out.writeBoolean(known.told() != null);
      if (known.told() != null) {
        IncidentMemberCodec.write(known.told(), out);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Incidents read(Subject subject, AlertPolicy policy, DataInput in)
      throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("incidents of version " + version + ", known is " + VERSION);
    }
    Incidents read = new Incidents(subject, policy);
    read.forgotten = in.readLong();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      AlertId id = new AlertId(in.readLong());
      Audience audience = Audience.valueOf(in.readUTF());
      long openedAt = in.readLong();
      long revision = in.readLong();
      List<Span> spans = new ArrayList<>();
      int spanCount = in.readInt();
      for (int j = 0; j < spanCount; j++) {
        spans.add(new Span(in.readLong(), in.readLong()));
      }
      IncidentMember told = in.readBoolean() ? IncidentMemberCodec.read(in) : null;
      read.alerts.put(id, new Known(audience, openedAt, spans, revision, told));
    }
    return read;
  }
}
