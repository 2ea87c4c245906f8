package zhijiao.jobs.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.GeneratedPage;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.Setting;
import zhijiao.core.settings.SettingsPage;
import zhijiao.core.settings.SettingsProblem;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.SettingsReader.Loaded;
import zhijiao.core.settings.SettingsTree;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.SettingsFile;
import zhijiao.rules.RuleCatalog;

/** The page is written anew by this test with {@code -Dzhijiao.pages=write}. */
class EngineSettingsTest {

  private static final List<Setting> ALL = SettingsReader.describe(EngineSettings::read);

  private static Loaded<EngineSettings> load(String yaml) throws InvalidSettingsException {
    return SettingsReader.read(SettingsFile.parse(yaml), EngineSettings::read);
  }

  private static List<String> problems(String yaml) {
    return assertThrows(InvalidSettingsException.class, () -> load(yaml)).problems().stream()
        .map(SettingsProblem::toString)
        .toList();
  }

  @Test
  void the_defaults_are_those_of_the_laws_beginning_and_of_chinas_calendar() throws IOException {
    EngineSettings settings = EngineSettings.DEFAULT;
    assertEquals(10, settings.reorderBoundSeconds());
    assertEquals(Limits.LAW_IN_FORCE, settings.earliestOccurredAt());
    assertEquals(CalendarFile.china(), settings.holidays());
    assertEquals(
        Limits.ofLaw(() -> 0).clockToleranceMillis(),
        settings.limits(() -> 0).clockToleranceMillis());
    assertEquals(
        RuleCatalog.shipped().rules().size(), RuleCatalog.of(settings.rules()).rules().size());
  }

  @Test
  void the_page_shows_every_setting_and_a_file_of_the_defaults() throws IOException {
    GeneratedPage.require("settings.md", page());
  }

  private static String page() {
    return """
        # Settings

        <!-- Generated from the settings' records; EngineSettingsTest says how to write it anew. -->

        Settings are given as a file of YAML: `./zhijiao replay --facts DIR --out DIR --settings FILE`. What is left out
        has its default. All problems of a file are told at once. A person's own terms (curfew, grace, zones, check-ins)
        are never settings: they come with the person's order.

        "checked" says whether the number was looked up at its source.

        """
        + SettingsPage.markdown(ALL)
        + "\n## A file with every default\n\n```yaml\n"
        + SettingsPage.file(ALL)
        + "```\n";
  }

  @Test
  void the_file_on_the_page_says_what_holds_without_it() throws Exception {
    SettingsTree tree = SettingsFile.parse(SettingsPage.file(ALL));
    Loaded<EngineSettings> written = SettingsReader.read(tree, EngineSettings::read);
    Loaded<EngineSettings> unwritten = load("");
    assertEquals(EngineSettings.DEFAULT, written.settings());
    assertEquals(unwritten.used(), written.used());
    assertEquals(ALL.size(), written.used().values().size());
    for (Setting setting : ALL) {
      assertTrue(tree.lines().containsKey(setting.path()), setting.path());
    }
  }

  @Test
  void every_setting_reaches_the_settings_under_its_own_name() throws Exception {
    Map<String, String> other =
        Map.ofEntries(
            Map.entry("calendar", "other.json"),
            Map.entry("arrival.earliestDate", "2015-05-01"),
            Map.entry("arrival.requireBases", "true"),
            Map.entry("judge.matchThreshold", "0.9"),
            Map.entry("rules.curfew.persistFixes", "2"),
            Map.entry("rules.boundary.persistFixes", "2"),
            Map.entry("rules.lowBattery.lowPercent", "10"),
            Map.entry("rules.batteryIgnored.lowPercent", "10"),
            Map.entry("rules.checkInOddHour.atLeast", "6"),
            Map.entry("rules.checkInOddHour.goesOnWith", "4"),
            Map.entry("tiers.leaveStrict", "0.25"),
            Map.entry("tiers.enterLenient", "0.05"),
            Map.entry("tiers.leaveLenient", "0.2"));
    TreeSet<String> hashes = new TreeSet<>();
    for (Setting setting : ALL) {
      String value = other.get(setting.path());
      if (value == null) {
        String allowed = setting.allowed();
        value = allowed.substring(allowed.lastIndexOf(' ') + 1);
      }
      String yaml = nested(setting.path(), value);
      Loaded<EngineSettings> changed = load(yaml);
      assertNotEquals(EngineSettings.DEFAULT, changed.settings(), yaml);
      assertTrue(
          changed.settings().toString().contains(value)
              || setting.path().equals("arrival.earliestDate"),
          yaml);
      hashes.add(changed.used().hash());
    }
    assertEquals(ALL.size(), hashes.size());
  }

  private static String nested(String path, String value) {
    StringBuilder yaml = new StringBuilder();
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length; i++) {
      yaml.append("  ".repeat(i)).append(names[i]).append(i + 1 < names.length ? ":\n" : ": ");
    }
    return yaml.append(value).append('\n').toString();
  }

  @Test
  void bad_settings_are_told_all_at_once_with_lines_and_what_was_meant(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("settings.yaml");
    Files.writeString(
        file,
        """
        arival:
          reorderBoundSeconds: 10
        judge:
          matchThreshold: .nan
          aloneScore: "0.9"
          aloneScore: 0.9
          plausibleSpeedKmh: 1e400
        timeline:
          keptDays: 99999999999999999999
          sealedHoldHours:
        rules:
          curfew:
            persitFixes: 3
            persistMinutes: 2.5
            graceMinutes: 10
          boundry: {persistFixes: 3}
        persistMinutes: 3
        """);
    InvalidSettingsException thrown =
        assertThrows(InvalidSettingsException.class, () -> EngineSettings.load(file));
    assertEquals(
        """
        12 problems in the settings:
          arival (line 1) is not a setting; did you mean arrival?
          judge.matchThreshold (line 4) is NaN; it must be a number from 0.5 to 1
          judge.aloneScore (line 5) is the text "0.9"; it must be a number from 0.5 to 1
          judge.aloneScore (line 6) is set a second time; first on line 5
          judge.plausibleSpeedKmh (line 7) is Infinity; it must be a number from 30 to 1200 (km/h)
          timeline.keptDays (line 9) is 99999999999999999999; it must be a whole number from 1 to 31 (days)
          timeline.sealedHoldHours (line 10) is empty; it must be a whole number from 0 to 168 (hours), or leave the line out
          rules.curfew.persitFixes (line 13) is not a setting; did you mean persistFixes?
          rules.curfew.persistMinutes (line 14) is 2.5; it must be a whole number from 1 to 60 (minutes)
          rules.curfew.graceMinutes (line 15) is not a setting; known here: evidenceMaxAgeMinutes, persistFixes, persistMinutes, sightingLapseMinutes
          rules.boundry (line 16) is not a setting; did you mean boundary?
          persistMinutes (line 17) is not a setting; known here: calendar, arrival, judge, timeline, alerts, health, tiers, rules""",
        thrown.getMessage());
  }

  @Test
  void a_lone_sighting_may_not_need_less_than_any_sighting() {
    assertEquals(
        List.of("judge.aloneScore (line 3) is 0.8; it must not be below matchThreshold"),
        problems("judge:\n  matchThreshold: 0.9\n  aloneScore: 0.8\n"));
  }

  @Test
  void facts_from_before_the_law_can_be_let_in() throws Exception {
    EngineSettings settings = load("arrival: {earliestDate: 2015-05-01}").settings();
    assertEquals(
        Instant.parse("2015-04-30T16:00:00Z").toEpochMilli(), settings.limits(() -> 0).earliest());
    assertEquals(1, problems("arrival: {earliestDate: 2015-02-30}").size());
    assertEquals(1, problems("arrival: {earliestDate: 1970-01-01}").size());
  }

  @Test
  void a_calendar_that_is_not_there_is_named(@TempDir Path folder) throws Exception {
    Path nowhere = folder.resolve("nowhere.json");
    EngineSettings settings = load("calendar: " + nowhere).settings();
    assertTrue(
        assertThrows(NoSuchFileException.class, settings::holidays)
            .getMessage()
            .contains("nowhere.json"));
  }

  @Test
  void canary_a_page_that_says_something_else_is_caught() {
    assertThrows(
        AssertionError.class,
        () -> GeneratedPage.compare("settings.md", page().replace("`10`", "`11`")));
  }
}
