package zhijiao.models.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetTest {

  private static final double NONE = Double.NaN;

  private static FeatureColumn number(String name) {
    return new FeatureColumn(name, Kind.NUMBER, List.of(), null, name, name);
  }

  private static FeatureColumn flag(String name) {
    return new FeatureColumn(name, Kind.FLAG, List.of(), null, name, name);
  }

  private static FeatureColumn ordered(String name, String... levels) {
    return new FeatureColumn(name, Kind.ORDERED, List.of(levels), null, name, name);
  }

  @ParameterizedTest
  @CsvSource({"3,3", "-1.5,-1.5", "10 or more,10", "5+,5", "≥ 4,4", "48 or older,48", "10及以上,10"})
  void a_number_and_more_is_that_number(String text, double value) {
    assertEquals(value, number("n").read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Infinity", "-Infinity", "1e999", "many", "1.2.3", "5 or fewer"})
  void what_is_no_finite_number_is_unreadable_and_not_zero(String text) {
    assertTrue(Double.isNaN(number("n").read(text)));
  }

  @ParameterizedTest
  @CsvSource({"true,1", "No,0", "1.0,1", "是,1", "否,0", "perhaps,NaN"})
  void a_flag_is_yes_or_no(String text, double value) {
    assertEquals(value, flag("f").read(text));
  }

  @Test
  void an_ordered_level_is_its_place_and_an_unknown_one_is_unreadable() {
    FeatureColumn age = ordered("age", "18-22", "23-27", "28 or older");
    assertEquals(2, age.read(" 28 or older "));
    assertTrue(Double.isNaN(age.read("28-32")));
  }

  @Test
  void missing_is_missing_and_never_zero() {
    FeatureSet set = new FeatureSet(List.of(number("a"), flag("b")), List.of());
    List<String> unreadable = new ArrayList<>();
    double[] vector =
        set.vector(Map.of("a", "  ", "b", "whatever")::get, (column, text) -> unreadable.add(text));
    assertArrayEquals(new double[] {NONE, NONE}, vector);
    assertEquals(List.of("whatever"), unreadable);
  }

  @Test
  void a_share_of_tests_is_unknown_where_no_test_was_made() {
    FeatureColumn share =
        new FeatureColumn("positive", Kind.NUMBER, List.of(), "days per test", "p", "p");
    FeatureSet set = new FeatureSet(List.of(number("days per test"), share), List.of());
    assertArrayEquals(
        new double[] {NONE, NONE},
        set.vector(Map.of("days per test", "", "positive", "0.0")::get, (c, t) -> {}));
    assertArrayEquals(
        new double[] {30, 0},
        set.vector(Map.of("days per test", "30", "positive", "0.0")::get, (c, t) -> {}));
  }

  @Test
  void what_is_derived_is_missing_when_a_part_is() {
    FeatureSet set =
        new FeatureSet(
            List.of(number("a"), number("b")),
            List.of(
                new Derived("sum", Derived.Operation.SUM, List.of("a", "b"), "s", "s"),
                new Derived("ratio", Derived.Operation.RATIO, List.of("a", "b"), "r", "r"),
                new Derived("product", Derived.Operation.PRODUCT, List.of("a", "b"), "p", "p")));
    assertArrayEquals(
        new double[] {6, 3, 9, 2, 18}, set.vector(Map.of("a", "6", "b", "3")::get, (c, t) -> {}));
    assertArrayEquals(
        new double[] {6, NONE, NONE, NONE, NONE},
        set.vector(Map.of("a", "6", "b", "")::get, (c, t) -> {}));
    assertArrayEquals(
        new double[] {6, 0, 6, NONE, 0}, set.vector(Map.of("a", "6", "b", "0")::get, (c, t) -> {}));
  }

  @Test
  void the_id_changes_with_the_meaning_and_not_with_the_words() {
    FeatureSetId id = new FeatureSet(List.of(ordered("age", "x", "y")), List.of()).id();
    assertNotEquals(id, new FeatureSet(List.of(ordered("age", "y", "x")), List.of()).id());
    assertNotEquals(id, new FeatureSet(List.of(number("age")), List.of()).id());
    FeatureColumn reworded =
        new FeatureColumn("age", Kind.ORDERED, List.of("x", "y"), null, "Age", "年龄");
    assertEquals(id, new FeatureSet(List.of(reworded), List.of()).id());
  }

  @Test
  void two_features_of_one_name_and_references_to_none_are_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new FeatureSet(List.of(number("a"), number("a")), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FeatureSet(
                List.of(number("a")),
                List.of(new Derived("s", Derived.Operation.SUM, List.of("a", "z"), "s", "s"))));
  }
}
