package zhijiao.core.proximity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars.Protection;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.meeting.Standing;

/**
 * Tells of one person what concerns those who are protected from that person. Keeps nothing: when a day is judged again,
 * all that was told of it is replaced.
 */
public final class TraceLog {

  private final Subject who;

  /** Told what changed. */
  public interface Output {
    void traces(TraceChange change);
  }

  /** What is gathered while a day is judged again, by protected person; null while it is judged for the first time. */
  private @Nullable Map<String, List<Trace>> again;

  public TraceLog(Subject who) {
    this.who = who;
  }

  /** True when the terms name somebody to be kept away from. */
  public static boolean isAsked(@Nullable OrderTerms terms) {
    return terms != null && !terms.particulars().protections().isEmpty();
  }

  /** Other terms took effect. */
  public void terms(@Nullable OrderTerms before, @Nullable OrderTerms now, long at, Output out) {
    if (again != null) {
      return;
    }
    for (Protection protection : protections(before)) {
      if (!names(now, protection.person())) {
        out.traces(new TraceChange(protection.person(), who, at, false, List.of(), false));
      }
    }
    for (Protection protection : protections(now)) {
      if (!names(before, protection.person())) {
        out.traces(new TraceChange(protection.person(), who, at, false, List.of(), true));
      }
    }
  }

  private static List<Protection> protections(@Nullable OrderTerms terms) {
    return terms == null ? List.of() : terms.particulars().protections();
  }

  private static boolean names(@Nullable OrderTerms terms, String person) {
    return protections(terms).stream().anyMatch(it -> it.person().equals(person));
  }

  /** The person was lawfully and plausibly seen. */
  public void seen(TagFix fix, OrderTerms terms, Output out) {
    for (Protection protection : terms.particulars().protections()) {
      Trace trace =
          new Trace(
              fix.id(),
              fix.occurredAt(),
              fix.point(),
              fix.accuracyMetres(),
              protection.radiusMetres(),
              protection.bufferMetres(),
              Standing.of(terms));
      if (again == null) {
        out.traces(
            new TraceChange(
                protection.person(), who, fix.occurredAt(), false, List.of(trace), true));
      } else {
        again.computeIfAbsent(protection.person(), unused -> new ArrayList<>()).add(trace);
      }
    }
  }

  /** From now on a day is judged again. */
  public void begin() {
    again = new TreeMap<>();
  }

  /**
   * A day has been judged again.
   *
   * @param from its beginning
   * @param ever all whom any order ever named
   * @param now the terms in force at the end of what was judged
   */
  public void end(long from, Set<String> ever, @Nullable OrderTerms now, Output out) {
    Map<String, List<Trace>> gathered = again == null ? Map.of() : again;
    again = null;
    for (String person : ever) {
      List<Trace> traces = gathered.getOrDefault(person, List.of());
      out.traces(new TraceChange(person, who, from, true, traces, names(now, person)));
    }
  }
}
