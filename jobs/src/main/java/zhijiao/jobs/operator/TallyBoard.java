package zhijiao.jobs.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import zhijiao.core.fact.FactKind;
import zhijiao.core.timeline.Outcome;

/** Adds tallies up between two watermarks, so that counting costs no record per fact. */
final class TallyBoard {

  private record Line(String kind, String outcome, String reason) {}

  private final Map<Line, long[]> lines = new LinkedHashMap<>();
  private final long[][] byKindAndOutcome =
      new long[FactKind.values().length][Outcome.values().length];
  private final long[] inputs = new long[FactKind.values().length];
  private boolean changed;

  void add(FactKind kind, Outcome outcome, int delta) {
    byKindAndOutcome[kind.ordinal()][outcome.ordinal()] += delta;
    changed = true;
  }

  void input(FactKind kind) {
    inputs[kind.ordinal()]++;
    changed = true;
  }

  void add(String kind, String outcome, String reason, long delta) {
    lines.computeIfAbsent(new Line(kind, outcome, reason), unused -> new long[1])[0] += delta;
    changed = true;
  }

  /** Gives away what has been added since the last time. */
  void drain(Consumer<Tally> out) {
    if (!changed) {
      return;
    }
    changed = false;
    for (FactKind kind : FactKind.values()) {
      if (inputs[kind.ordinal()] != 0) {
        out.accept(new Tally(kind.word(), Tally.INPUT, "", inputs[kind.ordinal()]));
        inputs[kind.ordinal()] = 0;
      }
      for (Outcome outcome : Outcome.values()) {
        long delta = byKindAndOutcome[kind.ordinal()][outcome.ordinal()];
        if (delta != 0) {
          byKindAndOutcome[kind.ordinal()][outcome.ordinal()] = 0;
          out.accept(new Tally(kind.word(), word(outcome), reason(outcome), delta));
        }
      }
    }
    lines.forEach(
        (line, sum) -> {
          if (sum[0] != 0) {
            out.accept(new Tally(line.kind(), line.outcome(), line.reason(), sum[0]));
          }
        });
    lines.clear();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case FACT -> Tally.FACT;
      case DUPLICATE -> Tally.DUPLICATE;
      case NO_ORDER, NO_AUTHORISATION, BELOW_MATCH_THRESHOLD, UNBOUND_TAG -> Tally.UNLAWFUL;
      case TOO_LATE -> Tally.DEAD_LETTER;
      case PENDING -> throw new IllegalStateException("what is pending is not counted");
    };
  }

  private static String reason(Outcome outcome) {
    return outcome.isUnlawful() || outcome == Outcome.TOO_LATE ? outcome.name() : "";
  }
}
