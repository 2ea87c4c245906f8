package zhijiao.local.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What a tag's reports of its charge can show, in order of time: a battery that goes down at the pace of the last four
 * reports is empty within four hours, or it is below a fifth. A report in one second and not in the next may decide it; the
 * ledger goes by what was reported, as nothing else can be known.
 */
final class ChargeReports {

  /** No report gave a warning. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long MINUTE = 60_000;
  private static final int LOW_PERCENT = 20;
  private static final long SOON_MILLIS = 240 * MINUTE;
  private static final int REPORTS = 4;
  private static final long SPAN_MILLIS = 30 * MINUTE;

  private record Charge(int percent, long at) {}

  private final List<Charge> curve = new ArrayList<>();
  private boolean foretold;
  private long warnedAt = NEVER;

  /** The tag reports a charge; one that is higher than the last begins anew. */
  void add(int percent, long at) {
    if (!curve.isEmpty() && percent > curve.get(curve.size() - 1).percent()) {
      curve.clear();
    }
    curve.add(new Charge(percent, at));
    if (curve.size() > REPORTS) {
      curve.remove(0);
    }
    boolean soon = isEmptySoon();
    foretold |= soon && percent >= LOW_PERCENT;
    if (warnedAt == NEVER && (soon || percent < LOW_PERCENT)) {
      warnedAt = at;
    }
  }

  /** What was reported before may no longer be looked at. */
  void forget() {
    curve.clear();
  }

  private boolean isEmptySoon() {
    Charge first = curve.get(0);
    Charge last = curve.get(curve.size() - 1);
    long span = last.at() - first.at();
    int fell = first.percent() - last.percent();
    return span >= SPAN_MILLIS && fell > 0 && span * last.percent() / fell <= SOON_MILLIS;
  }

  /** True when a report showed it about to die before one showed it low. */
  boolean foretell() {
    return foretold;
  }

  /** When its wearer was first warned of either, or {@link #NEVER}. */
  long warnedAt() {
    return warnedAt;
  }
}
