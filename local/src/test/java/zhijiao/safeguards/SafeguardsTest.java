package zhijiao.safeguards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import zhijiao.core.GeneratedPage;
import zhijiao.safeguards.Safeguard.Keeper;

/**
 * Every safeguard that detection must keep is kept by tests that are named after it, {@code s12_…}; docs/safeguards.md is
 * made from them. Written anew with {@code -Dzhijiao.pages=write}.
 */
class SafeguardsTest {

  private static final Pattern NAME = Pattern.compile("s(\\d{1,2})_(.+)");
  private static final List<String> MODULES =
      List.of("schemas", "core", "cep", "rules", "jobs", "local");

  /** Test methods by the number in their name, each as {@code Class: sentence}. */
  private static TreeMap<Integer, Set<String>> tests() {
    List<Path> compiled = new ArrayList<>();
    for (String module : MODULES) {
      Path classes = root().resolve(module).resolve("target").resolve("test-classes");
      if (Files.isDirectory(classes)) {
        compiled.add(classes);
      }
    }
    TreeMap<Integer, Set<String>> tests = new TreeMap<>();
    for (JavaClass type : new ClassFileImporter().importPaths(compiled)) {
      for (JavaMethod method : type.getMethods()) {
        Matcher name = NAME.matcher(method.getName());
        if (isTest(method) && name.matches()) {
          tests
              .computeIfAbsent(Integer.valueOf(name.group(1)), n -> new TreeSet<>())
              .add(type.getSimpleName() + ": " + name.group(2).replace('_', ' '));
        }
      }
    }
    return tests;
  }

  private static boolean isTest(JavaMethod method) {
    return method.getAnnotations().stream()
        .map(annotation -> annotation.getRawType().getSimpleName())
        .anyMatch(
            Set.of("Test", "Property", "Example", "ParameterizedTest", "TestFactory")::contains);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("docs/decisions"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** What is wrong, in words; empty when nothing is. */
  private static List<String> problems(
      List<Safeguard> safeguards, TreeMap<Integer, Set<String>> tests) {
    List<String> problems = new ArrayList<>();
    Set<Integer> known = new TreeSet<>();
    for (Safeguard safeguard : safeguards) {
      String name = "S" + safeguard.number();
      if (!known.add(safeguard.number())) {
        problems.add(name + " stands twice");
      }
      if (safeguard.keeper() == Keeper.DETECTION && !tests.containsKey(safeguard.number())) {
        problems.add(name + " is for detection to keep, and no test is named after it");
      }
      if (safeguard.how().isBlank() || safeguard.requirement().isBlank()) {
        problems.add(name + " does not say what it asks for, or how");
      }
    }
    tests.forEach(
        (number, names) -> {
          if (!known.contains(number)) {
            problems.add("no safeguard has the number of " + names);
          }
        });
    return problems;
  }

  @Test
  void every_safeguard_is_held_by_a_test_or_belongs_elsewhere_for_a_reason() {
    assertEquals(List.of(), problems(Safeguard.ALL, tests()));
    assertEquals(32, Safeguard.ALL.size());
  }

  @Test
  void the_page_says_which_are_held_and_by_which_tests() throws IOException {
    GeneratedPage.require("safeguards.md", page(tests()));
  }

  @Test
  void a_safeguard_without_a_test_and_a_test_without_a_safeguard_are_caught() {
    List<Safeguard> seeded = new ArrayList<>(Safeguard.ALL);
    seeded.add(new Safeguard(33, "Nobody is watched twice.", Keeper.DETECTION, "by a test"));
    TreeMap<Integer, Set<String>> tests = tests();
    tests.remove(1);
    tests.put(34, new TreeSet<>(List.of("NoTest: nobody asked for this")));
    assertEquals(
        List.of(
            "S1 is for detection to keep, and no test is named after it",
            "S33 is for detection to keep, and no test is named after it",
            "no safeguard has the number of [NoTest: nobody asked for this]"),
        problems(seeded, tests));
  }

  @Test
  void the_modules_that_hold_most_are_looked_at() {
    Set<String> classes = new TreeSet<>();
    tests().values().forEach(names -> names.forEach(n -> classes.add(n.replaceAll(":.*", ""))));
    for (String one : List.of("AuthExpiryRuleTest", "CaseFactCheckTest", "RoutingTest")) {
      assertTrue(classes.contains(one), one);
    }
  }

  private static String page(TreeMap<Integer, Set<String>> tests) {
    StringBuilder page =
        new StringBuilder(
            """
            # Safeguards
            <!-- Generated from zhijiao.safeguards.Safeguard and from the names of tests; SafeguardsTest says how to write it anew. -->

            What the engine owes to the people whom it watches, and where each is kept. What detection keeps is kept by tests whose names
            begin with its number: whoever breaks it breaks them. What belongs elsewhere says why; it is not kept here, and nothing
            on this page claims that it is.

            | | Requirement | Kept by | How, or why there | Tests |
            |---|---|---|---|---|
            """);
    for (Safeguard it : Safeguard.ALL) {
      page.append("| S")
          .append(it.number())
          .append(" | ")
          .append(it.requirement())
          .append(" | ")
          .append(it.keeper().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(it.how())
          .append(" | ")
          .append(String.join("<br>", tests.getOrDefault(it.number(), Set.of())))
          .append(" |\n");
    }
    return page.toString();
  }
}
