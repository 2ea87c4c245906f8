package zhijiao.models.train;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** Tables and specs for tests; nobody in them exists. */
public final class Made {

  public static final String SPEC =
      """
      name: toy
      event: {en: a missed check-in within seven days, zh: 七日内漏报到}
      id: ID
      target: {column: happened, event: "1"}
      groups:
        sex: {bounds: [calibration], because: a test}
      banned: {sex: compared by}
      columns:
        age: {kind: ordered, levels: [young, middle, old], en: age, zh: 年龄}
        missed: {en: missed check-ins, zh: 漏报到次数}
        hours: {en: hours of service, zh: 公益活动时数}
        job: {kind: category, en: work, zh: 工作}
      baseline: [age, missed]
      capacity: 0.2
      thresholds: [0.4, 0.6]
      learners: [logistic, boosting]
      folds: 3
      seed: 5
      """;

  private Made() {}

  static Spec spec(String text) {
    return SpecReader.read(new StringReader(text), "spec.yaml");
  }

  static Spec spec() {
    return spec(SPEC);
  }

  /** The event depends on age, missed, hours (missing for every fifth) and work. */
  public static String table(int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("ID,sex,age,missed,hours,job,happened\n");
    String[] ages = {"young", "middle", "old"};
    String[] jobs = {"none", "shop", "farm", "\"road, works\""};
    for (int i = 0; i < rows; i++) {
      int age = random.nextInt(3);
      int missed = random.nextInt(6);
      double hours = random.nextDouble() * 12;
      int job = random.nextInt(4);
      boolean gap = random.nextInt(5) == 0;
      double margin = -1 + 0.6 * missed - 0.8 * age - (hours > 8 ? 1 : 0) + (job == 0 ? 0.8 : 0);
      boolean happened = random.nextDouble() < 1 / (1 + Math.exp(-margin));
      csv.append(
          String.format(
              Locale.ROOT,
              "p%d,%s,%s,%s,%s,%s,%d%n",
              i,
              random.nextBoolean() ? "F" : "M",
              ages[age],
              missed == 5 ? "5 or more" : String.valueOf(missed),
              gap ? "" : String.format(Locale.ROOT, "%.2f", hours),
              jobs[job],
              happened ? 1 : 0));
    }
    return csv.toString();
  }

  static Path file(Path folder, String name, String text) throws java.io.IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  static Sample sample(Path folder, String csv, Spec spec) throws java.io.IOException {
    return SampleReader.read(Table.toTrain(file(folder, "table.csv", csv), spec), spec);
  }

  static Trained train(Sample sample, Spec spec) {
    return Training.run(sample, spec, Duration.ofNanos(1), 2, () -> 0, Progress.SILENT);
  }
}
