package zhijiao.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause.Act;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.alert.AlertCause.Suspended;
import zhijiao.core.alert.AlertMachine.Event;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.rule.Finding;

class AlertFoldLawsTest {

  /** What the laws speak of: the real fold, or a broken one that they must catch. */
  private interface Folding {
    boolean add(AlertCause cause);

    void addAll(Folding other);

    Alert alert();

    long revision();
  }

  private static class Real implements Folding {
    final AlertFold fold = new AlertFold(Causes.KEY.id());

    @Override
    public boolean add(AlertCause cause) {
      return fold.add(cause);
    }

    @Override
    public void addAll(Folding other) {
      fold.addAll(((Real) other).fold);
    }

    @Override
    public Alert alert() {
      return fold.alert();
    }

    @Override
    public long revision() {
      return fold.revision();
    }
  }

  private static List<AlertCause> shuffledWithCopies(List<AlertCause> causes, Random random) {
    List<AlertCause> sent = new ArrayList<>(causes);
    for (AlertCause cause : causes) {
      if (random.nextBoolean()) {
        sent.add(cause);
      }
    }
    Collections.shuffle(sent, random);
    return sent;
  }

  private static Folding fold(Supplier<Folding> empty, List<AlertCause> causes) {
    Folding folding = empty.get();
    causes.forEach(folding::add);
    return folding;
  }

  private static void sameAs(Folding expected, Folding actual, String law) {
    assertEquals(expected.alert(), actual.alert(), law);
    assertEquals(expected.revision(), actual.revision(), law);
  }

  /** The laws of the fold, for one seed. */
  private static void laws(Supplier<Folding> empty, long seed) {
    Random random = new Random(seed);
    List<AlertCause> causes = Causes.any(random);
    List<AlertCause> sent = shuffledWithCopies(causes, random);
    Folding once = fold(empty, causes);
    sameAs(once, fold(empty, sent), "order and copies do not matter");

    int cut = random.nextInt(sent.size() + 1);
    int again = random.nextInt(sent.size() + 1);
    List<AlertCause> head = sent.subList(0, Math.max(cut, again));
    List<AlertCause> tail = sent.subList(Math.min(cut, again), sent.size());
    Folding merged = fold(empty, head);
    merged.addAll(fold(empty, tail));
    sameAs(once, merged, "parts may be merged, though they share causes");
    Folding other = fold(empty, tail);
    other.addAll(fold(empty, head));
    sameAs(once, other, "and the other way round");
    merged.addAll(other);
    sameAs(once, merged, "a fold merged with itself is itself");

    Folding growing = empty.get();
    for (AlertCause cause : sent) {
      long before = growing.revision();
      Alert was = growing.alert();
      boolean effective = growing.add(cause);
      assertTrue(growing.revision() >= before, "the revision never falls");
      assertEquals(
          Objects.equals(was, growing.alert()) || growing.revision() > before,
          true,
          "another alert has another revision");
      long now = growing.revision();
      assertTrue(!growing.add(cause), "a cause that is known changes nothing");
      assertEquals(now, growing.revision(), "a cause that is known changes nothing: " + effective);
    }
  }

  @Property
  void order_copies_and_merging_do_not_matter(@ForAll long seed) {
    laws(Real::new, seed);
  }

  @Property
  void the_alert_is_what_a_walk_by_the_minute_makes_of_the_causes(@ForAll long seed) {
    Random random = new Random(seed);
    List<AlertCause> causes = Causes.any(random);
    boolean endsByItself = random.nextBoolean();
    AlertFold fold =
        new AlertFold(
            Causes.KEY.id(), endsByItself ? Set.of("tamper") : Set.of(Causes.KEY.rule(), "x"));
    shuffledWithCopies(causes, random).forEach(fold::add);
    assertEquals(walk(causes, endsByItself), stateOf(fold.alert()));
  }

  private static String stateOf(Alert alert) {
    return alert == null
        ? "none"
        : alert.state() + " " + alert.closeReason() + (alert.suspended() ? " suspended" : "");
  }

  /** The fold again, as a clock that walks from minute to minute over the causes as they were judged. */
  private static String walk(List<AlertCause> causes, boolean endsByItself) {
    Map<Long, Finding> standing = new TreeMap<>();
    Map<Long, Finding> ever = new TreeMap<>();
    List<OfficerAction> acts = new ArrayList<>();
    for (AlertCause cause : causes) {
      if (cause instanceof Act act) {
        acts.add(act.action());
      } else if (cause instanceof Suspended) {
        continue;
      } else {
        FindingChange change = (FindingChange) cause;
        standing.remove(change.episode());
        if (change.finding() != null) {
          standing.put(change.episode(), change.finding());
          ever.put(change.episode(), change.finding());
        }
      }
    }
    if (ever.isEmpty()) {
      return "none";
    }
    if (standing.isEmpty()) {
      return "RETRACTED null" + (isToldOf(ever, causes, endsByItself) ? "" : " suspended");
    }
    acts.sort(Comparator.comparing(OfficerAction::id));
    AlertState state = AlertState.NEW;
    CloseReason reason = null;
    for (int minute = 0; minute <= Causes.LAST_MINUTE; minute++) {
      long now = Causes.minute(minute);
      boolean begins = false;
      boolean anyEndsNow = false;
      boolean oneGoesOn = false;
      for (Finding episode : standing.values()) {
        begins |= episode.openedAt() == now;
        if (episode.openedAt() <= now) {
          Long ended = episode.endedAt();
          anyEndsNow |= ended != null && ended == now;
          oneGoesOn |= ended == null || ended > now;
        }
      }
      if (begins) {
        state = AlertMachine.step(state, Event.FOUND).next();
      }
      if (endsByItself && anyEndsNow && !oneGoesOn) {
        state = AlertMachine.step(state, Event.OVER).next();
      }
      for (OfficerAction act : acts) {
        boolean mute = act.act() == OfficerAction.Act.CLOSE && act.note().isEmpty();
        if (act.occurredAt() == now && !(mute && !endsByItself)) {
          AlertState before = state;
          state = AlertMachine.step(state, Event.valueOf(act.act().name())).next();
          reason = before != state && act.reason() != null ? act.reason() : reason;
        }
      }
    }
    return state
        + " "
        + (state == AlertState.CLOSED ? reason : null)
        + (isToldOf(standing, causes, endsByItself) ? "" : " suspended");
  }

  /** A clock that walks over the decisions, and asks at each minute whether an episode begins that nothing holds back. */
  private static boolean isToldOf(
      Map<Long, Finding> episodes, List<AlertCause> causes, boolean endsByItself) {
    List<SuspensionChange> decided = new ArrayList<>();
    for (AlertCause cause : causes) {
      if (cause instanceof Suspended it && !decided.contains(it.change())) {
        decided.add(it.change());
      }
    }
    decided.sort(Comparator.comparing(SuspensionChange::id));
    Map<String, SuspensionChange.Grant> inForce = new TreeMap<>();
    boolean told = false;
    for (int minute = 0; minute <= Causes.LAST_MINUTE; minute++) {
      long now = Causes.minute(minute);
      for (SuspensionChange change : decided) {
        if (change.occurredAt() == now && change.grant() == null) {
          inForce.remove(change.suspensionId());
        } else if (change.occurredAt() == now) {
          inForce.put(change.suspensionId(), change.grant());
        }
      }
      boolean held = inForce.values().stream().anyMatch(grant -> now < grant.until());
      told |=
          (!held || !endsByItself) && episodes.values().stream().anyMatch(e -> e.openedAt() == now);
    }
    return told;
  }

  @Property(tries = 2000)
  void no_alert_is_closed_without_an_officers_reason_nor_ends_against_its_card(@ForAll long seed) {
    Random random = new Random(seed);
    List<AlertCause> causes = Causes.any(random);
    AlertFold fold = new AlertFold(Causes.KEY.id(), Set.of(Causes.KEY.rule()));
    for (AlertCause cause : causes) {
      fold.add(cause);
      Alert alert = fold.alert();
      if (alert == null) {
        continue;
      }
      assertTrue(alert.state() != AlertState.ENDED, "this rule does not end by itself");
      if (alert.state() == AlertState.CLOSED) {
        assertTrue(
            alert.acts().stream()
                .anyMatch(
                    act ->
                        act.act() == OfficerAction.Act.CLOSE
                            && act.reason() == alert.closeReason()));
      }
      assertTrue(alert.changedAt() >= alert.openedAt());
    }
  }

  @Property(tries = 2000)
  void whoever_keeps_the_highest_revision_told_knows_the_alert(@ForAll long seed) {
    Random random = new Random(seed);
    AlertFold fold = new AlertFold(Causes.KEY.id());
    Alert told = null;
    long revision = -1;
    for (AlertCause cause : shuffledWithCopies(Causes.any(random), random)) {
      Alert before = fold.alert();
      boolean effective = fold.add(cause);
      Alert after = fold.alert();
      AlertEvent.Change change = AlertChanges.between(before, after);
      if (change != null) {
        assertTrue(effective, "a cause that is known is not told");
        assertTrue(fold.revision() > revision, "the last told has the highest revision");
        assertTrue(AlertChanges.causeAt(cause, change, after) > 0);
        assertEquals(before == null, told == null);
        told = after;
        revision = fold.revision();
      }
      assertEquals(fold.alert(), told);
    }
  }

  @Property(tries = 1000)
  void a_fold_that_was_written_and_read_is_the_same_and_goes_on_the_same(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    List<AlertCause> causes = shuffledWithCopies(Causes.any(random), random);
    int cut = random.nextInt(causes.size() + 1);
    Set<String> lasting = random.nextBoolean() ? Set.of() : Set.of(Causes.KEY.rule());
    AlertFold fold = new AlertFold(Causes.KEY.id(), lasting);
    causes.subList(0, cut).forEach(fold::add);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fold.write(new DataOutputStream(bytes));
    AlertFold read =
        AlertFold.read(
            Causes.KEY.id(),
            lasting,
            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (AlertCause cause : causes.subList(cut, causes.size())) {
      assertEquals(fold.add(cause), read.add(cause));
    }
    assertEquals(fold.alert(), read.alert());
    assertEquals(fold.revision(), read.revision());
  }

  private static void assertCaught(Supplier<Folding> broken) {
    for (long seed = 0; seed < 500; seed++) {
      try {
        laws(broken, seed);
      } catch (AssertionError caught) {
        assertNotNull(caught.getMessage());
        return;
      }
    }
    throw new AssertionError("the laws let a broken fold pass");
  }

  @Test
  void canary_a_fold_in_which_the_last_to_arrive_wins_is_caught() {
    assertCaught(
        () ->
            new Real() {
              private long arrivals;

              @Override
              public boolean add(AlertCause cause) {
                return super.add(
                    cause instanceof FindingChange change
                        ? new FindingChange(
                            change.key(),
                            change.episode(),
                            ++arrivals,
                            change.finding(),
                            change.late(),
                            change.watermark())
                        : cause);
              }
            });
  }

  @Test
  void canary_a_fold_that_counts_deliveries_is_caught() {
    assertCaught(
        () ->
            new Real() {
              private long deliveries;

              @Override
              public boolean add(AlertCause cause) {
                deliveries++;
                return super.add(cause);
              }

              @Override
              public long revision() {
                return super.revision() + deliveries;
              }
            });
  }

  @Test
  void canary_a_fold_that_takes_acts_in_the_order_of_arrival_is_caught() {
    assertCaught(
        () ->
            new Real() {
              private int arrivals;

              @Override
              public boolean add(AlertCause cause) {
                if (!(cause instanceof Act act)) {
                  return super.add(cause);
                }
                OfficerAction action = act.action();
                return super.add(
                    new Act(
                        new OfficerAction(
                            action.alert(),
                            action.officer(),
                            action.act(),
                            action.reason(),
                            action.note(),
                            Causes.minute(++arrivals),
                            action.receivedAt())));
              }
            });
  }

  @Test
  void canary_a_fold_that_forgets_withdrawals_that_come_first_is_caught() {
    assertCaught(
        () ->
            new Real() {
              @Override
              public boolean add(AlertCause cause) {
                boolean nothingYet = alert() == null;
                return cause instanceof FindingChange change
                        && change.finding() == null
                        && nothingYet
                    ? false
                    : super.add(cause);
              }
            });
  }

  @Test
  void canary_a_merge_that_takes_only_findings_is_caught() {
    assertCaught(
        () ->
            new Real() {
              private final List<AlertCause> mine = new ArrayList<>();

              @Override
              public boolean add(AlertCause cause) {
                mine.add(cause);
                return super.add(cause);
              }

              @Override
              public void addAll(Folding other) {
                try {
                  for (Object cause :
                      (List<?>) other.getClass().getDeclaredField("mine").get(other)) {
                    if (cause instanceof FindingChange change) {
                      add(change);
                    }
                  }
                } catch (ReflectiveOperationException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
  }
}
