package zhijiao.jobs.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.SettingsProblem;
import zhijiao.core.settings.SettingsTree;

class SettingsFileTest {

  private static List<String> refused(String yaml) {
    return assertThrows(InvalidSettingsException.class, () -> SettingsFile.parse(yaml))
        .problems()
        .stream()
        .map(SettingsProblem::toString)
        .toList();
  }

  private static List<String> problems(String yaml) throws InvalidSettingsException {
    return SettingsFile.parse(yaml).problems().stream().map(SettingsProblem::toString).toList();
  }

  @Test
  void sections_and_values_are_read_with_their_lines() throws Exception {
    SettingsTree tree =
        SettingsFile.parse("# first\nkeptDays: 7\nrules:\n  curfew: {persistFixes: 3}\n");
    assertEquals(
        Map.of(
            "keptDays",
            BigInteger.valueOf(7),
            "rules",
            Map.of("curfew", Map.of("persistFixes", BigInteger.valueOf(3)))),
        tree.values());
    assertEquals(
        Map.of("keptDays", 2, "rules", 3, "rules.curfew", 4, "rules.curfew.persistFixes", 4),
        tree.lines());
    assertEquals(List.of(), tree.problems());
  }

  @Test
  void an_empty_file_sets_nothing() throws Exception {
    for (String yaml : List.of("", "\n\n", "# nothing\n", "---\n", "null\n", "{}")) {
      assertTrue(SettingsFile.parse(yaml).values().isEmpty(), yaml);
    }
  }

  @Test
  void a_value_is_what_json_would_take_it_for() throws Exception {
    Map<String, ?> values =
        SettingsFile.parse(
                "a: no\nb: 010\nc: 1:30\nd: 0x1f\ne: 2026-11-01\nf: 1_000\ng: true\nh: 1.5e2\n"
                    + "i: \"7\"\nj: -3\nk: 30m\nl: yes\nm: 0b11\nn: +7\no: .5\n")
            .values();
    assertEquals("no", values.get("a"));
    assertEquals("010", values.get("b"));
    assertEquals("1:30", values.get("c"));
    assertEquals("0x1f", values.get("d"));
    assertEquals("2026-11-01", values.get("e"));
    assertEquals("1_000", values.get("f"));
    assertEquals(true, values.get("g"));
    assertEquals(150.0, values.get("h"));
    assertEquals("7", values.get("i"));
    assertEquals(BigInteger.valueOf(-3), values.get("j"));
    assertEquals("30m", values.get("k"));
    assertEquals("yes", values.get("l"));
    assertEquals("0b11", values.get("m"));
    assertEquals(BigInteger.valueOf(7), values.get("n"));
    assertEquals(".5", values.get("o"));
  }

  @Test
  void numbers_without_end_are_read_so_that_they_can_be_refused() throws Exception {
    Map<String, ?> values =
        SettingsFile.parse("a: .nan\nb: .inf\nc: -.inf\nd: 1e999\ne: " + "9".repeat(500)).values();
    assertEquals(Double.NaN, values.get("a"));
    assertEquals(Double.POSITIVE_INFINITY, values.get("b"));
    assertEquals(Double.NEGATIVE_INFINITY, values.get("c"));
    assertEquals(Double.POSITIVE_INFINITY, values.get("d"));
    assertEquals(new BigInteger("9".repeat(500)), values.get("e"));
  }

  @Test
  void every_name_that_is_set_twice_is_told() throws Exception {
    assertEquals(
        List.of(
            "a (line 2) is set a second time; first on line 1",
            "a (line 3) is set a second time; first on line 1",
            "s.b (line 6) is set a second time; first on line 5"),
        problems("a: 1\na: 2\na: 1\ns:\n  b: 1\n  b: 2\n"));
  }

  @Test
  void what_is_no_yaml_is_told_with_its_line() {
    assertTrue(refused("a: 1\nb: [1, 2\nc: 3\n").get(0).startsWith("(line 3) the file is not"));
    assertTrue(refused("a: 1\n\tb: 2\n").get(0).contains("(line 2)"));
    assertTrue(refused("a: 1\n--- \nb: 2\n").get(0).contains("(line 2)"));
    assertTrue(refused("a: *nobody\n").get(0).contains("(line 1)"));
    assertTrue(refused("a: \u0007\n").get(0).contains("not YAML"));
  }

  @Test
  void a_file_that_is_one_value_or_a_list_holds_no_settings() {
    assertEquals(1, refused("7\n").size());
    assertEquals(1, refused("- 7\n").size());
  }

  @Test
  void no_tag_makes_an_object() throws Exception {
    assertEquals(
        List.of(
            "b (line 2) has the tag tag:yaml.org,2002:binary;"
                + " settings are plain text, numbers, true and false",
            "c (line 3) has the tag !own; settings are plain text, numbers, true and false",
            "d (line 4) has the tag tag:yaml.org,2002:int;"
                + " settings are plain text, numbers, true and false",
            "e (line 5) has the tag tag:yaml.org,2002:set;"
                + " settings are plain text, numbers, true and false"),
        problems("a: 1\nb: !!binary aGk=\nc: !own 3\n" + "d: !!int seven\ne: !!set {x, y}\n"));
  }

  @Test
  void the_name_of_a_class_is_refused() {
    assertEquals(
        List.of(
            "(line 1) the file is not YAML: Global tag is not allowed:"
                + " tag:yaml.org,2002:javax.script.ScriptEngineManager"),
        refused("a: !!javax.script.ScriptEngineManager [x]\n"));
  }

  @Test
  void a_file_cannot_grow_by_aliases() throws Exception {
    StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
    for (int i = 1; i < 30; i++) {
      bomb.append(String.format(Locale.ROOT, "a%d: &a%d {x: *a%d, y: *a%d}\n", i, i, i - 1, i - 1));
    }
    List<String> told;
    try {
      told = problems(bomb.toString());
    } catch (InvalidSettingsException e) {
      told = e.problems().stream().map(SettingsProblem::toString).toList();
    }
    assertFalse(told.isEmpty());
    assertEquals(
        List.of("b (line 2) repeats a section by an alias; write it out"),
        problems("a: &a {x: 1}\nb: *a\n"));
    assertEquals(
        List.of("a.b (line 1) repeats a section by an alias; write it out"),
        problems("a: &a {b: *a}\n"));
  }

  @Test
  void a_file_that_is_too_deep_or_too_long_or_no_text_is_refused(@TempDir Path folder)
      throws Exception {
    assertEquals(1, refused("a: " + "[".repeat(5000)).size());
    Path file = folder.resolve("settings.yaml");
    Files.writeString(file, "#".repeat(SettingsFile.LONGEST_BYTES + 1));
    assertThrows(InvalidSettingsException.class, () -> SettingsFile.read(file));
    Files.write(file, new byte[] {'a', ':', (byte) 0xff, (byte) 0xfe});
    assertThrows(InvalidSettingsException.class, () -> SettingsFile.read(file));
    Files.writeString(file, "keptDays: 3\n");
    assertEquals(1, SettingsFile.read(file).values().size());
    for (Path none : List.of(folder, folder.resolve("nowhere.yaml"))) {
      assertEquals(
          none + ": there is no file of settings",
          assertThrows(NoSuchFileException.class, () -> SettingsFile.read(none)).getMessage());
    }
  }
}
