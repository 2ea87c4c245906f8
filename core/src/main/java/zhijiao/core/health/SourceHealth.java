package zhijiao.core.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;

/**
 * One source: when it was heard, when it was silent although its rhythm is another, and the silences of people that may be
 * its own.
 *
 * <p>A person's silence that began with the source's is held back. When the source is heard again and the person is not, the
 * silence is that person's own and passed on. Everything follows from the marks and findings that were told, in whatever
 * order, and from how far event time has come.
 *
 * <p>Not safe for use by several threads.
 */
public final class SourceHealth {

  /** Where a source's health is told. */
  public interface Output {
    void change(FindingChange change);
  }

  private static final int FORM = 2;
  private static final long NEVER = SourceIncident.GOES_ON;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  /** To be heard twice in one such span, in milliseconds, is to be heard once. */
  public static final long SPAN_MILLIS = Activity.SPAN;

  /** So long in event time a finding waits until what happened at the same time is known of the source. */
  public static final long WAIT_MILLIS = 2 * MINUTE;

  /** What began longer ago is not judged again. */
  private static final long JUDGED_MILLIS = (long) Activity.LEARNED * Activity.SPAN;

  private static final int HOUR_OF_SPANS = (int) (60 * MINUTE / Activity.SPAN);

  private final SourceKind kind;
  private final SourceIncident form;
  private final HealthSettings settings;
  private Marks marks = new Marks();
  private final TreeMap<Long, Held> held = new TreeMap<>();
  private final TreeMap<Long, Finding> incidents = new TreeMap<>();
  private long judgement;
  private long nextAt = NEVER;

  /**
   * A silence of the source that its rhythm does not explain.
   *
   * @param from end of the span in which it was last heard
   * @param until beginning of the span in which it was heard again, or {@link #NEVER}
   * @param foundAt when it had lasted too long
   */
  private record Outage(long from, long until, long foundAt, int members) {}

  /**
   * @param name as {@link SourceKind#name} gives it
   */
  public SourceHealth(String name, HealthSettings settings) {
    this.kind = SourceKind.of(name);
    this.form = new SourceIncident(name, kind.card());
    this.settings = settings;
  }

  /**
   * The source was heard.
   *
   * @param member a hash of who was heard through it
   * @param at epoch milliseconds UTC
   */
  public void mark(long member, long at) {
    boolean before = at < marks.activity().lastEnd();
    if (marks.mark(member, at)) {
      boolean concerns = before || !held.isEmpty() || hasOpenIncident();
      long silentAt = marks.activity().lastEnd() + floorMillis();
      nextAt = concerns ? Long.MIN_VALUE : Math.min(nextAt, silentAt);
    } else {
      nextAt = Math.min(nextAt, marks.nextAt());
    }
  }

  /**
   * A person whom the source serves fell silent, or did not after all.
   *
   * @param elsewhere true when another source answered for this silence before, and may have passed it on
   */
  public void take(FindingChange change, boolean elsewhere) {
    Held known = held.get(change.episode());
    if (known == null) {
      held.put(change.episode(), new Held(change, elsewhere));
    } else {
      known.take(change);
    }
    nextAt = Long.MIN_VALUE;
  }

  /** Another source answers for this silence from now on. */
  public void leave(long episode) {
    held.remove(episode);
    nextAt = Long.MIN_VALUE;
  }

  private boolean hasOpenIncident() {
    return !incidents.isEmpty() && incidents.lastEntry().getValue().isOpen();
  }

  private long floorMillis() {
    return (kind.isSteady() ? settings.stationMinutes() : settings.otherMinutes()) * MINUTE;
  }

  /** When {@link #advance} has something to do, in event time; {@link Long#MAX_VALUE} for never. */
  public long nextAt() {
    return nextAt;
  }

  public boolean isForgettable() {
    return marks.isEmpty() && held.isEmpty();
  }

  /** Event time has come to {@code now}. */
  public void advance(long now, Output out) {
    advance(now, now, out);
  }

  /** The input has ended, and event time with it, at {@code end}: what waited for a moment is decided. */
  public void finish(long end, Output out) {
    advance(end, end + WAIT_MILLIS, out);
  }

  /** Time that comes all at once comes by the day, so that nothing is too old to be judged when it is looked at. */
  private void advance(long now, long decidingUpTo, Output out) {
    long begins = marks.begins();
    if (begins != Long.MIN_VALUE) {
      for (long day = begins + DAY; day < now; day += DAY) {
        judge(day, day, out);
      }
    }
    judge(now, decidingUpTo, out);
  }

  private void judge(long now, long decidingUpTo, Output out) {
    marks.reach(now);
    nextAt = marks.nextAt();
    List<Outage> outages = outages(now);
    Map<Held, List<Outage>> explained = explained(outages);
    tellIncidents(now, outages, explained, out);
    decide(decidingUpTo, explained, out);
    if (nextAt != NEVER) {
      nextAt = Math.max(nextAt, now + 1);
    }
    marks.forget(now);
  }

  private List<Outage> outages(long now) {
    List<Outage> outages = new ArrayList<>();
    Activity activity = marks.activity();
    List<Activity.Gap> gaps = activity.gaps();
    long oldest = now - JUDGED_MILLIS;
    int history = kind.isSteady() ? 6 * HOUR_OF_SPANS : Activity.LEARNED - 12 * HOUR_OF_SPANS;
    for (Activity.Gap gap : gaps) {
      long from = activity.beginning(gap.after() + 1);
      long until = gap.before() < 0 ? NEVER : activity.beginning(gap.before());
      if (until < oldest || until - from < floorMillis()) {
        continue;
      }
      int usual = activity.usual(gaps, gap.after(), history, kind.isSteady());
      if (usual < 0) {
        continue;
      }
      long limit = Math.max(floorMillis(), settings.factor() * (usual + 1L) * Activity.SPAN);
      long foundAt = from + limit;
      if (until <= foundAt) {
        continue;
      }
      if (foundAt > now) {
        nextAt = Math.min(nextAt, foundAt);
        continue;
      }
      int known = concernedBy(incidents.get(foundAt), from);
      int concerned = Math.max(known, marks.members().heardAbout(from - 1));
      boolean concernsEnough =
          concerned >= kind.fewest() && marks.members().heardUpTo(from - 1) >= kind.fewestOfLate();
      if (known >= 0 || concernsEnough) {
        outages.add(new Outage(from, until > now ? NEVER : until, foundAt, concerned));
      }
    }
    return outages;
  }

  /** How many were concerned when the incident of a silence was told, which is not known of them for ever; −1 if none was. */
  private static int concernedBy(@Nullable Finding incident, long from) {
    return incident != null && lastHeard(incident) == from
        ? Integer.parseInt(incident.parameters().getOrDefault(SourceIncident.CONCERNED, "0"))
        : -1;
  }

  private static long lastHeard(Finding incident) {
    return incident.evidence().get(0).occurredAt();
  }

  // ---- incidents

  private void tellIncidents(
      long now, List<Outage> outages, Map<Held, List<Outage>> explained, Output out) {
    Map<Long, Finding> stand = new TreeMap<>();
    for (Outage outage : outages) {
      Finding finding = incident(outage, explained);
      stand.put(finding.openedAt(), finding);
    }
    for (Finding finding : stand.values()) {
      if (!finding.equals(incidents.get(finding.openedAt()))) {
        say(finding, finding, now, out);
      }
    }
    long oldest = now - JUDGED_MILLIS;
    for (Iterator<Finding> all = incidents.values().iterator(); all.hasNext(); ) {
      Finding known = all.next();
      if (stand.containsKey(known.openedAt())) {
        continue;
      }
      boolean isRecent = lastHeard(known) >= oldest;
      long until =
          isRecent || !known.isOpen() ? NEVER : marks.activity().firstFrom(lastHeard(known));
      if (until != NEVER && until > now) {
        continue;
      }
      if (isRecent) {
        say(known, null, now, out);
      } else if (until != NEVER) {
        say(known, ended(known, until), now, out);
      }
      all.remove();
    }
    incidents.putAll(stand);
  }

  /** Of a silence so long that its beginning has been given up, the end is told when the source is heard. */
  private Finding ended(Finding incident, long until) {
    long from = lastHeard(incident);
    Outage outage = new Outage(from, until, incident.openedAt(), concernedBy(incident, from));
    return incident(outage, explained(List.of(outage)));
  }

  private void say(Finding finding, @Nullable Finding stands, long now, Output out) {
    out.change(SourceIncident.change(finding, stands, ++judgement, now));
  }

  private Finding incident(Outage outage, Map<Held, List<Outage>> explained) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.ofInstant(kind.word() + " last heard", outage.from()));
    evidence.add(Evidence.ofInstant(kind.word() + " silent for too long", outage.foundAt()));
    if (outage.until() != NEVER) {
      evidence.add(Evidence.ofInstant(kind.word() + " heard again", outage.until()));
    }
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put(SourceIncident.CONCERNED, Integer.toString(outage.members()));
    parameters.put("limitMinutes", Long.toString((outage.foundAt() - outage.from()) / MINUTE));
    String county = "";
    String office = "";
    int heldBack = 0;
    TreeSet<String> counties = new TreeSet<>();
    TreeSet<String> offices = new TreeSet<>();
    for (Map.Entry<Held, List<Outage>> entry : explained.entrySet()) {
      if (entry.getValue().contains(outage)) {
        Finding finding = Objects.requireNonNull(entry.getKey().finding(), "an explained silence");
        heldBack++;
        counties.add(finding.county());
        offices.add(finding.office());
      }
    }
    if (counties.size() == 1) {
      county = counties.first();
      office = offices.size() == 1 ? offices.first() : "";
    }
    parameters.put("silences", Integer.toString(heldBack));
    return form.finding(outage.foundAt(), outage.until(), evidence, parameters, county, office);
  }

  // ---- the silences of people

  /** Of each silence that outages explain, those that do, in their order. */
  private Map<Held, List<Outage>> explained(List<Outage> outages) {
    Map<Held, List<Outage>> explained = new IdentityHashMap<>();
    if (outages.isEmpty()) {
      return explained;
    }
    for (Held one : held.values()) {
      Finding finding = one.finding();
      List<Outage> explaining = finding == null ? List.of() : explaining(finding, outages);
      if (!explaining.isEmpty()) {
        explained.put(one, explaining);
      }
    }
    return explained;
  }

  /**
   * The outages that explain a silence, or none. Of a finding of several those silences are struck out that began with an
   * outage; it is explained when the rest are too few, or when the last of them is struck out, with which it was found.
   */
  private static List<Outage> explaining(Finding silence, List<Outage> outages) {
    String several = silence.parameters().get(Silences.SILENT_FROM);
    if (several == null) {
      return outages.stream().filter(outage -> began(silence, outage)).toList();
    }
    long interval = minutes(silence, "intervalMinutes");
    long[] heardAt = Arrays.stream(several.split(" ")).mapToLong(Long::parseLong).toArray();
    int spare = Integer.parseInt(silence.parameters().getOrDefault(Silences.SPARE, "0"));
    List<Outage> found = new ArrayList<>();
    BitSet struck = new BitSet();
    for (Outage outage : outages) {
      BitSet explained = new BitSet();
      for (int i = 0; i < heardAt.length; i++) {
        explained.set(i, began(heardAt[i], interval, outage));
      }
      struck.or(explained);
      if (!explained.isEmpty()) {
        found.add(outage);
      }
    }
    return struck.cardinality() > spare || struck.get(heardAt.length - 1) ? found : List.of();
  }

  /**
   * True when a person's silence began with the source's. Who needed the source may have needed it at any instant of that
   * time, so one at which it was out is enough.
   */
  private static boolean began(Finding silence, Outage outage) {
    String needed = silence.parameters().get(Silences.NEEDED_FROM);
    return needed == null
        ? began(heardAt(silence), minutes(silence, "intervalMinutes"), outage)
        : outage.from() < silence.openedAt() && Long.parseLong(needed) < outage.until();
  }

  private static boolean began(long heardAt, long interval, Outage outage) {
    return heardAt >= outage.from() - Activity.SPAN - interval && heardAt < outage.until();
  }

  private static long minutes(Finding finding, String parameter) {
    String value = finding.parameters().get(parameter);
    return value == null ? 0 : Integer.parseInt(value) * MINUTE;
  }

  private void decide(long now, Map<Held, List<Outage>> explained, Output out) {
    long forgotten = now - JUDGED_MILLIS;
    for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
      Held one = all.next();
      Finding finding = one.finding();
      if (finding == null) {
        tell(one.takeBack(), out);
        all.remove();
        continue;
      }
      List<Outage> explaining = explained.getOrDefault(one, List.of());
      Outage outage = explaining.isEmpty() ? null : explaining.get(explaining.size() - 1);
      Long ended = finding.endedAt();
      if (outage == null && one.isHeldBack() && firstSilentAt(finding) < forgotten) {
        // The outage that it began with is too long ago to be judged again, and so is the silence.
        if (ended != null && ended < forgotten) {
          all.remove();
        }
        continue;
      }
      long decidedAt = decidedAt(finding, outage);
      if (decidedAt > now) {
        nextAt = decidedAt == NEVER ? nextAt : Math.min(nextAt, decidedAt);
        tell(outage == null ? null : one.holdBack(), out);
      } else if (outage != null && endsBy(finding, decidedAt)) {
        tell(one.holdBack(), out);
      } else {
        tell(one.pass(), out);
      }
      if (ended != null && ended < forgotten) {
        all.remove();
      }
    }
  }

  /** The first instant at which the source may have been needed and out. */
  private static long firstSilentAt(Finding silence) {
    String needed = silence.parameters().get(Silences.NEEDED_FROM);
    String several = silence.parameters().get(Silences.SILENT_FROM);
    String first = needed != null ? needed : several == null ? null : several.split(" ", 2)[0];
    return first == null ? heardAt(silence) : Long.parseLong(first);
  }

  /** When the one person whose silence it is was heard last. */
  private static long heardAt(Finding silence) {
    return silence.openedAt()
        - minutes(silence, "intervalMinutes")
        - minutes(silence, "bufferMinutes");
  }

  /** When it is known whose a silence is. */
  private long decidedAt(Finding finding, @Nullable Outage outage) {
    if (outage == null) {
      return finding.openedAt() + WAIT_MILLIS;
    }
    return outage.until() == NEVER
        ? NEVER
        : Math.max(
            finding.openedAt() + WAIT_MILLIS, outage.until() + settings.releaseMinutes() * MINUTE);
  }

  private static boolean endsBy(Finding finding, long instant) {
    Long ended = finding.endedAt();
    return ended != null && ended <= instant;
  }

  private static void tell(@Nullable FindingChange change, Output out) {
    if (change != null) {
      out.change(change);
    }
  }

  // ---- state

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORM);
    out.writeLong(judgement);
    out.writeLong(nextAt);
    marks.write(out);
    out.writeInt(held.size());
    for (Map.Entry<Long, Held> one : held.entrySet()) {
      out.writeLong(one.getKey());
      one.getValue().write(out);
    }
    out.writeInt(incidents.size());
    for (Finding incident : incidents.values()) {
      FindingCodec.write(incident, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static SourceHealth read(String name, HealthSettings settings, DataInput in)
      throws IOException {
    int form = in.readUnsignedByte();
    if (form != FORM) {
      throw new IOException("a source's health of form " + form + "; this build reads " + FORM);
    }
    SourceHealth read = new SourceHealth(name, settings);
    read.judgement = in.readLong();
    read.nextAt = in.readLong();
    read.marks = Marks.read(in);
    for (int left = in.readInt(); left > 0; left--) {
      read.held.put(in.readLong(), Held.read(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      Finding incident = FindingCodec.read(in);
      read.incidents.put(incident.openedAt(), incident);
    }
    return read;
  }
}
