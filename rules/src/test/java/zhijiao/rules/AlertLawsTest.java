package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertCase;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertCause.Act;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertCause.Suspended;
import zhijiao.core.alert.AlertEvent.Change;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertPolicy;
import zhijiao.core.alert.AlertSettings;
import zhijiao.core.alert.AlertStage;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.alert.IncidentId;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.alert.Incidents;
import zhijiao.core.alert.SuspensionBook;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.timeline.Timeline;
import zhijiao.rules.story.Judged;
import zhijiao.rules.story.World;

/**
 * From facts to alerts in plain Java, with officers' acts and suspensions in the mix: whatever the order in which all of it
 * arrives and time comes, the same alerts stand in the end, at the same stage and in the same incidents.
 */
class AlertLawsTest {

  private static final long MINUTE = Worlds.MINUTE;
  private static final long LATER = Worlds.END + 3 * 24 * 60 * MINUTE;

  private static final AlertPolicy POLICY =
      new AlertPolicy(World.SHIPPED.cards(), AlertSettings.DEFAULT, LATER);

  /** An alert as it stands: all that the final file says of it. */
  private record Standing(
      Alert alert, AlertStage stage, @Nullable IncidentId incident, int incidentAlerts) {}

  /** Brings decisions and findings together; the real one, or one that breaks the law. */
  private interface Book {
    void add(FindingChange change, Consumer<AlertCause> out);

    void add(SuspensionChange decided, Consumer<AlertCause> out);
  }

  private static Book real() {
    SuspensionBook book = new SuspensionBook();
    return new Book() {
      @Override
      public void add(FindingChange change, Consumer<AlertCause> out) {
        book.add(change, out);
      }

      @Override
      public void add(SuspensionChange decided, Consumer<AlertCause> out) {
        book.add(decided, out);
      }
    };
  }

  /** The stages of the pipeline after one another, for one person. */
  private static final class Pipeline {

    private final Timeline timeline;
    private final Judged judged = new Judged();
    private final Book book;
    private final Map<AlertId, AlertCase> desk = new HashMap<>();
    private final Incidents incidents = new Incidents(World.WHO, POLICY);
    private final Map<AlertId, IncidentMember> members = new HashMap<>();
    private final Map<AlertId, Long> revisions = new HashMap<>();
    private int passed;
    private long now = Long.MIN_VALUE;

    Pipeline(World world, Book book) {
      timeline = new Timeline(world.program(), World.WHO, Long.MIN_VALUE);
      this.book = book;
    }

    void take(Fact fact) {
      if (fact instanceof OfficerAction act) {
        cause(new Act(act));
      } else if (fact instanceof SuspensionChange decided) {
        book.add(decided, this::cause);
      } else if (!(fact instanceof TagBinding)) {
        timeline.accept(fact, judged);
        passOn();
      }
    }

    void time(long instant) {
      timeline.advance(instant, judged);
      passOn();
      now = Math.max(now, Math.min(instant, LATER));
      for (AlertCase alert : desk.values()) {
        alert.advance(now).forEach(this::told);
      }
    }

    private void passOn() {
      List<FindingChange> changes = judged.changes();
      while (passed < changes.size()) {
        book.add(changes.get(passed++), this::cause);
      }
    }

    private void cause(AlertCause cause) {
      AlertCase alert =
          desk.computeIfAbsent(cause.alert(), unused -> new AlertCase(cause.alert(), POLICY));
      Alert before = alert.alert();
      alert.add(cause);
      if (alert.alert() != null && !alert.alert().equals(before)) {
        alert.reach(now);
        told(alert.now(Change.AMENDED, 0));
      }
    }

    private void told(AlertCase.Told told) {
      Long before = revisions.put(told.alert().id(), told.revision());
      assertTrue(before == null || before < told.revision(), "revisions rise");
      for (IncidentMember member : incidents.add(told.alert(), told.revision(), now)) {
        members.put(member.alert(), member);
      }
    }

    SortedMap<AlertId, Standing> standing() {
      time(Long.MAX_VALUE);
      SortedMap<AlertId, Standing> standing = new TreeMap<>();
      desk.forEach(
          (id, known) -> {
            Alert alert = known.alert();
            if (alert != null && alert.state() != AlertState.RETRACTED) {
              IncidentMember member = members.get(id);
              standing.put(
                  id,
                  new Standing(
                      alert,
                      known.now(Change.NOTED, 0).stage(),
                      member == null ? null : member.incident(),
                      member == null ? 0 : member.alerts()));
            }
          });
      return standing;
    }
  }

  private static SortedMap<AlertId, Standing> inOrder(World world, List<Fact> facts) {
    Pipeline pipeline = new Pipeline(world, real());
    facts.forEach(pipeline::take);
    return pipeline.standing();
  }

  /** Any order, some twice, some after all others, and time coming in between. */
  private static SortedMap<AlertId, Standing> mixed(
      World world, List<Fact> facts, Book book, Random random) {
    List<Fact> sent = new ArrayList<>(facts);
    facts.stream().filter(fact -> random.nextInt(4) == 0).forEach(sent::add);
    Collections.shuffle(sent, random);
    List<Fact> delayed = new ArrayList<>();
    Pipeline pipeline = new Pipeline(world, book);
    for (Fact fact : sent) {
      if (random.nextInt(5) == 0) {
        delayed.add(fact);
      } else {
        pipeline.take(fact);
      }
      if (random.nextInt(3) == 0) {
        pipeline.time(Worlds.START + (long) (random.nextDouble() * (LATER - Worlds.START)));
      }
    }
    pipeline.time(Worlds.END);
    delayed.forEach(pipeline::take);
    return pipeline.standing();
  }

  /** The world's facts, with suspensions and with acts about alerts that stand, or that stand no longer. */
  private static List<Fact> withOfficers(World world, Random random) {
    List<Fact> facts = new ArrayList<>(world.facts());
    Judged judged = new Judged();
    Timeline timeline = new Timeline(world.program(), World.WHO, Long.MIN_VALUE);
    for (Fact fact : world.facts()) {
      if (!(fact instanceof TagBinding)) {
        timeline.accept(fact, judged);
        timeline.advance(fact.occurredAt(), judged);
      }
    }
    timeline.advance(Long.MAX_VALUE, judged);
    TreeSet<AlertId> alerts = new TreeSet<>();
    judged.changes().forEach(change -> alerts.add(change.alert()));
    for (AlertId alert : alerts) {
      for (int i = random.nextInt(4); i > 0; i--) {
        facts.add(act(alert, random));
      }
    }
    List<String> rules = new ArrayList<>();
    World.SHIPPED.ofPersons().forEach(rule -> rules.add(rule.card().id()));
    Collections.sort(rules);
    rules.add(SuspensionChange.EVERY_RULE);
    for (int i = random.nextInt(4); i > 0; i--) {
      facts.add(suspension(rules.get(random.nextInt(rules.size())), random));
    }
    return facts;
  }

  private static long anyTime(Random random) {
    return Worlds.START + random.nextInt(48 * 60) * MINUTE;
  }

  private static OfficerAction act(AlertId alert, Random random) {
    OfficerAction.Act[] acts = OfficerAction.Act.values();
    CloseReason[] reasons = CloseReason.values();
    OfficerAction.Act act = acts[random.nextInt(acts.length)];
    long at = anyTime(random);
    return new OfficerAction(
        alert,
        "off-1",
        act,
        act == OfficerAction.Act.CLOSE ? reasons[random.nextInt(reasons.length)] : null,
        random.nextBoolean() ? "" : "seen",
        at,
        at);
  }

  private static SuspensionChange suspension(String rule, Random random) {
    long at = anyTime(random);
    SuspensionChange.Grant grant =
        random.nextInt(3) == 0
            ? null
            : new SuspensionChange.Grant(
                rule, at + (1 + random.nextInt(24 * 60)) * MINUTE, "off-9", "in hospital");
    return new SuspensionChange(World.WHO, "sus-" + random.nextInt(2), grant, at, at);
  }

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.worlds();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void any_order_copies_and_delay_of_facts_acts_and_suspensions_end_in_the_same_alerts(
      @ForAll("worlds") World world, @ForAll long seed) {
    Random random = new Random(seed);
    List<Fact> facts = withOfficers(world, random);
    assertEquals(inOrder(world, facts), mixed(world, facts, real(), random));
  }

  /** The laws say something only if the worlds have what they speak of. */
  @Example
  void the_worlds_have_alerts_that_are_suspended_escalated_closed_and_in_incidents_of_several() {
    Random random = new Random(11);
    int suspended = 0;
    int escalated = 0;
    int closed = 0;
    int together = 0;
    for (World world : Worlds.some(600)) {
      for (Standing one : inOrder(world, withOfficers(world, random)).values()) {
        suspended += one.alert().suspended() ? 1 : 0;
        escalated += one.stage().escalatedTo() == null ? 0 : 1;
        closed += one.alert().state() == AlertState.CLOSED ? 1 : 0;
        together += one.incidentAlerts() > 1 ? 1 : 0;
      }
    }
    int fewest = Math.min(Math.min(suspended, escalated), Math.min(closed, together));
    assertTrue(fewest >= 5, suspended + " " + escalated + " " + closed + " " + together);
  }

  /** Canary: one that brings a decision only to the alerts that are known already. */
  @Example
  void a_book_that_forgets_decisions_is_caught() {
    Random random = new Random(12);
    for (World world : Worlds.some(150)) {
      List<Fact> facts = withOfficers(world, random);
      List<AlertId> known = new ArrayList<>();
      Book forgetful =
          new Book() {
            @Override
            public void add(FindingChange change, Consumer<AlertCause> out) {
              known.add(change.alert());
              out.accept(change);
            }

            @Override
            public void add(SuspensionChange decided, Consumer<AlertCause> out) {
              known.forEach(alert -> out.accept(new Suspended(alert, decided)));
            }
          };
      if (!inOrder(world, facts).equals(mixed(world, facts, forgetful, random))) {
        return;
      }
    }
    throw new AssertionError("the law lets a forgetful book pass");
  }
}
