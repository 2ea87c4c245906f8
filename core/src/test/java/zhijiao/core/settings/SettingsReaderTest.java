package zhijiao.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

  private enum Colour {
    RED,
    DARK_BLUE
  }

  private record Garden(
      int roses, double share, boolean open, String code, Colour colour, Duration pause, int low) {

    static Garden read(SettingsReader in) {
      SettingsReader beds = in.section("beds");
      Source source = Source.chosen("for the test");
      Garden garden =
          new Garden(
              beds.integer("roseCount", 3, 2, 10, "roses", "how many", source),
              beds.number("share", 0.85, 0, 1, "", "how much", source),
              in.flag("open", true, "whether one may come in", source),
              in.text("code", "331102", Pattern.compile("[0-9]{6}"), "six digits", "where", source),
              in.choice("colour", Colour.RED, "which", source),
              in.duration(
                  "pause",
                  Duration.ofSeconds(10),
                  Duration.ZERO,
                  Duration.ofMinutes(2),
                  "how long",
                  source),
              beds.integer("fewest", 1, 0, 10, "roses", "at least", source));
      beds.require(garden.low <= garden.roses, "fewest", "it must not be above roseCount");
      return garden;
    }
  }

  private static final Garden DEFAULT =
      new Garden(3, 0.85, true, "331102", Colour.RED, Duration.ofSeconds(10), 1);

  private static List<String> problems(Map<String, ?> values) {
    InvalidSettingsException thrown =
        assertThrows(
            InvalidSettingsException.class,
            () -> SettingsReader.read(SettingsTree.of(values), Garden::read));
    return thrown.problems().stream().map(SettingsProblem::toString).toList();
  }

  private static SettingsReader.Loaded<Garden> read(Map<String, ?> values)
      throws InvalidSettingsException {
    return SettingsReader.read(SettingsTree.of(values), Garden::read);
  }

  @Test
  void nothing_set_gives_the_defaults() {
    assertEquals(DEFAULT, SettingsReader.defaults(Garden::read));
  }

  @Test
  void what_is_set_is_read_and_the_edges_of_a_range_belong_to_it() throws Exception {
    Garden read =
        read(Map.of(
                "beds",
                Map.of("roseCount", 10, "share", 1, "fewest", BigInteger.TWO),
                "open",
                false,
                "code",
                "000000",
                "colour",
                "dark-blue",
                "pause",
                "2 m"))
            .settings();
    assertEquals(
        new Garden(10, 1.0, false, "000000", Colour.DARK_BLUE, Duration.ofMinutes(2), 2), read);
  }

  @Test
  void all_problems_come_at_once() {
    List<String> told =
        problems(
            Map.of(
                "beds",
                Map.of("roseCount", 99, "share", "much", "rosecont", 3),
                "opne",
                false,
                "code",
                331102,
                "colour",
                "darkblue",
                "pause",
                "3m"));
    assertEquals(
        List.of(
            "beds.rosecont is not a setting; did you mean roseCount?",
            "beds.roseCount is 99; it must be a whole number from 2 to 10 (roses)",
            "beds.share is the text \"much\"; it must be a number from 0 to 1",
            "code is 331102; it must be six digits",
            "colour is the text \"darkblue\"; it must be one of red, dark-blue;"
                + " did you mean dark-blue?",
            "opne is not a setting; did you mean open?",
            "pause is the text \"3m\"; it must be a whole number and one of ms, s, m, h, d,"
                + " from 0s to 2m"),
        told.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList());
  }

  @Test
  void numbers_that_are_no_numbers_or_too_large_are_refused() {
    for (Object share :
        List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.001, 1e300, BigInteger.TEN.pow(400))) {
      assertEquals(1, problems(Map.of("beds", Map.of("share", share))).size(), share.toString());
    }
    for (Object count :
        List.of(3.0, Double.NaN, 1L << 40, BigInteger.TEN.pow(40), "3", true, List.of(3))) {
      assertEquals(
          1, problems(Map.of("beds", Map.of("roseCount", count))).size(), count.toString());
    }
  }

  @Test
  void a_huge_value_is_told_in_one_short_line() {
    String told = problems(Map.of("code", "a\nb".repeat(100_000))).get(0);
    assertTrue(told.length() < 200, told);
    assertTrue(told.contains("\\u000a"), told);
    assertEquals(1, told.lines().count());
  }

  @Test
  void an_empty_value_is_no_default() {
    assertEquals(
        List.of("open is empty; it must be true or false, or leave the line out"),
        problems(Collections.singletonMap("open", null)));
  }

  @Test
  void a_section_that_is_a_value_is_told_once() {
    assertEquals(
        List.of("beds is 3; it is a section: settings go below it, indented"),
        problems(Map.of("beds", 3)));
  }

  @Test
  void a_setting_in_the_wrong_section_is_shown_its_place() {
    assertEquals(
        List.of("roseCount is not a setting; did you mean beds.roseCount?"),
        problems(Map.of("roseCount", 3)));
  }

  @Test
  void a_name_like_no_other_is_told_what_is_known() {
    assertEquals(
        List.of("beds.tulips is not a setting; known here: roseCount, share, fewest"),
        problems(Map.of("beds", Map.of("tulips", 3))));
  }

  @Test
  void rules_between_settings_are_told_with_the_rest() {
    assertEquals(
        List.of(
            "beds.fewest is 5; it must not be above roseCount",
            "opn is not a setting; did you mean open?"),
        problems(Map.of("beds", Map.of("fewest", 5), "opn", true)));
  }

  @Test
  void problems_of_the_file_are_told_with_those_of_the_values() {
    SettingsProblem ofFile = new SettingsProblem("open", 9, "is set a second time", "", null);
    SettingsTree tree = new SettingsTree(Map.of("code", 1), Map.of("code", 4), List.of(ofFile));
    InvalidSettingsException thrown =
        assertThrows(InvalidSettingsException.class, () -> SettingsReader.read(tree, Garden::read));
    assertEquals(
        "2 problems in the settings:\n"
            + "  code (line 4) is 1; it must be six digits\n"
            + "  open (line 9) is set a second time",
        thrown.getMessage());
  }

  @Test
  void the_values_used_do_not_depend_on_how_they_were_written() throws Exception {
    SettingsUsed one = read(Map.of("beds", Map.of("share", 1), "pause", "60s")).used();
    SettingsUsed other =
        read(new TreeMap<>(Map.of("pause", "1m", "beds", Map.of("share", 1.0)))).used();
    assertEquals(one, other);
    assertEquals(one.hash(), other.hash());
    assertEquals(
        "beds.fewest=1\nbeds.roseCount=3\nbeds.share=1\ncode=331102\ncolour=red\nopen=true\npause=1m\n",
        one.text());
    assertEquals("fewest=1\nroseCount=3\nshare=1\n", one.section("beds").text());
  }

  @Test
  void another_value_has_another_hash() throws Exception {
    assertNotEquals(
        read(Map.of()).used().hash(), read(Map.of("beds", Map.of("roseCount", 4))).used().hash());
  }

  @Test
  void the_page_names_every_setting_with_unit_range_and_source() {
    String page = SettingsPage.markdown(SettingsReader.describe(Garden::read));
    assertTrue(page.contains("## `beds`"), page);
    assertTrue(
        page.contains(
            "| `roseCount` | `3` | roses | a whole number from 2 to 10 | how many |"
                + " chosen: for the test | – |"),
        page);
    for (Setting setting : SettingsReader.describe(Garden::read)) {
      String name = setting.path().substring(setting.path().lastIndexOf('.') + 1);
      assertTrue(page.contains("| `" + name + "` |"), name);
    }
  }

  @Test
  void a_declaration_that_contradicts_itself_is_caught() {
    Source source = Source.chosen("for the test");
    Function<SettingsReader, Integer> outside = in -> in.integer("a", 11, 1, 10, "", "", source);
    Function<SettingsReader, Double> nan = in -> in.number("a", Double.NaN, 0, 1, "", "", source);
    Function<SettingsReader, String> code =
        in -> in.text("a", "x", Pattern.compile("[0-9]"), "a digit", "", source);
    assertThrows(IllegalArgumentException.class, () -> SettingsReader.defaults(outside));
    assertThrows(IllegalArgumentException.class, () -> SettingsReader.defaults(nan));
    assertThrows(IllegalArgumentException.class, () -> SettingsReader.defaults(code));
    assertThrows(
        IllegalStateException.class,
        () ->
            SettingsReader.defaults(
                in -> in.flag("a", true, "", source) & in.flag("a", false, "", source) ? 1 : 0));
    assertThrows(
        IllegalStateException.class,
        () ->
            SettingsReader.defaults(
                in -> {
                  boolean a = in.flag("a", true, "", source);
                  in.require(!a, "a", "it must be false");
                  return a;
                }));
  }
}
