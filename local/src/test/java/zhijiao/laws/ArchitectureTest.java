package zhijiao.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(ArchitectureTest::isShipped)
          .importPackages("zhijiao");

  private static boolean isShipped(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  @Test
  void all_modules_are_looked_at() {
    for (String one :
        List.of(
            "zhijiao.core.fact.Fact",
            "zhijiao.cep.PatternMatcher",
            "zhijiao.rules.Rule",
            "zhijiao.jobs.pipeline.SupervisionPipeline")) {
      assertTrue(PROJECT.contain(one), one);
    }
    assertFalse(PROJECT.contain(ArchitectureTest.class.getName()));
  }

  @TestFactory
  Stream<DynamicTest> laws_hold() {
    return Laws.ALL.stream()
        .map(
            law ->
                DynamicTest.dynamicTest(
                    law.sentence(), () -> law.rule().check(PROJECT.that(law.where()))));
  }

  @TestFactory
  Stream<DynamicTest> laws_catch_their_canaries() {
    return Laws.ALL.stream()
        .flatMap(
            law ->
                law.canaries().stream()
                    .map(
                        canary ->
                            DynamicTest.dynamicTest(
                                canary.getSimpleName() + " breaks: " + law.sentence(),
                                () -> assertCaught(law, canary))));
  }

  private static void assertCaught(Law law, Class<?> canary) {
    List<String> reported =
        law.rule()
            .evaluate(new ClassFileImporter().importClasses(canary))
            .getFailureReport()
            .getDetails();
    List<String> mistakes = mistakesOf(canary);
    assertFalse(mistakes.isEmpty(), canary + " makes no mistake");
    List<String> missed =
        mistakes.stream()
            .filter(mistake -> reported.stream().noneMatch(line -> line.contains(mistake)))
            .toList();
    assertEquals(List.of(), missed, () -> "mistakes that went unnoticed among " + reported);
  }

  private static List<String> mistakesOf(Class<?> canary) {
    List<String> mistakes = new ArrayList<>();
    if (canary.isAnnotationPresent(Mistake.class)) {
      mistakes.add(canary.getName());
    }
    for (Method method : canary.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Mistake.class)) {
        mistakes.add(canary.getName() + "." + method.getName() + "(");
      }
    }
    for (Field field : canary.getDeclaredFields()) {
      if (field.isAnnotationPresent(Mistake.class)) {
        mistakes.add(canary.getName() + "." + field.getName());
      }
    }
    return mistakes;
  }
}
