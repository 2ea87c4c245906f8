package zhijiao.models.train;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Laws 1, 2 and 17 for models; the canaries are classes of the training tool, which must break them. */
class TrainingLawsTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("zhijiao.models");

  private static final JavaClasses SCORING =
      ALL.that(
          resideInAnyPackage(
              "zhijiao.models.feature..",
              "zhijiao.models.score..",
              "zhijiao.models.tier..",
              "zhijiao.models.live.."));

  private static final ArchRule PLAIN =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "zhijiao.models.feature..",
                  "zhijiao.models.score..",
                  "zhijiao.models.tier..",
                  "zhijiao.models.live..",
                  "zhijiao.core..",
                  "java.lang..",
                  "java.util..",
                  "java.time..",
                  "java.io..",
                  "java.nio.charset..",
                  "java.security..",
                  "com.fasterxml.jackson..",
                  "org.jspecify.."));

  private static final ArchRule NO_CLOCK_AND_NO_LUCK =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "exp", double.class)
          .orShould()
          .callMethod(Math.class, "log", double.class)
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(Random|SplittableRandom|UUID)");

  private static final ArchRule NO_SMILE =
      noClasses().should().dependOnClassesThat(resideInAnyPackage("smile.."));

  @Test
  void all_of_it_is_looked_at() {
    assertTrue(SCORING.size() > 20);
    assertTrue(ALL.contain("zhijiao.models.score.RiskModel"));
    assertTrue(ALL.contain("zhijiao.models.train.Training"));
  }

  @Test
  void what_scores_is_plain_java_and_knows_no_library_that_trains() {
    PLAIN.check(SCORING);
    NO_SMILE.check(SCORING);
  }

  @Test
  void what_scores_reads_no_clock_and_no_luck() {
    NO_CLOCK_AND_NO_LUCK.check(SCORING);
  }

  @Test
  void s16_no_live_feature_is_a_sensitive_one() {
    for (String name : zhijiao.models.live.LiveFeatures.SET.names()) {
      assertTrue(Sensitive.of(name).isEmpty(), name);
    }
    assertTrue(Sensitive.of("battery_faults_28").isPresent(), "the check would see one");
  }

  @Test
  void the_laws_catch_what_breaks_them() {
    JavaClasses training = ALL.that(resideInAnyPackage("zhijiao.models.train"));
    assertFalse(PLAIN.evaluate(training).getFailureReport().isEmpty());
    assertFalse(NO_SMILE.evaluate(training).getFailureReport().isEmpty());
    assertFalse(NO_CLOCK_AND_NO_LUCK.evaluate(training).getFailureReport().isEmpty());
  }
}
