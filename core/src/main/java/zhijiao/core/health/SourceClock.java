package zhijiao.core.health;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.rule.RuleCard;

/**
 * The clock of one camera or check-in terminal, by what its reports say of when they were made and when each was first received.
 *
 * <p>Reports that come in time are passed on. Where {@value #REPORTS} in a row, of {@value #PEOPLE} people or more and received
 * over ten minutes or longer, are all late by the same time to a minute, the clock is wrong, or the line is slow, and nobody can
 * tell which: people were there at the date or at the receipt. Each of those reports is passed on twice, at either instant,
 * as one that excuses and never accuses ({@link zhijiao.core.fact.Doubt}), and all of them are one incident. What is uploaded
 * after an outage is late by less and less, so it is passed on as it is dated.
 *
 * <p>A report that cannot have been made when it says, because that is yet to come or too long ago to be judged, is passed on
 * at its receipt in the same way, whatever the others say.
 *
 * <p>All of this follows from the reports and their earliest receipts, in whatever order they came, among those of the last
 * two days.
 *
 * <p>Not safe for use by several threads.
 */
public final class SourceClock {

  /** Where reports, and what is said of the source, go. */
  public interface Output {

    /** The report is to be judged. */
    void deliver(DeviceReport report);

    /** The report was delivered, and is not to be judged in this form after all. */
    void withdraw(DeviceReport report);

    /** A report that was known already. */
    void duplicate(FactKind kind);

    /**
     * Somebody was seen by the source.
     *
     * @param member as {@link #member} gives it
     * @param at epoch milliseconds UTC
     */
    void heard(long member, long at);

    /** The incident of a wrong clock. */
    void change(FindingChange change);
  }

  /** So many reports in a row that agree show a wrong clock. */
  static final int REPORTS = 4;

  /** They must be of so many people. */
  static final int PEOPLE = 3;

  private static final int FORM = 1;
  private static final long NEVER = SourceIncident.GOES_ON;
  private static final long MINUTE = 60_000;

  /** Reports of one wrong clock are late by the same, give or take what the line takes. */
  static final long AGREE_MILLIS = MINUTE;

  /** What is uploaded at once would seem to agree. */
  static final long SPREAD_MILLIS = 10 * MINUTE;

  /**
   * So long after its receipt a report is judged again; as long as data under no known terms are kept. A run that began earlier goes
   * on, and what is known of it stands.
   */
  static final long KEPT_MILLIS = 2 * 24 * 60 * MINUTE;

  private static final Comparator<Report> ORDER =
      Comparator.comparingLong((Report it) -> it.receivedAt).thenComparing(it -> it.id);

  private final String word;
  private final SourceIncident form;
  private final long lateMillis;
  private final long judgedMillis;

  /** In order of first receipt. */
  private final ArrayList<Report> reports = new ArrayList<>();

  private final Map<FactId, Report> known = new TreeMap<>();

  /** What the reports that were given up leave behind. */
  private Run settled = new Run();

  /** Incidents that were told, by when they were found. */
  private final TreeMap<Long, Finding> incidents = new TreeMap<>();

  private long judgement;

  /** Reports that are not in time. */
  private int off;

  private static final class Report {
    final FactId id;
    final long receivedAt;
    final long toldAt;
    final long member;

    /** Null when it came in time. */
    final @Nullable DeviceReport fact;

    /** True when it is one of a wrong clock. */
    boolean doubted;

    /** False until what it is has been settled for the first time. */
    boolean delivered;

    Report(FactId id, long receivedAt, long toldAt, long member, @Nullable DeviceReport fact) {
      this.id = id;
      this.receivedAt = receivedAt;
      this.toldAt = toldAt;
      this.member = member;
      this.fact = fact;
    }

    long lag() {
      return receivedAt - toldAt;
    }
  }

  /** Reports in a row that are late by the same. */
  private static final class Run {
    int count;
    long firstAt;
    long least;
    long most;

    /** When it had shown that the clock is wrong. */
    long foundAt = NEVER;

    Set<Long> members = new HashSet<>();

    /** This run with the next report, or the run that begins with that. */
    Run with(Report report) {
      Run run = fits(report) ? this : new Run();
      if (report.fact != null) {
        run.take(report);
      }
      return run;
    }

    private boolean fits(Report report) {
      return report.fact != null
          && count > 0
          && Math.max(most, report.lag()) - Math.min(least, report.lag()) <= AGREE_MILLIS;
    }

    private void take(Report report) {
      if (count == 0) {
        firstAt = report.receivedAt;
        least = report.lag();
        most = report.lag();
      }
      count++;
      least = Math.min(least, report.lag());
      most = Math.max(most, report.lag());
      members.add(report.member);
      boolean enough = count >= REPORTS && members.size() >= PEOPLE;
      if (foundAt == NEVER && enough && report.receivedAt - firstAt >= SPREAD_MILLIS) {
        foundAt = report.receivedAt;
      }
    }

    Run copy() {
      Run copy = new Run();
      copy.count = count;
      copy.firstAt = firstAt;
      copy.least = least;
      copy.most = most;
      copy.foundAt = foundAt;
      copy.members = new HashSet<>(members);
      return copy;
    }
  }

  /**
   * @param name as {@link SourceKind#name} gives it
   * @param lateMillis a report that came later after its date is compared with others
   * @param judgedMillis a report that is older when it comes is too old to be judged at its date
   */
  public SourceClock(String name, long lateMillis, long judgedMillis) {
    SourceKind kind = SourceKind.of(name);
    this.word = kind.word();
    RuleCard card = Objects.requireNonNull(kind.clockCard(), "a source without a clock of its own");
    this.form = new SourceIncident(name, card);
    this.lateMillis = lateMillis;
    this.judgedMillis = judgedMillis;
  }

  /** By what a tag or a person is known to the health of sources. */
  public static long member(String name) {
    return ContentHash.of("member").add(name).toLong();
  }

  /** Takes a report of this source. */
  public void accept(DeviceReport report, Output out) {
    FactId id = report.id();
    Report before = known.get(id);
    if (before != null) {
      out.duplicate(report.kind());
      if (before.receivedAt <= report.receivedAt()) {
        return;
      }
    }
    Report now = reportOf(id, report);
    List<DeviceReport> was = List.of();
    if (before != null) {
      was = forms(before, report.asTold());
      remove(before);
    }
    insert(now);
    if (off > 0 || settled.count > 0 || !incidents.isEmpty()) {
      judge(out);
    }
    List<DeviceReport> is = forms(now, report);
    replace(was, is, out);
    now.delivered = true;
    heard(now, out);
  }

  /** What a source is heard at must not hang on what comes to be known of its clock: marks are never taken back. */
  private static void heard(Report report, Output out) {
    DeviceReport kept = report.fact;
    if (kept == null || kept.doubt() == null) {
      out.heard(report.member, report.toldAt);
    }
    if (kept != null) {
      out.heard(report.member, report.receivedAt);
    }
  }

  private Report reportOf(FactId id, DeviceReport report) {
    long lag = report.receivedAt() - report.toldAt();
    boolean impossible = report.doubt() != null || lag > judgedMillis;
    DeviceReport kept =
        impossible ? report.doubted(report.receivedAt(), false) : lag > lateMillis ? report : null;
    return new Report(
        id, report.receivedAt(), report.toldAt(), member(report.subject().pseudonym()), kept);
  }

  /**
   * In what forms a report is delivered.
   *
   * @param told the report as it was dated, of which nothing is kept when it came in time
   */
  private static List<DeviceReport> forms(Report report, DeviceReport told) {
    DeviceReport kept = report.fact;
    if (kept == null) {
      return List.of(told);
    }
    if (kept.doubt() != null || !report.doubted) {
      return List.of(kept);
    }
    return List.of(kept.doubted(report.toldAt, false), kept.doubted(report.receivedAt, true));
  }

  private static void replace(List<DeviceReport> was, List<DeviceReport> is, Output out) {
    was.stream().filter(it -> !isAmong(it, is)).forEach(out::withdraw);
    is.stream().filter(it -> !isAmong(it, was)).forEach(out::deliver);
  }

  /** Whatever their receipts: those are no part of what is judged. */
  private static boolean isAmong(DeviceReport one, List<DeviceReport> all) {
    return all.stream()
        .anyMatch(
            it -> it.occurredAt() == one.occurredAt() && Objects.equals(it.doubt(), one.doubt()));
  }

  private void insert(Report report) {
    int place = reports.size();
    while (place > 0 && ORDER.compare(reports.get(place - 1), report) > 0) {
      place--;
    }
    reports.add(place, report);
    known.put(report.id, report);
    off += report.fact == null ? 0 : 1;
  }

  private void remove(Report report) {
    reports.remove(report);
    known.remove(report.id);
    off -= report.fact == null ? 0 : 1;
  }

  // ---- which reports are of a wrong clock

  private void judge(Output out) {
    Map<Long, Finding> stand = new TreeMap<>();
    Run run = settled.copy();
    int begin = 0;
    for (int i = 0; i < reports.size(); i++) {
      Report report = reports.get(i);
      Run next = run.with(report);
      if (next != run) {
        close(run, begin, i, report.receivedAt, stand, out);
        run = next;
        begin = i;
      }
    }
    close(run, begin, reports.size(), NEVER, stand, out);
    tell(stand, out);
  }

  private void close(
      Run run, int begin, int end, long until, Map<Long, Finding> stand, Output out) {
    boolean wrong = run.foundAt != NEVER;
    for (Report report : reports.subList(begin, end)) {
      DeviceReport kept = report.fact;
      if (kept != null && report.doubted != wrong) {
        List<DeviceReport> was = forms(report, kept);
        report.doubted = wrong;
        if (report.delivered) {
          replace(was, forms(report, kept), out);
        }
      }
    }
    if (wrong) {
      stand.put(run.foundAt, incident(run, until));
    }
  }

  private Finding incident(Run run, long until) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.ofInstant(word + " clock wrong", run.firstAt));
    evidence.add(Evidence.ofInstant(word + " clock found wrong", run.foundAt));
    if (until != NEVER) {
      evidence.add(Evidence.ofInstant(word + " clock changed", until));
    }
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put(SourceIncident.CONCERNED, Integer.toString(run.members.size()));
    parameters.put("slowMinutes", Long.toString(Math.round(run.least / (double) MINUTE)));
    return form.finding(run.foundAt, until, evidence, parameters, "", "");
  }

  private void tell(Map<Long, Finding> stand, Output out) {
    List<Finding> before = List.copyOf(incidents.values());
    for (Finding finding : stand.values()) {
      if (!finding.equals(incidents.put(finding.openedAt(), finding))) {
        say(finding, finding, out);
      }
    }
    for (Finding finding : before) {
      if (!stand.containsKey(finding.openedAt())) {
        incidents.remove(finding.openedAt());
        say(finding, null, out);
      }
    }
  }

  private void say(Finding finding, @Nullable Finding stands, Output out) {
    long upTo = reports.get(reports.size() - 1).receivedAt;
    out.change(SourceIncident.change(finding, stands, ++judgement, upTo));
  }

  // ---- forgetting

  /**
   * When {@link #forget} has something to do, in event time; {@link Long#MAX_VALUE} for never. A while after the oldest report
   * may be given up, so that the cost is spread over several.
   */
  public long forgetAt() {
    return reports.isEmpty() ? NEVER : reports.get(0).receivedAt + KEPT_MILLIS + KEPT_MILLIS / 8;
  }

  /** Gives up the reports that were received too long ago, and with the report that ended it an incident, which stands. */
  public void forget(long now) {
    int gone = 0;
    while (gone < reports.size() && reports.get(gone).receivedAt < now - KEPT_MILLIS) {
      Report report = reports.get(gone++);
      known.remove(report.id);
      off -= report.fact == null ? 0 : 1;
      settled = settled.with(report);
    }
    reports.subList(0, gone).clear();
    long oldest = now - KEPT_MILLIS;
    incidents.values().removeIf(it -> it.endedAt() != null && it.endedAt() < oldest);
  }

  public boolean isForgettable() {
    return reports.isEmpty() && settled.count == 0 && incidents.isEmpty();
  }

  // ---- state

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORM);
    out.writeLong(judgement);
    out.writeInt(reports.size());
    for (Report report : reports) {
      out.writeLong(report.id.bits());
      Compact.writeInstant(report.receivedAt, out);
      Compact.writeSigned(report.lag(), out);
      out.writeLong(report.member);
      out.writeBoolean(report.doubted);
      out.writeBoolean(report.fact != null);
      if (report.fact != null) {
        FactCodec.write(report.fact, out);
      }
    }
    out.writeInt(settled.count);
    out.writeLong(settled.firstAt);
    out.writeLong(settled.least);
    out.writeLong(settled.most);
    out.writeLong(settled.foundAt);
    out.writeInt(settled.members.size());
    for (long member : settled.members.stream().sorted().toList()) {
      out.writeLong(member);
    }
    out.writeInt(incidents.size());
    for (Finding incident : incidents.values()) {
      FindingCodec.write(incident, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static SourceClock read(String name, long lateMillis, long judgedMillis, DataInput in)
      throws IOException {
    int form = in.readUnsignedByte();
    if (form != FORM) {
      throw new IOException("a source's clock of form " + form + "; this build reads " + FORM);
    }
    SourceClock read = new SourceClock(name, lateMillis, judgedMillis);
    read.judgement = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      FactId id = new FactId(in.readLong());
      long receivedAt = Compact.readInstant(in);
      long toldAt = receivedAt - Compact.readSigned(in);
      long member = in.readLong();
      boolean doubted = in.readBoolean();
      DeviceReport fact = in.readBoolean() ? (DeviceReport) FactCodec.read(in) : null;
      Report report = new Report(id, receivedAt, toldAt, member, fact);
      report.doubted = doubted;
      report.delivered = true;
      read.reports.add(report);
      read.known.put(id, report);
      read.off += fact == null ? 0 : 1;
    }
    Run settled = read.settled;
    settled.count = in.readInt();
    settled.firstAt = in.readLong();
    settled.least = in.readLong();
    settled.most = in.readLong();
    settled.foundAt = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      settled.members.add(in.readLong());
    }
    for (int left = in.readInt(); left > 0; left--) {
      Finding incident = FindingCodec.read(in);
      read.incidents.put(incident.openedAt(), incident);
    }
    return read;
  }
}
