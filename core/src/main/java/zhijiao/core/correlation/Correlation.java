package zhijiao.core.correlation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SubjectFact;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Area;
import zhijiao.core.place.Circle;
import zhijiao.core.place.Containment;
import zhijiao.core.timeline.Lawfulness;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.TagLog;
import zhijiao.core.timeline.TimelineOrder;

/**
 * Answers one request. Give it all terms and bindings first, then the fixes, in any order.
 *
 * <p>A lead (线索) is whoever was surely within the circle by at least two fixes. Exonerated (排除) is whoever was surely
 * elsewhere throughout: every fix is farther away than the circle, its error doubled and the stray of half a kilometre that a
 * reflected signal makes, and in no gap between two fixes, nor before the first or after the last, was there time to get
 * there and back at {@code speedKmh}. Of everybody else nothing is said.
 */
public final class Correlation {

  /** Raised whenever the same facts could give another answer. */
  public static final int ALGORITHM_VERSION = 1;

  private static final int FIXES_OF_A_LEAD = 2;

  /** As the judge has it: so far a reflected signal may throw a fix in no time. */
  private static final double STRAY_METRES = 500;

  private final CorrelationRequest request;
  private final double speedKmh;
  private final Area circle;
  private final TreeMap<Subject, Person> people = new TreeMap<>();
  private final Map<String, TagLog> tags = new HashMap<>();
  private int unlawful;

  /** One person's terms and lawful fixes. */
  private static final class Person {
    final Lawfulness lawfulness = new Lawfulness();
    final List<TagFix> fixes = new ArrayList<>();
  }

  /**
   * Somebody who was surely there.
   *
   * @param fixes that show it, in order of time
   */
  public record Lead(Subject subject, List<FactId> fixes, long firstAt, long lastAt) {}

  /**
   * Somebody who surely was not.
   *
   * @param fixes how many show it
   */
  public record Exoneration(Subject subject, int fixes) {}

  /**
   * The answer.
   *
   * @param noStatement people under supervision in those hours of whom nothing can be said
   * @param unlawfulFixes fixes of those hours that may not be judged and were not used
   */
  public record Answer(
      List<Lead> leads, List<Exoneration> exonerations, int noStatement, int unlawfulFixes) {}

  /**
   * @param speedKmh faster nobody is taken to move
   * @throws IllegalArgumentException when the request has {@linkplain CorrelationRequest#problems problems}
   */
  public Correlation(CorrelationRequest request, double speedKmh) {
    if (!request.problems().isEmpty()) {
      throw new IllegalArgumentException("a request that must be refused: " + request.problems());
    }
    this.request = request;
    this.speedKmh = speedKmh;
    this.circle = Area.ofCircles(List.of(new Circle(request.place(), request.radiusMetres())));
  }

  /** Takes a fact; what says nothing about who was where is passed over. */
  public void accept(Fact fact) {
    if (fact instanceof TagBinding binding) {
      tag(binding.tag()).bind(binding, new Wearer());
    } else if (fact instanceof SubjectFact terms && fact.kind().isTerms()) {
      person(terms.subject()).lawfulness.add(terms);
    } else if (fact instanceof TagFix fix
        && fix.source() == FixSource.GPS
        && request.from() <= fix.occurredAt()
        && fix.occurredAt() < request.until()) {
      tag(fix.tag()).accept(fix, new Wearer());
    }
  }

  private TagLog tag(String tag) {
    return tags.computeIfAbsent(tag, unused -> new TagLog(1));
  }

  private Person person(Subject subject) {
    return people.computeIfAbsent(subject, unused -> new Person());
  }

  /** Gives each fix to whom the tag was bound to. */
  private final class Wearer implements TagLog.Output {

    @Override
    public void deliver(Subject subject, TagFact fact) {
      person(subject).fixes.add((TagFix) fact);
    }

    @Override
    public void withdraw(Subject subject, TagFact fact) {
      person(subject).fixes.remove((TagFix) fact);
    }

    @Override
    public void takenOff(Subject subject, TagBinding end) {}

    @Override
    public void notTakenOff(Subject subject, TagBinding end) {}

    @Override
    public void unbound(FactKind kind, int delta) {
      unlawful += delta;
    }

    @Override
    public void duplicate(FactKind kind) {}

    @Override
    public void bound() {}
  }

  /** The answer to what has been accepted. */
  public Answer answer() {
    List<Lead> leads = new ArrayList<>();
    List<Exoneration> exonerations = new ArrayList<>();
    int noStatement = 0;
    int refused = unlawful;
    for (Map.Entry<Subject, Person> entry : people.entrySet()) {
      Person person = entry.getValue();
      List<TagFix> lawful = new ArrayList<>();
      for (TagFix fix : person.fixes) {
        if (person.lawfulness.of(fix) == Outcome.FACT) {
          lawful.add(fix);
        } else {
          refused++;
        }
      }
      lawful.sort(TimelineOrder.FACTS);
      Lead lead = lead(entry.getKey(), lawful);
      if (lead != null) {
        leads.add(lead);
      } else if (isElsewhere(lawful)) {
        exonerations.add(new Exoneration(entry.getKey(), lawful.size()));
      } else if (person.lawfulness.isSupervisedWithin(request.from(), request.until())) {
        noStatement++;
      }
    }
    return new Answer(List.copyOf(leads), List.copyOf(exonerations), noStatement, refused);
  }

  private @Nullable Lead lead(Subject subject, List<TagFix> fixes) {
    List<TagFix> inside = new ArrayList<>();
    for (TagFix fix : fixes) {
      if (circle.containment(fix.point(), fix.accuracyMetres()) == Containment.INSIDE) {
        inside.add(fix);
      }
    }
    return inside.size() < FIXES_OF_A_LEAD
        ? null
        : new Lead(
            subject,
            inside.stream().map(TagFix::id).toList(),
            inside.get(0).occurredAt(),
            inside.get(inside.size() - 1).occurredAt());
  }

  private boolean isElsewhere(List<TagFix> fixes) {
    if (fixes.isEmpty()) {
      return false;
    }
    double way = 0;
    long since = request.from();
    for (TagFix fix : fixes) {
      double away =
          circle.signedDistanceMetres(fix.point())
              - Containment.ACCURACY_FACTOR * fix.accuracyMetres()
              - STRAY_METRES;
      if (away <= 0 || way + away <= reach(fix.occurredAt() - since)) {
        return false;
      }
      way = away;
      since = fix.occurredAt();
    }
    return way > reach(request.until() - since);
  }

  /** How far somebody gets in so many milliseconds, metres. */
  private double reach(long millis) {
    return speedKmh * millis / 3_600;
  }
}
