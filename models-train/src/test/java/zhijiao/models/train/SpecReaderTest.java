package zhijiao.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

  private static String problem(String from, String to) {
    assertTrue(Made.SPEC.contains(from), from);
    return assertThrows(CannotTrainException.class, () -> Made.spec(Made.SPEC.replace(from, to)))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Race",
        "ethnic_group",
        "民族",
        "nationality",
        "dialectCourse",
        "religion",
        "petition_count",
        "complaints",
        "has_legalaid",
        "juvenile_record",
        "psych_score",
        "face_emotion",
        "Residence_PUMA",
        "township",
        "户籍地",
        "phonemodel",
        "income",
        "visitor_count",
        "battery_low_hours",
        "signal_loss_minutes"
      })
  void s16_a_sensitive_column_as_a_feature_stops_the_training(String name) {
    String said = problem("  missed: {", "  " + name + ": {}\n  missed: {");
    assertTrue(said.contains(name + " may not be a feature"), said);
    assertTrue(said.contains("(S16)"), said);
  }

  @Test
  void s16_a_spec_cannot_unlock_a_banned_column_by_disclosing_it() {
    String spec =
        Made.SPEC
            .replace("  missed: {", "  Race: {}\n  missed: {")
            .replace("columns:", "disclosed: {Race: we promise}\ncolumns:");
    String said = assertThrows(CannotTrainException.class, () -> Made.spec(spec)).getMessage();
    assertTrue(said.contains("Race may not be a feature"), said);
  }

  @Test
  void s16_what_the_spec_itself_bans_cannot_be_a_feature() {
    String said = problem("banned: {", "banned: {missed: an experiment, ");
    assertTrue(said.contains("missed is banned (an experiment) and a feature"), said);
  }

  @Test
  void s16_sex_is_a_feature_only_where_the_spec_says_what_for() {
    String feature =
        Made.SPEC
            .replace("banned: {sex: compared by}\n", "")
            .replace("  missed: {", "  sex: {kind: category}\n  missed: {");
    String said = assertThrows(CannotTrainException.class, () -> Made.spec(feature)).getMessage();
    assertTrue(said.contains("sex is sex: it needs a reason under disclosed"), said);
    Spec disclosed =
        Made.spec(feature.replace("columns:", "disclosed: {sex: calibration}\ncolumns:"));
    assertEquals("calibration", disclosed.disclosed().get("sex"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"residence_changes", "percent_days_employed", "graceful", "interface"})
  void a_word_within_a_word_is_not_taken_for_it(String harmless) {
    assertEquals(Optional.empty(), Sensitive.of(harmless));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: ID| idd: ID | idd is not known; did you mean id?",
        "id: ID| x: 1 | id is missing",
        "name: toy| name: To y | may hold a to z",
        "levels: [young, middle, old]| levels: [] | ordered needs its levels",
        "levels: [young, middle, old]| levels: [young, old], levels-zh: [青年] | one for each of levels",
        "levels: [young, middle, old]| levels: [old, old] | a level is there twice",
        "kind: ordered| kind: orderd | orderd is none of",
        "baseline: [age, missed]| baseline: [age, mised] | did you mean missed?",
        "baseline: [age, missed]| baseline: [age] | name two features",
        "capacity: 0.2| capacity: 2 | no share between 0 and 1",
        "capacity: 0.2| capacity: much | is no number",
        "thresholds: [0.4, 0.6]| thresholds: [0.4] | at least two",
        "learners: [logistic, boosting]| learners: [magic] | magic is none of",
        "folds: 3| folds: 1 | not between 2 and 20",
        "because: a test| why: a test | say why under because",
        "target: {column: happened| target: {column: missed | cannot be a feature",
        "hours: {en| hours: {known-with: hors, en | known-with hors is no feature"
      })
  void what_is_wrong_is_said_with_its_place(String from, String to, String said) {
    String found = problem(from.trim(), to.trim());
    assertTrue(found.contains(said.trim()), found);
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    String spec = Made.SPEC.replace("folds: 3", "folds: 1").replace("capacity: 0.2", "capacity: 7");
    List<String> problems =
        assertThrows(CannotTrainException.class, () -> Made.spec(spec)).problems();
    assertEquals(2, problems.size(), problems::toString);
  }

  @Test
  void what_is_no_yaml_is_refused() {
    assertThrows(CannotTrainException.class, () -> Made.spec("a: [b"));
    assertThrows(CannotTrainException.class, () -> Made.spec("- just\n- a list"));
  }

  static Stream<Path> shipped() throws java.io.IOException {
    try (Stream<Path> files = Files.list(Path.of("specs"))) {
      return files.filter(path -> path.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void the_shipped_specs_are_sound(Path spec) throws java.io.IOException {
    assertEquals(spec.getFileName().toString(), SpecReader.read(spec).name() + ".yaml");
  }

  @Test
  void a_gap_a_time_to_decide_and_a_person_are_read_and_have_bounds() {
    Spec spec =
        Made.spec(
            Made.SPEC
                + "person: who\nsettled: 7\ntime: {column: when, hold-out: 0.3, gap: 37.5}\n");
    assertEquals("who", spec.person());
    assertEquals(7, spec.settled());
    assertEquals(new Spec.TimeSplit("when", 0.3, 37.5), spec.time());
    assertTrue(spec.named().containsAll(List.of("who", "when")));
    assertEquals(14, Made.spec().settled());
    String said =
        assertThrows(
                CannotTrainException.class,
                () ->
                    Made.spec(
                        Made.SPEC.replace("hours: {", "who: {}\n  hours: {")
                            + "person: who\nsettled: 366\ntime: {column: when, gap: -1}\n"))
            .getMessage();
    assertTrue(said.contains("time.gap: -1.0 is below 0"), said);
    assertTrue(said.contains("settled: 366 is not between 0 and 365"), said);
    assertTrue(said.contains("who is what is predicted or when; it cannot be a feature"), said);
  }
}
