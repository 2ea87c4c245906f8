package zhijiao.laws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import zhijiao.canary.ActWriter;
import zhijiao.canary.AlertForger;
import zhijiao.canary.AvroInTheMiddle;
import zhijiao.canary.ConsoleTalker;
import zhijiao.canary.ForeignerInCore;
import zhijiao.canary.ForeignerInRules;
import zhijiao.canary.FutureOfTheJob;
import zhijiao.canary.GenericTypeUser;
import zhijiao.canary.JavaSerialiser;
import zhijiao.canary.MachineDependent;
import zhijiao.canary.NfaToucher;
import zhijiao.canary.SanctionWriter;
import zhijiao.canary.ScheduleHelper;
import zhijiao.canary.bare.Unexplained;

/** The list of laws. To add one, add its canary first and see it fail. */
final class Laws {

  /** All that is written by hand; {@code zhijiao.schema} is made by Avro's compiler. */
  private static final DescribedPredicate<JavaClass> EVERYWHERE =
      resideInAnyPackage("zhijiao..").and(not(resideInAnyPackage("zhijiao.schema..")));

  private static final DescribedPredicate<JavaClass> CORE = resideInAnyPackage("zhijiao.core..");
  private static final DescribedPredicate<JavaClass> RULES = resideInAnyPackage("zhijiao.rules..");

  /** What must give the same on every machine and in every year. */
  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage("zhijiao.core..", "zhijiao.rules..", "zhijiao.cep..");

  /** Decides; is handed facts and makes none. */
  private static final DescribedPredicate<JavaClass> DECIDING =
      resideInAnyPackage(
          "zhijiao.core.alert..",
          "zhijiao.core.judge..",
          "zhijiao.core.place..",
          "zhijiao.core.rule..",
          "zhijiao.core.time..",
          "zhijiao.core.timeline..",
          "zhijiao.rules..",
          "zhijiao.cep..",
          "zhijiao.jobs.operator..",
          "zhijiao.jobs.pipeline..");

  /** Reads clocks, the environment, luck, or the machine's zone, locale and character set. */
  private static final List<String> MACHINE_DEPENDENT =
      List.of(
          "java\\.time\\.\\S+\\.now\\((java\\.time\\.ZoneId)?\\)",
          "java\\.time\\.Clock\\.(system|tick).*",
          "java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty|identityHashCode)\\(.*",
          "java\\.util\\.Date\\.<init>\\(\\)",
          "java\\.util\\.(Calendar\\.getInstance|GregorianCalendar\\.<init>)\\(.*",
          "java\\.lang\\.Math\\.random\\(\\)",
          "java\\.util\\.(Random|SplittableRandom)\\.<init>\\(.*",
          "java\\.security\\.SecureRandom\\..*",
          "java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)",
          "java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)",
          "java\\.util\\.UUID\\.randomUUID\\(\\)",
          "java\\.time\\.ZoneId\\.systemDefault\\(\\)",
          "java\\.util\\.TimeZone\\.getDefault\\(\\)",
          "java\\.util\\.Locale\\.getDefault\\(.*",
          "java\\.lang\\.String\\.format\\(java\\.lang\\.String, .*",
          "java\\.lang\\.String\\.formatted\\(.*",
          "java\\.lang\\.String\\.to(Lower|Upper)Case\\(\\)",
          "java\\.lang\\.String\\.getBytes\\(\\)",
          "java\\.lang\\.String\\.<init>\\(\\[B\\)",
          "java\\.time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\)",
          "java\\.text\\.NumberFormat\\.get\\w*Instance\\(\\)",
          "java\\.text\\.DecimalFormat\\.<init>\\((java\\.lang\\.String)?\\)",
          "java\\.util\\.Collection\\.parallelStream\\(\\)",
          "java\\.lang\\.Math\\.(sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|expm1|log|log10|log1p|pow|hypot|cbrt)\\(.*");

  static final List<Law> ALL =
      List.of(
          new Law(
              "core imports the JDK, JTS and itself",
              CORE,
              classes()
                  .should()
                  .onlyDependOnClassesThat(
                      resideInAnyPackage(
                              "zhijiao.core..",
                              "java.lang..",
                              "java.util..",
                              "java.time..",
                              "java.io..",
                              "java.nio.charset..",
                              "java.security..",
                              "java.math..",
                              "org.locationtech.jts..",
                              "org.jspecify..")
                          .as("plain Java, JTS and core")),
              List.of(ForeignerInCore.class)),
          new Law(
              "rules import core and the pattern API",
              RULES,
              classes()
                  .should()
                  .onlyDependOnClassesThat(
                      resideInAnyPackage(
                              "zhijiao.core..",
                              "zhijiao.rules..",
                              "zhijiao.cep..",
                              "java.lang..",
                              "java.util..",
                              "java.time..",
                              "java.io..",
                              "org.apache.flink.cep.pattern..",
                              "org.apache.flink.cep.functions..",
                              "org.apache.flink.cep.nfa.aftermatch..",
                              "org.jspecify..")
                          .or(
                              nameMatching(
                                  "org\\.apache\\.flink\\.api\\.common\\.functions\\.FilterFunction"))
                          .as("plain Java, core and the pattern API")),
              List.of(ForeignerInRules.class)),
          new Law(
              "Flink's own automaton is touched in zhijiao.cep and nowhere else",
              EVERYWHERE.and(not(resideInAnyPackage("zhijiao.cep.."))),
              noClasses()
                  .should()
                  .dependOnClassesThat(
                      resideInAnyPackage(
                          "org.apache.flink.cep.nfa",
                          "org.apache.flink.cep.nfa.compiler..",
                          "org.apache.flink.cep.nfa.sharedbuffer..")),
              List.of(NfaToucher.class)),
          new Law(
              "nothing in the job jar knows of zhijiao.local",
              EVERYWHERE.and(not(resideInAnyPackage("zhijiao.local.."))),
              noClasses().should().dependOnClassesThat(resideInAnyPackage("zhijiao.local..")),
              List.of(FutureOfTheJob.class)),
          new Law(
              "wire formats end at the edge",
              EVERYWHERE.and(
                  not(
                      resideInAnyPackage(
                          "zhijiao.schemas..", "zhijiao.jobs.wire..", "zhijiao.local.."))),
              noClasses()
                  .should()
                  .dependOnClassesThat(
                      resideInAnyPackage("zhijiao.schema..", "org.apache.avro..", "java.sql..")),
              List.of(AvroInTheMiddle.class)),
          new Law(
              "no clock, luck, environment, zone, locale or charset of the machine in what decides",
              PURE,
              classes().should(callNothingLike(MACHINE_DEPENDENT)),
              List.of(MachineDependent.class)),
          new Law(
              "nothing is written or read by Java serialisation",
              EVERYWHERE,
              noClasses()
                  .should()
                  .dependOnClassesThat(
                      assignableTo("java.io.ObjectOutput")
                          .or(assignableTo("java.io.ObjectInput"))
                          .or(assignableTo("org.apache.flink.util.InstantiationUtil"))),
              List.of(JavaSerialiser.class)),
          new Law(
              "no Kryo and no generic types",
              EVERYWHERE,
              noClasses()
                  .should()
                  .dependOnClassesThat(
                      resideInAnyPackage(
                              "com.esotericsoftware..",
                              "org.apache.flink.api.java.typeutils.runtime.kryo..")
                          .or(assignableTo("org.apache.flink.api.java.typeutils.GenericTypeInfo")))
                  .orShould(
                      callSomethingLike(
                          List.of(
                              "org\\.apache\\.flink\\.api\\.common\\.typeinfo\\.Types\\.GENERIC\\(.*"))),
              List.of(GenericTypeUser.class)),
          new Law(
              "names say what a thing is",
              EVERYWHERE,
              noClasses()
                  .should()
                  .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Utilities)(\\$.*)?"),
              List.of(ScheduleHelper.class)),
          new Law(
              "nothing writes a sanction",
              EVERYWHERE,
              classes().should(nameNoSanction()),
              List.of(SanctionWriter.class)),
          new Law(
              "what decides makes no terms and no officer's act: a human does",
              DECIDING,
              classes()
                  .should(
                      callNothingLike(
                          List.of(
                              "zhijiao\\.core\\.fact\\.(OrderChange|OrderTerms|AuthorisationChange|LeaveChange|SuspensionChange|OfficerAction|RollCall|Measure|CaseNotice|Objection|WelfareSignal|Activity|ChangeReport)(\\$\\w+)?\\.<init>\\(.*"))),
              List.of(ActWriter.class)),
          new Law(
              "only the AlertDesk makes alert events",
              EVERYWHERE.and(
                  not(
                      nameMatching(
                          "zhijiao\\.(jobs\\.operator\\.AlertDesk|core\\.alert\\.AlertEventCodec|jobs\\.wire\\..*)"))),
              classes()
                  .should(
                      callNothingLike(
                          List.of("zhijiao\\.core\\.alert\\.AlertEvent\\.<init>\\(.*"))),
              List.of(AlertForger.class)),
          new Law(
              "only programs speak to the console",
              EVERYWHERE.and(not(resideInAnyPackage("zhijiao.jobs.main..", "zhijiao.local.."))),
              classes()
                  .should(
                      callNothingLike(
                          List.of(
                              "java\\.lang\\.System\\.(out|err|in|exit\\(.*)",
                              ".*\\.printStackTrace\\(\\)"))),
              List.of(ConsoleTalker.class)),
          new Law(
              "every package says what it is for and is null-marked",
              EVERYWHERE,
              classes().should(standInExplainedPackages()),
              List.of(Unexplained.class)));

  private Laws() {}

  private static ArchCondition<JavaClass> callNothingLike(List<String> forbidden) {
    return accesses("call nothing forbidden", forbidden, false);
  }

  private static ArchCondition<JavaClass> callSomethingLike(List<String> forbidden) {
    return accesses("call something forbidden", forbidden, true);
  }

  private static ArchCondition<JavaClass> accesses(
      String description, List<String> patterns, boolean wanted) {
    Pattern pattern = Pattern.compile(String.join("|", patterns));
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        for (JavaAccess<?> access : item.getAccessesFromSelf()) {
          if (pattern.matcher(access.getTarget().getFullName()).matches()) {
            events.add(new SimpleConditionEvent(item, wanted, access.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> nameNoSanction() {
    Pattern pattern =
        Pattern.compile(
            "(?i).*(sanction|punish|reprimand|admonish|penalt|arrest|detain|recommit|(set|change|assign|write|raise|lower)tier|revokeSupervision|revokeProbation|revokeParole).*");
    return new ArchCondition<>("name no sanction") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        if (pattern.matcher(item.getSimpleName()).matches()) {
          events.add(SimpleConditionEvent.violated(item, item.getName()));
        }
        for (JavaMember member : item.getMembers()) {
          if (pattern.matcher(member.getName()).matches()) {
            events.add(SimpleConditionEvent.violated(member, member.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> standInExplainedPackages() {
    return new ArchCondition<>("stand in explained packages") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean explained =
            item.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        if (!explained) {
          events.add(
              SimpleConditionEvent.violated(
                  item, item.getName() + " stands in a package without package-info"));
        }
      }
    };
  }
}
