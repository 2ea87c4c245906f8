package zhijiao.jobs.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.jobs.governance.DualControl.Refused;
import zhijiao.jobs.governance.Ledger.What;

class DualControlTest {

  private static final long NOW = 1_764_000_000_000L;
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final String FIXES = "rules.boundary.persistFixes";

  @TempDir private Path folder;
  private Ledger ledger;
  private DualControl control;

  @BeforeEach
  void begin() throws IOException {
    ledger = Ledger.open(folder, Thresholds.DEFAULT, null, "O-1", NOW);
    control = new DualControl(ledger, ZoneCatalog.EMPTY);
  }

  private static SettingsChange change(String id, String by, String path, String value, long from) {
    return new SettingsChange(
        id, new TreeMap<>(Map.of(path, value)), null, new Approval(by, "", 0, "fewer"), from, 0);
  }

  private static Campaign campaign(
      String id, long from, long until, long basisUntil, String path, String value) {
    return new Campaign(
        id,
        new Campaign.Overlay(
            until,
            "notice 7, item 2",
            basisUntil,
            new Campaign.Scope(
                new TreeSet<>(List.of("331102")),
                new TreeSet<>(),
                new TreeSet<>(List.of(Tier.STRICT))),
            new TreeMap<>(Map.of(path, value))),
        new Approval("O-1", "", 0, "holiday"),
        from,
        0);
  }

  private void tried(String id) throws Refused, IOException {
    ObjectNode result = new ObjectMapper().createObjectNode().put("added", 0);
    control.tried(id, "O-1", result, NOW);
  }

  private String refused(org.junit.jupiter.api.function.Executable act) {
    int before = ledger.entries().size();
    String why = assertThrows(Refused.class, act).getMessage();
    assertEquals(before, ledger.entries().size(), "what is refused leaves no line");
    return why;
  }

  @Test
  void s28_what_one_proposed_and_another_approved_is_in_force_from_its_time() throws Exception {
    control.propose(change("SC-1", "O-1", FIXES, "5", NOW + 2 * HOUR), NOW);
    tried("SC-1");
    GovernanceFact approved = control.approve("SC-1", "O-2", null, NOW + HOUR / 2);
    SettingsHistory history =
        SettingsHistory.of(Thresholds.DEFAULT, ZoneCatalog.EMPTY, Ledger.read(folder).facts());
    assertNull(history.problemOf(approved));
    assertEquals("3", history.at(NOW + 2 * HOUR - 1).values().get(FIXES));
    assertEquals("5", history.at(NOW + 2 * HOUR).values().get(FIXES));
    assertEquals(
        List.of(What.OPENED, What.PROPOSED, What.TRIED, What.APPROVED),
        Ledger.read(folder).entries().stream().map(Ledger.Entry::what).toList());
    assertEquals(1, Files.readAllLines(folder.resolve("governance.jsonl")).size());
  }

  @Test
  void s28_nobody_approves_what_they_proposed() throws Exception {
    control.propose(change("SC-1", "O-1", FIXES, "5", NOW + 2 * HOUR), NOW);
    tried("SC-1");
    assertTrue(refused(() -> control.approve("SC-1", "O-1", null, NOW)).contains("another person"));
  }

  @Test
  void s28_a_change_is_not_approved_before_somebody_looked_at_what_it_would_change()
      throws Exception {
    control.propose(change("SC-1", "O-1", FIXES, "5", NOW + 2 * HOUR), NOW);
    assertTrue(refused(() -> control.approve("SC-1", "O-2", null, NOW)).contains("what-if"));
    control.approve("SC-1", "O-2", "no facts of that week are left", NOW);
    assertNotNull(ledger.find(What.APPROVED, "SC-1"));
  }

  @Test
  void s28_a_change_does_not_take_effect_within_the_hour_after_its_approval() throws Exception {
    control.propose(change("SC-1", "O-1", FIXES, "5", NOW + HOUR), NOW);
    tried("SC-1");
    assertTrue(refused(() -> control.approve("SC-1", "O-2", null, NOW + 1)).contains("earliest"));
    control.approve("SC-1", "O-2", null, NOW);
  }

  @Test
  void what_cannot_be_is_refused_when_it_is_proposed() {
    long later = NOW + 2 * HOUR;
    for (String[] bad :
        new String[][] {
          {FIXES, "1"},
          {FIXES, "many"},
          {"rules.boundary.persistFix", "3"},
          {"arrival.reorderBoundSeconds", "3"}
        }) {
      refused(() -> control.propose(change("SC-1", "O-1", bad[0], bad[1], later), NOW));
    }
    refused(() -> control.approve("SC-9", "O-2", null, NOW));
  }

  @Test
  void a_name_is_used_once_and_what_was_approved_is_not_withdrawn() throws Exception {
    control.propose(change("SC-1", "O-1", FIXES, "5", NOW + 2 * HOUR), NOW);
    refused(() -> control.propose(change("SC-1", "O-3", FIXES, "6", NOW + 2 * HOUR), NOW));
    control.propose(change("SC-2", "O-1", FIXES, "6", NOW + 2 * HOUR), NOW);
    control.withdraw("SC-2", "O-1", "on second thoughts", NOW);
    refused(() -> control.approve("SC-2", "O-2", "no time", NOW));
    control.approve("SC-1", "O-2", "no time", NOW);
    refused(() -> control.approve("SC-1", "O-2", "no time", NOW));
    refused(() -> control.withdraw("SC-1", "O-1", "too late", NOW));
  }

  @Test
  void s26_a_campaign_neither_outlives_its_basis_nor_lasts_beyond_a_month_nor_loosens() {
    long from = NOW + 2 * HOUR;
    refused(
        () -> control.propose(campaign("C", from, from + DAY, from + DAY - 1, FIXES, "2"), NOW));
    refused(() -> control.propose(campaign("C", from, from, from + DAY, FIXES, "2"), NOW));
    refused(
        () ->
            control.propose(
                campaign("C", from, from + 32 * DAY, from + 99 * DAY, FIXES, "2"), NOW));
    refused(() -> control.propose(campaign("C", from, from + DAY, from + DAY, FIXES, "3"), NOW));
    refused(() -> control.propose(campaign("C", from, from + DAY, from + DAY, FIXES, "4"), NOW));
    refused(
        () ->
            control.propose(
                campaign("C", from, from + DAY, from + DAY, "judge.matchThreshold", "0.6"), NOW));
  }

  @Test
  void s26_a_campaign_is_over_at_its_end_or_when_two_people_end_it() throws Exception {
    long from = NOW + 2 * HOUR;
    control.propose(campaign("C", from, from + 3 * DAY, from + 3 * DAY, FIXES, "2"), NOW);
    tried("C");
    control.approve("C", "O-2", null, NOW);
    Campaign end = new Campaign("C", null, new Approval("O-2", "", 0, "quiet"), from + DAY, 0);
    control.propose(end, from);
    assertTrue(refused(() -> control.approve("C:end", "O-2", null, from)).contains("another"));
    GovernanceFact ended = control.approve("C:end", "O-3", null, from);
    assertNull(
        SettingsHistory.of(Thresholds.DEFAULT, ZoneCatalog.EMPTY, ledger.facts()).problemOf(ended));
    refused(
        () ->
            control.propose(
                new Campaign("D", null, new Approval("O-2", "", 0, "quiet"), from + DAY, 0), from));
  }

  @Test
  void s28_a_line_of_the_ledger_that_was_altered_left_out_or_moved_is_found() throws Exception {
    control.propose(change("SC-1", "O-1", FIXES, "5", NOW + 2 * HOUR), NOW);
    control.approve("SC-1", "O-2", "no time", NOW);
    Path file = folder.resolve(Ledger.FILE);
    List<String> lines = Files.readAllLines(file);
    for (List<String> forged :
        List.of(
            List.of(lines.get(0), lines.get(1).replace("=5", "=6"), lines.get(2)),
            List.of(lines.get(0), lines.get(2)),
            List.of(lines.get(0), lines.get(2), lines.get(1)),
            List.of(lines.get(1), lines.get(2)))) {
      Files.write(file, forged);
      assertThrows(IOException.class, () -> Ledger.read(folder));
    }
    Files.write(file, lines);
    assertEquals(3, Ledger.read(folder).entries().size());
  }

  @Test
  void s28_a_job_does_not_start_when_thresholds_were_changed_beside_the_ledger() throws Exception {
    ledger.requireBase(Thresholds.DEFAULT, null);
    Thresholds other = Thresholds.DEFAULT.with(Map.of(FIXES, "5"));
    String why =
        assertThrows(IOException.class, () -> ledger.requireBase(other, null)).getMessage();
    assertTrue(why.contains(FIXES), why);
    Path zones = Files.writeString(folder.resolve("zones.geojson"), "{}");
    assertThrows(IOException.class, () -> ledger.requireBase(Thresholds.DEFAULT, zones));
  }
}
