package zhijiao.jobs.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.alert.Alert;
import zhijiao.core.fact.Approval;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.fact.SettingsChange;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.core.settings.Setting;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.ResultFiles;
import zhijiao.jobs.main.ReplayJob;
import zhijiao.rules.Tightening;

class SettingsHistoryTest {

  private static final long FROM = 1_764_000_000_000L;
  private static final long DAY = 86_400_000L;
  private static final String FIXES = "rules.boundary.persistFixes";
  private static final Approval TWO = new Approval("O-1", "O-2", FROM - DAY, "reason");

  private static SettingsChange change(String id, String value, long from) {
    return new SettingsChange(id, new TreeMap<>(Map.of(FIXES, value)), null, TWO, from, FROM);
  }

  private static Campaign campaign(String id, long from) {
    return new Campaign(
        id,
        new Campaign.Overlay(
            from + DAY,
            "basis",
            from + DAY,
            new Campaign.Scope(new TreeSet<>(List.of("331102")), new TreeSet<>(), new TreeSet<>()),
            new TreeMap<>(Map.of(FIXES, "2"))),
        TWO,
        from,
        FROM);
  }

  private static SettingsHistory history(List<GovernanceFact> facts) {
    return SettingsHistory.of(Thresholds.DEFAULT, ZoneCatalog.EMPTY, facts);
  }

  @Test
  void later_changes_add_to_earlier_ones_whatever_order_they_are_read_in() {
    List<GovernanceFact> facts =
        new ArrayList<>(List.of(change("b", "7", FROM + 10), change("a", "5", FROM)));
    SettingsHistory history = history(facts);
    assertEquals("3", history.at(FROM - 1).values().get(FIXES));
    assertEquals("5", history.at(FROM + 9).values().get(FIXES));
    assertEquals("7", history.at(FROM + 10).values().get(FIXES));
  }

  @Test
  void of_two_changes_of_one_name_the_first_holds() {
    GovernanceFact later = change("a", "7", FROM + 10);
    SettingsHistory history = history(List.of(later, change("a", "5", FROM)));
    assertEquals("5", history.at(FROM + 10).values().get(FIXES));
    assertNotNull(history.problemOf(later));
  }

  @Test
  void no_more_than_four_campaigns_run_at_a_time() {
    List<GovernanceFact> facts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      facts.add(campaign("c" + i, FROM + i));
    }
    facts.add(campaign("later", FROM + 2 * DAY));
    SettingsHistory history = history(facts);
    assertNotNull(history.problemOf(facts.get(4)));
    assertNull(history.problemOf(facts.get(3)));
    assertNull(history.problemOf(facts.get(5)));
  }

  @Test
  void s26_what_a_campaign_may_tighten_is_a_setting_and_its_bound_lies_within_the_range() {
    Map<String, Setting> known = Thresholds.known();
    for (Tightening tightening : Tightening.ALL) {
      Setting setting = known.get(tightening.path());
      assertNotNull(setting, tightening.path());
      int standard = Integer.parseInt(setting.standard());
      assertEquals(
          tightening.bound(), tightening.tighter(standard, tightening.bound()), tightening.path());
      try {
        Thresholds.DEFAULT.with(Map.of(tightening.path(), Integer.toString(tightening.bound())));
      } catch (zhijiao.core.settings.InvalidSettingsException e) {
        throw new AssertionError(tightening.path(), e);
      }
    }
  }

  /** The first day of the examples, on which S-3 leaves the county. */
  @Test
  void s28_findings_tell_by_which_change_and_campaign_their_settings_held(@TempDir Path folder)
      throws Exception {
    Path example = Path.of("..", "examples", "first-day").toAbsolutePath();
    Path facts = Files.createDirectories(folder.resolve("facts"));
    try (var files = Files.list(example)) {
      for (Path file : files.toList()) {
        Files.copy(file, facts.resolve(file.getFileName()));
      }
    }
    long begins = 1_772_294_400_000L; // 2026-03-01 in China
    Approval early = new Approval("O-1", "O-2", begins - 2 * DAY, "reason");
    List<String> lines = new ArrayList<>();
    lines.add(
        FactJson.write(
            new SettingsChange(
                "SC-1",
                new TreeMap<>(Map.of(FIXES, "5")),
                null,
                early,
                begins - DAY,
                begins - DAY)));
    lines.add(
        FactJson.write(
            new Campaign(
                "C-1",
                new Campaign.Overlay(
                    begins + 9 * DAY,
                    "notice 7",
                    begins + 9 * DAY,
                    new Campaign.Scope(
                        new TreeSet<>(List.of("331102")), new TreeSet<>(), new TreeSet<>()),
                    new TreeMap<>(Map.of(FIXES, "2"))),
                early,
                begins - DAY,
                begins - DAY)));
    Files.write(facts.resolve(FactFile.GOVERNANCE.fileName()), lines);
    ResultFiles.Summary summary = ReplayJob.run(ReplayJob.Request.of(facts, folder.resolve("out")));
    assertTrue(summary.addsUp(), summary.toString());
    assertEquals(0, summary.deadLetters().getOrDefault("NOT_IN_FORCE", 0L));
    Map<String, Map<String, String>> told = new TreeMap<>();
    for (Alert alert : summary.alerts()) {
      told.put(alert.key().rule(), alert.episodes().get(0).parameters());
    }
    Map<String, String> boundary = told.get("boundary");
    assertNotNull(boundary, told.toString());
    assertEquals("2", boundary.get("persistFixes"));
    assertEquals("C-1", boundary.get("campaign"));
    assertEquals("notice 7", boundary.get("campaignBasis"));
    assertEquals("SC-1", boundary.get("settingsChange"));
    assertNull(told.get("curfew").get("campaign"), told.toString());
  }
}
