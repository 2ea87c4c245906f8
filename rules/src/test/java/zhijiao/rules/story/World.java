package zhijiao.rules.story;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Subject;
import zhijiao.core.judge.JudgeSettings;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Program;
import zhijiao.core.timeline.RuleProgram;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.rules.RuleCatalog;

/**
 * One person and all that is known of them, and of others as far as it matters.
 *
 * @param facts in the order of their arrival, tag bindings among them
 * @param others what is known of others, told as if it were of {@link #WHO}
 * @param shapes the zones that orders name
 */
public record World(
    List<Fact> facts,
    SortedMap<Subject, List<Fact>> others,
    List<Shape> shapes,
    HolidayCalendar calendar,
    RuleCatalog rules,
    Horizon horizon) {

  /** The person of every story. */
  public static final Subject WHO = new Subject("S-1");

  /** The tag of every story. */
  public static final String TAG = "T-1";

  /** The rules as they are shipped, made once: their patterns take long to compile. */
  public static final RuleCatalog SHIPPED = RuleCatalog.shipped();

  private static final ThreadLocal<List<RuleProgram>> PROGRAMS =
      ThreadLocal.withInitial(SHIPPED::programs);

  public World {
    facts = List.copyOf(facts);
    shapes = List.copyOf(shapes);
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }

  /** A world of one person. */
  public World(
      List<Fact> facts,
      List<Shape> shapes,
      HolidayCalendar calendar,
      RuleCatalog rules,
      Horizon horizon) {
    this(facts, new TreeMap<>(), shapes, calendar, rules, horizon);
  }

  /** The same world with another person in the middle, alone. */
  public World as(Subject other) {
    List<Fact> theirs = other.equals(WHO) ? facts : others.getOrDefault(other, List.of());
    return new World(theirs, shapes, calendar, rules, horizon);
  }

  public ZoneCatalog zones() {
    List<Zone> zones = new ArrayList<>();
    for (Shape shape : shapes) {
      zones.add(shape.zone());
    }
    return new ZoneCatalog(zones);
  }

  public Program program() {
    return new Program(
        zones(),
        calendar,
        JudgeSettings.DEFAULT,
        TimelineSettings.DEFAULT,
        rules == SHIPPED ? PROGRAMS.get() : rules.programs(),
        horizon);
  }

  public World withFacts(List<Fact> other) {
    return new World(other, others, shapes, calendar, rules, horizon);
  }

  public World withHorizon(Horizon other) {
    return new World(facts, others, shapes, calendar, rules, other);
  }

  public World map(UnaryOperator<Fact> change) {
    TreeMap<Subject, List<Fact>> changed = new TreeMap<>();
    others.forEach((who, theirs) -> changed.put(who, theirs.stream().map(change).toList()));
    return new World(
        facts.stream().map(change).toList(), changed, shapes, calendar, rules, horizon);
  }
}
