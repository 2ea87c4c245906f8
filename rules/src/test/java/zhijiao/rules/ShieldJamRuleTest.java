package zhijiao.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.health.Silences;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.RuleCard.Matter;

class ShieldJamRuleTest {

  private static final String ORDER =
      "order: home circle 28.4511,119.9203 r 80m; tag reports every 1m\n"
          + "places: {road: \"28.4611,119.9203\"}";

  private final Telling tag = new Telling("shield-jam", ORDER);

  /** Five fixes of a minute each up to a full hour and four minutes; the next hour's first ends the silence. */
  private static List<String> run(int hour, String fix) {
    List<String> lines = new ArrayList<>();
    for (int minute = 0; minute < 5; minute++) {
      lines.add(hour + ":0" + minute + " " + fix);
    }
    return lines;
  }

  private String found(List<String> lines) {
    return tag.found(lines.toArray(String[]::new));
  }

  private static List<String> runs(int... hours) {
    List<String> lines = new ArrayList<>();
    for (int hour : hours) {
      lines.addAll(run(hour, "fix road ±8m gps"));
    }
    return lines;
  }

  @Test
  void the_third_sudden_silence_is_told_when_the_tag_is_heard_again_and_each_further_one() {
    assertEquals("", found(runs(12, 13, 14)));
    assertEquals("15:00:00-15:00:00", found(runs(12, 13, 14, 15)));
    assertEquals("15:00:00-15:00:00 16:00:00-16:00:00", found(runs(12, 13, 14, 15, 16)));
  }

  @Test
  void a_silence_of_a_quarter_of_an_hour_is_none_and_a_second_more_is_one() {
    List<String> lines = runs(12, 13, 14);
    List<String> short_ = new ArrayList<>(lines);
    short_.add("14:19 fix road ±8m gps");
    assertEquals("", found(short_));
    lines.add("14:19:01 fix road ±8m gps");
    assertEquals("14:19:01-14:19:01", found(lines));
  }

  @Test
  void worse_reception_before_a_silence_explains_it() {
    for (String last :
        new String[] {"fix road ±21m gps", "fix road ±8m wifi", "fix road ±300m cell"}) {
      List<String> lines = runs(12, 13, 14);
      lines.add("14:05 " + last);
      lines.addAll(runs(15));
      assertEquals("", found(lines), last);
    }
  }

  @Test
  void four_good_fixes_are_too_few() {
    List<String> lines = runs(12, 13, 14);
    lines.remove(lines.size() - 1);
    lines.addAll(runs(15));
    assertEquals("", found(lines));
  }

  @Test
  void whoever_switched_the_tag_off_or_let_it_die_did_not_shield_it() {
    List<String> off = runs(12, 13, 14);
    off.add("14:05 switched off");
    off.addAll(runs(15));
    assertEquals("", found(off));
    List<String> empty = runs(12, 13, 14);
    empty.add("14:05 battery 19%");
    empty.add("15:00 charging");
    assertEquals("", found(empty));
    List<String> full = runs(12, 13, 14);
    full.add("14:05 battery 20%");
    full.addAll(runs(15));
    assertEquals("15:00:00-15:00:00", found(full));
  }

  @Test
  void they_lie_within_a_week() {
    assertEquals("2026-03-09 13:00:00 – 2026-03-09 13:00:00", dated("2026-03-09 13:00"));
    assertEquals("", dated("2026-03-09 13:00:01"));
  }

  /** Two silences on the first day, of which the first ends at one o'clock, and one that ends at the time given. */
  private String dated(String end) {
    List<String> lines = runs(12, 13, 14);
    lines.add("14:19 fix road ±300m cell");
    for (int minute = 0; minute < 5; minute++) {
      lines.add("2026-03-09 12:0" + minute + " fix road ±8m gps");
    }
    lines.add(end + " fix road ±8m gps");
    return tag.dated(lines.toArray(String[]::new));
  }

  @Test
  void what_was_stored_and_comes_later_fills_a_silence() {
    List<String> lines = runs(12, 13, 14);
    for (int minute = 10; minute < 60; minute += 10) {
      lines.add("14:" + minute + " fix road ±8m gps  (received 15:30)");
    }
    lines.addAll(runs(15));
    assertEquals("", found(lines));
  }

  @Test
  void it_begins_anew_with_another_authorisation() {
    List<String> lines = runs(12, 13, 14);
    lines.add("14:30 authorisation A-1 revoked");
    lines.add("14:40 authorisation A-2 until 2026-03-20 12:00");
    lines.addAll(runs(15));
    assertEquals("", found(lines));
  }

  /** S12: loss of signal is never held against anyone. */
  @Test
  void s12_shielding_is_a_matter_of_the_device() {
    assertEquals(Matter.EQUIPMENT, ShieldJamRule.CARD.matter());
  }

  @Test
  void it_shows_the_last_fix_before_each_silence_and_what_ended_it() {
    Finding finding = tag.findings(runs(12, 13, 14, 15).toArray(String[]::new)).get(0);
    assertEquals(6, finding.evidence().size());
    assertEquals("3", finding.parameters().get("losses"));
    assertEquals(null, finding.parameters().get(Silences.STATION));
  }

  @Test
  void all_silences_of_the_window_are_shown_and_those_that_the_station_may_explain() {
    List<String> lines = new ArrayList<>(run(12, "fix road ±8m gps via ST-1"));
    lines.addAll(run(13, "fix road ±8m gps via ST-2"));
    lines.addAll(run(14, "fix road ±8m gps via ST-1"));
    lines.addAll(run(15, "fix road ±8m gps via ST-1"));
    lines.addAll(run(16, "fix road ±8m gps"));
    List<Finding> found = tag.findings(lines.toArray(String[]::new));
    Finding last = found.get(found.size() - 1);
    assertEquals(8, last.evidence().size());
    assertEquals("4", last.parameters().get("losses"));
    assertEquals("ST-1", last.parameters().get(Silences.STATION));
    assertEquals(3, last.parameters().get(Silences.SILENT_FROM).split(" ").length);
    assertEquals("1", last.parameters().get(Silences.SPARE));
  }

  @Test
  void of_a_tag_that_is_cut_off_all_the_time_nine_are_shown() {
    List<Finding> found =
        tag.findings(runs(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21).toArray(String[]::new));
    assertEquals(9, found.size());
    assertEquals("9", found.get(8).parameters().get("losses"));
    assertEquals(18, found.get(8).evidence().size());
  }
}
