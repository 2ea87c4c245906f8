package zhijiao.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zhijiao.core.alert.Causes.minute;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.core.rule.RuleCard.Matter;
import zhijiao.core.rule.Severity;

class IncidentsTest {

  private static final Subject WHO = new Subject("s-1");
  private static final int GOES_ON = -1;
  private static final int DAY = 24 * 60;

  private static final AlertPolicy POLICY =
      new AlertPolicy(
          Map.of("secret", card("secret", Audience.CLINICIAN), "tag", card("tag", Audience.OFFICE)),
          AlertSettings.DEFAULT,
          Long.MAX_VALUE);

  private static RuleCard card(String id, Audience audience) {
    return new RuleCard(id, 1, Severity.P2, "x", "某", true, Matter.CONDUCT, audience);
  }

  /** An alert with one episode for each pair of minutes. */
  private static Alert alert(String rule, AlertState state, boolean suspended, int... minutes) {
    AlertKey key = new AlertKey(rule, WHO, "t", LocalDate.of(2026, 11, 1));
    List<Finding> episodes = new ArrayList<>();
    for (int i = 0; i < minutes.length; i += 2) {
      episodes.add(
          new Finding(
              rule,
              1,
              Severity.P2,
              WHO,
              "t",
              key.day(),
              minute(minutes[i]),
              minutes[i + 1] == GOES_ON ? null : (Long) minute(minutes[i + 1]),
              List.of(),
              new TreeMap<>(),
              "331102",
              "331102001",
              Tier.GENERAL,
              false));
    }
    return new Alert(
        key.id(),
        key,
        1,
        Severity.P2,
        state,
        null,
        episodes,
        List.of(),
        minute(minutes[0]),
        minute(minutes[0]),
        "331102",
        "331102001",
        Tier.GENERAL,
        false,
        suspended);
  }

  private static Alert alert(String rule, int... minutes) {
    return alert(rule, AlertState.NEW, false, minutes);
  }

  private final Incidents incidents = new Incidents(WHO, POLICY);
  private final Map<AlertId, IncidentMember> told = new HashMap<>();
  private long revision;

  private void add(Alert alert) {
    for (IncidentMember member : incidents.add(alert, ++revision, minute(0))) {
      IncidentMember before = told.put(member.alert(), member);
      assertTrue(before == null || before.revision() < member.revision(), "revisions rise");
    }
  }

  private @Nullable IncidentId of(Alert alert) {
    return told.get(alert.id()).incident();
  }

  @Test
  void a_cut_strap_the_silence_after_it_and_the_way_out_are_one_incident() {
    Alert cut = alert("strap-cut", 0, 3);
    Alert silence = alert("no-comm", 20, 50);
    Alert exit = alert("boundary", 79, GOES_ON);
    List.of(exit, cut, silence).forEach(this::add);
    assertEquals(IncidentId.of(cut.id()), of(cut));
    assertEquals(of(cut), of(silence));
    assertEquals(of(cut), of(exit));
    assertEquals(3, told.get(cut.id()).alerts());
    assertEquals(minute(0), told.get(exit.id()).since());
  }

  @Test
  void a_second_more_than_the_gap_is_another_incident() {
    Alert first = alert("curfew", 0, 10);
    Alert near = alert("boundary", 40, 41);
    Alert far = alert("exclusion-zone", 72, 80);
    List.of(first, near, far).forEach(this::add);
    assertEquals(of(first), of(near));
    assertNotEquals(of(first), of(far));
  }

  @Test
  void what_goes_on_draws_in_a_day_and_no_more() {
    Alert drawer = alert("no-comm", 0, GOES_ON);
    Alert evening = alert("curfew", DAY, DAY + 5);
    Alert later = alert("boundary", DAY + 36, DAY + 50);
    List.of(drawer, evening, later).forEach(this::add);
    assertEquals(of(drawer), of(evening));
    assertNotEquals(of(drawer), of(later));
  }

  @Test
  void an_alert_that_comes_late_joins_two_incidents_and_its_retraction_parts_them() {
    Alert first = alert("curfew", 0, 10);
    Alert last = alert("boundary", 60, 70);
    add(first);
    add(last);
    assertNotEquals(of(first), of(last));
    add(alert("exclusion-zone", 35, 40));
    assertEquals(of(first), of(last));
    Alert gone = alert("exclusion-zone", AlertState.RETRACTED, false, 35, 40);
    add(gone);
    assertNotEquals(of(first), of(last));
    assertEquals(null, of(gone));
  }

  @Test
  void several_episodes_of_one_alert_are_one_alert_in_one_incident() {
    Alert flapping = alert("exclusion-zone", 0, 5, 10, 12, 600, 610);
    Alert near = alert("boundary", 620, 630);
    add(flapping);
    add(near);
    assertEquals(of(flapping), of(near));
    assertEquals(2, told.get(near.id()).alerts());
  }

  @Test
  void alerts_of_different_audiences_are_never_brought_together() {
    Alert secret = alert("secret", 0, 10);
    Alert office = alert("curfew", 0, 10);
    add(secret);
    add(office);
    assertNotEquals(of(secret), of(office));
    assertEquals(1, told.get(office.id()).alerts());
  }

  @Test
  void what_is_suspended_belongs_to_no_incident() {
    Alert kept = alert("curfew", AlertState.NEW, true, 0, 10);
    Alert first = alert("boundary", 5, 10);
    add(kept);
    add(first);
    assertTrue(!told.containsKey(kept.id()));
    assertEquals(1, told.get(first.id()).alerts());
  }

  @Test
  void the_past_is_forgotten_and_an_act_about_it_changes_nothing() {
    Alert old = alert("curfew", 0, 10);
    add(old);
    long now = incidents.forgetAt();
    incidents.forget(now);
    assertTrue(incidents.isEmpty());
    assertEquals(List.of(), incidents.add(old, 99, now));
  }

  private static Incidents reread(Incidents incidents) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      incidents.write(new DataOutputStream(bytes));
      return Incidents.read(
          WHO, POLICY, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Version(Alert alert, long revision) {}

  /** Up to six alerts in up to three versions each. */
  private static List<Version> any(Random random) {
    List<Version> versions = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String rule = i == 5 ? "secret" : "rule-" + i;
      int from = random.nextInt(300);
      for (int revision = 1; revision <= 1 + random.nextInt(3); revision++) {
        int until = random.nextInt(8) == 0 ? GOES_ON : from + random.nextInt(60);
        AlertState state = random.nextInt(5) == 0 ? AlertState.RETRACTED : AlertState.ENDED;
        versions.add(
            new Version(alert(rule, state, random.nextInt(6) == 0, from, until), revision));
      }
    }
    return versions;
  }

  /** Straight from the sentence: overlap or follow within half an hour, and so on from alert to alert. */
  private static Map<AlertId, Integer> sizes(List<Version> versions) {
    Map<AlertId, Version> last = new TreeMap<>();
    versions.forEach(
        v -> last.merge(v.alert().id(), v, (a, b) -> a.revision() > b.revision() ? a : b));
    List<Alert> standing =
        last.values().stream()
            .map(Version::alert)
            .filter(a -> a.state() != AlertState.RETRACTED && !a.suspended())
            .toList();
    Map<AlertId, Integer> sizes = new HashMap<>();
    for (Alert one : standing) {
      List<Alert> reached = new ArrayList<>(List.of(one));
      for (int i = 0; i < reached.size(); i++) {
        for (Alert other : standing) {
          if (!reached.contains(other) && isNear(reached.get(i), other)) {
            reached.add(other);
          }
        }
      }
      sizes.put(one.id(), reached.size());
    }
    return sizes;
  }

  private static boolean isNear(Alert a, Alert b) {
    long gap = 30 * 60_000L;
    return POLICY.audience(a) == POLICY.audience(b)
        && a.openedAt() <= end(b) + gap
        && b.openedAt() <= end(a) + gap;
  }

  private static long end(Alert alert) {
    long reach = alert.openedAt() + DAY * 60_000L;
    Long ended = alert.endedAt();
    return ended == null ? reach : Math.min(ended, reach);
  }

  @Property
  void any_order_copies_and_bytes_end_in_the_incidents_of_the_sentence(@ForAll long seed) {
    Random random = new Random(seed);
    List<Version> versions = any(random);
    List<Version> sent = new ArrayList<>(versions);
    versions.stream().filter(v -> random.nextBoolean()).forEach(sent::add);
    Collections.shuffle(sent, random);
    Incidents growing = new Incidents(WHO, POLICY);
    Map<AlertId, IncidentMember> last = new HashMap<>();
    for (Version version : sent) {
      for (IncidentMember member : growing.add(version.alert(), version.revision(), minute(0))) {
        IncidentMember before = last.put(member.alert(), member);
        assertTrue(before == null || before.revision() < member.revision(), "revisions rise");
      }
      growing = reread(growing);
    }
    Map<AlertId, Integer> found = new HashMap<>();
    last.forEach(
        (id, member) -> {
          if (member.incident() != null) {
            found.put(id, member.alerts());
          }
        });
    assertEquals(sizes(versions), found);
  }
}
