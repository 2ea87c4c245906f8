package zhijiao.core.health;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Doubt;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Subject;
import zhijiao.core.rule.Finding;

/** What became of the reports of one terminal: in what forms they stand, and the incidents of its clock. */
final class ClockDesk implements SourceClock.Output {

  static final String NAME = SourceKind.TERMINAL.name("K-1");
  static final long MINUTE = 60_000;
  static final long DAY = 24 * 60 * MINUTE;
  static final long START = 1_772_424_000_000L;
  static final long LATE = 15 * MINUTE;
  static final long JUDGED = 7 * DAY;

  private final Map<String, Integer> forms = new TreeMap<>();
  private final Map<Long, FindingChange> incidents = new HashMap<>();
  private int duplicates;
  private int changes;
  private SourceClock clock = new SourceClock(NAME, LATE, JUDGED);

  /** A check-in at the terminal, which says that it was so many milliseconds after the start. */
  static CheckIn checkIn(int person, long dated, long received) {
    return new CheckIn(
        new Subject("S-" + person),
        CheckIn.Means.FINGERPRINT,
        true,
        null,
        0,
        new CheckIn.Proof("K-1", null, null, false),
        START + dated,
        START + received);
  }

  /** As it comes from decoding, which sets what is ahead of its receipt to that. */
  static DeviceReport decoded(DeviceReport told) {
    return told.occurredAt() > told.receivedAt() + 2 * MINUTE
        ? told.doubted(told.receivedAt(), false)
        : told;
  }

  ClockDesk take(DeviceReport told) {
    clock.accept(decoded(told), this);
    return this;
  }

  void forget(long now) {
    clock.forget(START + now);
  }

  SourceClock clock() {
    return clock;
  }

  byte[] bytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      clock.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void reread() {
    try {
      clock =
          SourceClock.read(
              NAME, LATE, JUDGED, new DataInputStream(new ByteArrayInputStream(bytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A report in one form, such as {@code S-1 60 told 0 again} of one dated at the start and received an hour later. */
  static String form(DeviceReport report) {
    Doubt doubt = report.doubt();
    String at = report.subject().pseudonym() + " " + seconds(report.occurredAt());
    return doubt == null
        ? at
        : at + " told " + seconds(doubt.toldAt()) + (doubt.again() ? " again" : "");
  }

  /** Seconds since the start, with milliseconds where there are some. */
  static String seconds(long at) {
    return BigDecimal.valueOf(at - START, 3).stripTrailingZeros().toPlainString();
  }

  @Override
  public void deliver(DeviceReport report) {
    forms.merge(form(report), 1, Integer::sum);
  }

  @Override
  public void withdraw(DeviceReport report) {
    forms.merge(form(report), -1, Integer::sum);
  }

  @Override
  public void duplicate(FactKind kind) {
    duplicates++;
  }

  @Override
  public void heard(long member, long at) {
    if (at < START - 40_000 * DAY) {
      throw new IllegalStateException("heard at " + at);
    }
  }

  @Override
  public void change(FindingChange change) {
    changes++;
    incidents.merge(change.episode(), change, (a, b) -> a.judgement() >= b.judgement() ? a : b);
  }

  int duplicates() {
    return duplicates;
  }

  int changes() {
    return changes;
  }

  /** The forms in which reports stand, each once. */
  TreeSet<String> forms() {
    TreeSet<String> standing = new TreeSet<>();
    forms.forEach(
        (form, count) -> {
          if (count == 1) {
            standing.add(form);
          } else if (count != 0) {
            throw new IllegalStateException(count + " times " + form);
          }
        });
    return standing;
  }

  /** Minutes in which each incident was found and was over, of how many people, and by how many minutes the clock is slow. */
  TreeSet<String> incidents() {
    TreeSet<String> standing = new TreeSet<>();
    for (FindingChange change : incidents.values()) {
      Finding finding = change.finding();
      if (finding != null) {
        Long ended = finding.endedAt();
        standing.add(
            seconds(finding.openedAt())
                + "-"
                + (ended == null ? "" : seconds(ended))
                + " "
                + finding.parameters().get("concerned")
                + " slow "
                + finding.parameters().get("slowMinutes"));
      }
    }
    return standing;
  }
}
