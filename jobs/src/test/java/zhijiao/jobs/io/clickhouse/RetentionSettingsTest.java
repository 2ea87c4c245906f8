package zhijiao.jobs.io.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.GeneratedPage;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.Setting;
import zhijiao.core.settings.SettingsPage;
import zhijiao.core.settings.SettingsReader;
import zhijiao.jobs.io.SettingsFile;

/** The page is written anew by this test with {@code -Dzhijiao.pages=write}. */
class RetentionSettingsTest {

  private static final List<Setting> ALL = SettingsReader.describe(RetentionSettings::read);

  private static RetentionSettings read(String yaml) throws InvalidSettingsException {
    return SettingsReader.read(SettingsFile.parse(yaml), RetentionSettings::read).settings();
  }

  @Test
  void the_page_shows_every_setting_and_a_file_of_the_defaults() throws IOException {
    GeneratedPage.require(
        "retention.md",
        """
        # Retention

        <!-- Generated from the settings' record; RetentionSettingsTest says how to write it anew. -->

        What is about a person is forgotten after a stated time, unless it is evidence. `./zhijiao retention --clickhouse URL
        --settings FILE` sets for how many days tables keep their rows; ClickHouse deletes by itself from then on. Without the
        command the defaults hold. Raw tracks are in no table: fixes lie in the broker's topics, and the command names the
        `retention.ms` that goes with `rawDays`. Orders, authorisations and leave are the register, and stay.

        ```
        ./zhijiao retention --clickhouse URL --hold person:S-0042 --because "appeal, file 7" --officer P-3
        ./zhijiao retention --clickhouse URL --lift alert:0123456789abcdef --because "appeal decided" --officer P-3
        ./zhijiao retention --clickhouse URL --settings FILE --dry-run
        ./zhijiao retention --clickhouse URL
        ```

        A person who is held keeps every row about them, an alert that is held its evidence and its changes, whatever the days
        say. Who held or let go, when and why is never deleted. `--dry-run` says which tables would change and how many rows would
        go; the last line lists what is held. A hold given together with settings is in force before them. What is held is not deleted from the
        moment the command returns; what was deleted before cannot be brought back. When a hold is lifted, what has grown too
        old meanwhile is deleted at once. Copies outside the database (topics, backups, results of a replay) know no holds.

        """
            + SettingsPage.markdown(ALL)
            + "\n## A file with every default\n\n```yaml\n"
            + SettingsPage.file(ALL)
            + "```\n");
  }

  @Test
  void raw_records_are_kept_for_ninety_days_and_what_is_left_out_has_its_default()
      throws InvalidSettingsException {
    assertEquals(90, RetentionSettings.DEFAULT.rawDays());
    assertEquals(
        new RetentionSettings(90, 30, 730, 1825, 0), read("checkInDays: 30\nalertDays: 1825\n"));
  }

  @Test
  void raw_records_cannot_be_kept_for_ever_and_a_misspelt_setting_is_no_default() {
    assertTrue(
        assertThrows(InvalidSettingsException.class, () -> read("rawDays: 0\nalertDay: 3\n"))
            .problems()
            .toString()
            .contains("alertDays"));
  }
}
