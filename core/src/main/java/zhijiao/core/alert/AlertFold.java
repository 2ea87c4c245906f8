package zhijiao.core.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.Act;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertCause.Suspended;
import zhijiao.core.alert.AlertMachine.Event;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.Subject;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;

/**
 * All causes of one alert, and the alert that follows from them.
 *
 * <p>Adding a cause is associative, commutative and idempotent: of the changes of one episode the one with the highest
 * judgement counts, and acts are a set. The alert is what {@link AlertMachine} makes of the causes in the order in which
 * they happened, whatever the order in which they came. A closure does not know of an episode that came to light after
 * it but began before it: that amends the closed alert and does not open it.
 *
 * <p>Mutable; not safe for use by several threads.
 */
public final class AlertFold {

  /** The highest format written. Without suspensions it is the first, which had none. */
  private static final int VERSION = 2;

  private final AlertId id;
  private final Set<String> lasting;
  private @Nullable AlertKey key;
  private final TreeMap<Long, Episode> episodes = new TreeMap<>();
  private final TreeMap<FactId, OfficerAction> acts = new TreeMap<>();
  private final Suspensions suspensions;

  /**
   * What is known of one episode.
   *
   * @param judgement the latest that spoke of it
   * @param stands false when that judgement withdrew it
   * @param foundBy the latest judgement that found it; 0 when none has come yet
   * @param finding what that one found, or null
   */
  private record Episode(long judgement, boolean stands, long foundBy, @Nullable Finding finding) {

    static final Episode UNKNOWN = new Episode(0, false, 0, null);

    Episode with(Episode other) {
      if (judgement == other.judgement && stands != other.stands
          || foundBy == other.foundBy && !Objects.equals(finding, other.finding)) {
        throw new IllegalStateException("one judgement said two things: " + this + ", " + other);
      }
      boolean later = other.judgement > judgement;
      boolean foundLater = other.foundBy > foundBy;
      return new Episode(
          later ? other.judgement : judgement,
          later ? other.stands : stands,
          foundLater ? other.foundBy : foundBy,
          foundLater ? other.finding : finding);
    }
  }

  /** A fold for an alert of a rule that ends by itself. */
  public AlertFold(AlertId id) {
    this(id, Set.of());
  }

  /**
   * @param lasting ids of the rules whose alerts do not end by themselves, see {@link RuleCard#endsByItself()}
   */
  public AlertFold(AlertId id, Set<String> lasting) {
    this(id, lasting, new Suspensions());
  }

  private AlertFold(AlertId id, Set<String> lasting, Suspensions suspensions) {
    this.id = id;
    this.lasting = Set.copyOf(lasting);
    this.suspensions = suspensions;
  }

  /**
   * Adds a cause; false when it is known already.
   *
   * @throws IllegalArgumentException when it is another alert's cause, or a closure without a reason
   * @throws IllegalStateException when the same judgement said something else of the episode before
   */
  public boolean add(AlertCause cause) {
    if (!cause.alert().equals(id)) {
      throw new IllegalArgumentException("a cause of " + cause.alert() + " given to " + id);
    }
    if (cause instanceof Act act) {
      OfficerAction action = act.action();
      if ((action.act() == OfficerAction.Act.CLOSE) != (action.reason() != null)) {
        throw new IllegalArgumentException("a closure has a reason, and only a closure: " + action);
      }
      boolean known = acts.containsKey(action.id());
      acts.merge(action.id(), action, AlertFold::firstReceived);
      return !known;
    }
    if (cause instanceof Suspended decided) {
      return suspensions.add(decided.change());
    }
    FindingChange change = (FindingChange) cause;
    key = change.key();
    boolean found = change.finding() != null;
    Episode said =
        new Episode(change.judgement(), found, found ? change.judgement() : 0, change.finding());
    Episode known = episodes.getOrDefault(change.episode(), Episode.UNKNOWN);
    Episode now = known.with(said);
    episodes.put(change.episode(), now);
    return !now.equals(known);
  }

  /** Adds all causes of another fold of the same alert. */
  public void addAll(AlertFold other) {
    if (!other.id.equals(id)) {
      throw new IllegalArgumentException("folds of two alerts: " + id + " and " + other.id);
    }
    if (other.key != null) {
      key = other.key;
    }
    other.episodes.forEach((episode, theirs) -> episodes.merge(episode, theirs, Episode::with));
    other.acts.forEach((act, theirs) -> acts.merge(act, theirs, AlertFold::firstReceived));
    suspensions.addAll(other.suspensions);
  }

  /** Grows with every cause that changes something, and is the same for the same causes. */
  public long revision() {
    long revision = (long) acts.size() + suspensions.size();
    for (Episode episode : episodes.values()) {
      revision += episode.judgement() + episode.foundBy();
    }
    return revision;
  }

  /**
   * An alert and the way it came there.
   *
   * @param turns its states in order, each from when; the last is the alert's
   * @param toldSince when the first episode opened that nobody suspended, epoch milliseconds UTC; {@link
   *     Long#MAX_VALUE} when all are
   */
  public record Life(Alert alert, List<Turn> turns, long toldSince) {}

  /** A state that an alert came into; epoch milliseconds UTC. */
  public record Turn(long at, AlertState state) {}

  /** The alert, or null as long as nothing has been found: acts of officers alone make no alert. */
  public @Nullable Alert alert() {
    Life life = life();
    return life == null ? null : life.alert();
  }

  /** The alert and its life, or null as long as nothing has been found. */
  public @Nullable Life life() {
    List<Finding> standing = findings(true);
    boolean retracted = standing.isEmpty();
    List<Finding> told = retracted ? findings(false) : standing;
    if (told.isEmpty() || key == null) {
      return null;
    }
    List<Step> steps = new ArrayList<>();
    addEpisodes(told, !lasting.contains(key.rule()), steps);
    List<OfficerAction> ordered = new ArrayList<>(acts.values());
    ordered.sort(
        Comparator.comparingLong(OfficerAction::occurredAt).thenComparing(OfficerAction::id));
    for (OfficerAction act : ordered) {
      if (isMute(act)) {
        continue;
      }
      steps.add(new Step(act.occurredAt(), 2, act.id().bits(), eventOf(act), act.reason()));
    }
    steps.sort(Step.ORDER);

    Finding first = told.get(0);
    long toldSince =
        told.stream()
            .filter(episode -> !isSuspended(episode))
            .mapToLong(Finding::openedAt)
            .min()
            .orElse(Long.MAX_VALUE);
    AlertState state = AlertState.NEW;
    CloseReason reason = null;
    long changedAt = first.openedAt();
    List<Turn> turns = new ArrayList<>(List.of(new Turn(changedAt, state)));
    for (Step step : steps) {
      AlertMachine.Step next = AlertMachine.step(state, step.event());
      if (next.changes()) {
        state = next.next();
        reason = state == AlertState.CLOSED ? step.reason() : null;
        changedAt = Math.max(first.openedAt(), step.at());
        turns.add(new Turn(changedAt, state));
      }
    }
    if (retracted) {
      state = AlertMachine.step(state, Event.DISPROVED).next();
      reason = null;
      turns.add(new Turn(changedAt, state));
    }
    Alert alert =
        new Alert(
            id,
            key,
            first.ruleVersion(),
            told.stream().map(Finding::severity).min(Comparator.naturalOrder()).orElseThrow(),
            state,
            reason,
            told,
            ordered,
            first.openedAt(),
            changedAt,
            first.county(),
            first.office(),
            first.tier(),
            first.minor(),
            toldSince == Long.MAX_VALUE);
    return new Life(alert, List.copyOf(turns), toldSince);
  }

  /** What only an officer lays to rest is laid to rest with words: without a note such a closure is recorded, and closes nothing. */
  private boolean isMute(OfficerAction act) {
    return act.act() == OfficerAction.Act.CLOSE
        && act.note().isBlank()
        && key != null
        && lasting.contains(key.rule());
  }

  /** Never put off: what is most severe, and what only an officer lays to rest. */
  private boolean isSuspended(Finding episode) {
    return episode.severity() != Severity.P1
        && !lasting.contains(episode.rule())
        && suspensions.hold(episode.rule(), episode.openedAt());
  }

  private List<Finding> findings(boolean standing) {
    List<Finding> found = new ArrayList<>();
    for (Episode episode : episodes.values()) {
      Finding finding = episode.finding();
      if (finding != null && episode.stands() == standing) {
        found.add(finding);
      }
    }
    found.sort(Finding.ORDER);
    return found;
  }

  /** Each beginning of an episode and, for a rule that ends by itself, each moment at which none goes on any more. */
  private static void addEpisodes(List<Finding> findings, boolean end, List<Step> steps) {
    boolean endless = false;
    long until = Long.MIN_VALUE;
    for (Finding finding : findings) {
      if (end && !endless && until != Long.MIN_VALUE && until < finding.openedAt()) {
        steps.add(new Step(until, 1, 0, Event.OVER, null));
      }
      steps.add(new Step(finding.openedAt(), 0, finding.episodeId(), Event.FOUND, null));
      Long ended = finding.endedAt();
      endless |= ended == null;
      until = Math.max(until, ended == null ? finding.openedAt() : ended);
    }
    if (end && !endless) {
      steps.add(new Step(until, 1, 0, Event.OVER, null));
    }
  }

  private record Step(long at, int rank, long tieBreak, Event event, @Nullable CloseReason reason) {
    static final Comparator<Step> ORDER =
        Comparator.comparingLong(Step::at)
            .thenComparingInt(Step::rank)
            .thenComparing((a, b) -> Long.compareUnsigned(a.tieBreak(), b.tieBreak()));
  }

  private static Event eventOf(OfficerAction act) {
    return switch (act.act()) {
      case ACKNOWLEDGE -> Event.ACKNOWLEDGE;
      case INVESTIGATE -> Event.INVESTIGATE;
      case CLOSE -> Event.CLOSE;
      case REOPEN -> Event.REOPEN;
    };
  }

  /** Of two copies of one act, the one that the platform received first. */
  private static OfficerAction firstReceived(OfficerAction known, OfficerAction other) {
    return other.receivedAt() < known.receivedAt() ? other : known;
  }

  public void write(DataOutput out) throws IOException {
    int version = suspensions.size() == 0 ? 1 : VERSION;
    out.writeByte(version);
    out.writeBoolean(key != null);
    if (key != null) {
      out.writeUTF(key.rule());
      out.writeUTF(key.subject().pseudonym());
      out.writeUTF(key.target());
      out.writeLong(key.day().toEpochDay());
    }
    out.writeInt(episodes.size());
    for (Map.Entry<Long, Episode> episode : episodes.entrySet()) {
      out.writeLong(episode.getKey());
      out.writeLong(episode.getValue().judgement());
      out.writeBoolean(episode.getValue().stands());
      out.writeLong(episode.getValue().foundBy());
      Finding finding = episode.getValue().finding();
      out.writeBoolean(finding != null);
      if (finding != null) {
        FindingCodec.write(finding, out);
      }
    }
    out.writeInt(acts.size());
    for (OfficerAction act : acts.values()) {
      FactCodec.write(act, out);
    }
    if (version > 1) {
      suspensions.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static AlertFold read(AlertId id, Set<String> lasting, DataInput in) throws IOException {
    return read(id, lasting, in.readUnsignedByte(), in);
  }

  static AlertFold read(AlertId id, Set<String> lasting, int version, DataInput in)
      throws IOException {
    if (version < 1 || version > VERSION) {
      throw new IOException("an alert of version " + version + ", known is " + VERSION);
    }
    AlertFold fold = new AlertFold(id, lasting);
    if (in.readBoolean()) {
      fold.key =
          new AlertKey(
              in.readUTF(),
              new Subject(in.readUTF()),
              in.readUTF(),
              LocalDate.ofEpochDay(in.readLong()));
    }
    int episodes = in.readInt();
    for (int i = 0; i < episodes; i++) {
      long episode = in.readLong();
      long judgement = in.readLong();
      boolean stands = in.readBoolean();
      long foundBy = in.readLong();
      Finding finding = in.readBoolean() ? FindingCodec.read(in) : null;
      fold.episodes.put(episode, new Episode(judgement, stands, foundBy, finding));
    }
    int acts = in.readInt();
    for (int i = 0; i < acts; i++) {
      OfficerAction act = (OfficerAction) FactCodec.read(in);
      fold.acts.put(act.id(), act);
    }
    if (version > 1) {
      fold.suspensions.addAll(Suspensions.read(in));
    }
    return fold;
  }
}
