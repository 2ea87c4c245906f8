package zhijiao.models.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import zhijiao.models.score.StoredModel;

/** The folder that a training writes: model, report, card, and what was said of the people held out. */
public final class ModelFolder {

  static final String MODEL = "model.json";
  static final String REPORT = "report.json";
  static final String PAGE = "report.html";
  static final String CARD = "MODEL-CARD.md";
  static final String SPEC = "spec.yaml";
  static final String HELD_OUT = "held-out.csv";

  private ModelFolder() {}

  /**
   * What is trained, whatever it is trained from.
   *
   * @param specFile where the spec was read
   * @param out the folder to write
   * @param budget how long tuning may take
   * @param clock says when it was
   * @param nanos says how long it has taken, nanoseconds
   */
  public record Request(
      Spec spec,
      Path specFile,
      Path out,
      Duration budget,
      int threads,
      Clock clock,
      LongSupplier nanos,
      Progress progress) {}

  /** Trains from a table, writes the folder, and says in a few lines what came out. */
  public static String train(Path data, Request request) throws IOException {
    if (!Files.isRegularFile(data)) {
      throw new CannotTrainException("there is no file " + data);
    }
    return train(data, "", request);
  }

  /** The same from what the engine logged; the table that was read is left in the folder. */
  public static String train(EngineLog log, Request request) throws IOException {
    request.progress().at(0, 1, "asking ClickHouse");
    String source = log.read(request.spec(), request.out());
    Path data = request.out().resolve(EngineLog.FILE);
    try {
      return source + System.lineSeparator() + train(data, source, request);
    } catch (CannotTrainException e) {
      List<String> problems = new ArrayList<>(e.problems());
      problems.add(source);
      throw new CannotTrainException(problems);
    }
  }

  private static String train(Path data, String source, Request request) throws IOException {
    Trained trained =
        Training.run(
            data,
            request.spec(),
            request.budget(),
            request.threads(),
            request.nanos(),
            request.progress());
    Provenance provenance =
        new Provenance(
            data.getFileName().toString(),
            source,
            sha256(data),
            sha256(request.specFile()),
            request.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    write(trained, provenance, request.specFile(), request.out());
    return summary(trained);
  }

  private static void write(Trained trained, Provenance provenance, Path specFile, Path out)
      throws IOException {
    Files.createDirectories(out);
    byte[] model = StoredModel.write(trained.model());
    Files.write(out.resolve(MODEL), model);
    Files.copy(specFile, out.resolve(SPEC), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    var report = ReportJson.of(trained, provenance);
    Files.writeString(out.resolve(REPORT), report.toPrettyString() + "\n");
    Files.writeString(out.resolve(PAGE), ReportPage.of(trained, provenance));
    Files.writeString(out.resolve(CARD), CardPage.of(trained, provenance));
    StringBuilder held = new StringBuilder("ID,fold,happened,known,probability\n");
    for (int person : trained.evaluation().tested()) {
      held.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%d,%.6f%n",
              trained.sample().ids().get(person),
              trained.evaluation().fold()[person] + 1,
              trained.sample().happened()[person] ? 1 : 0,
              trained.sample().weights()[person] > 0 ? 1 : 0,
              trained.evaluation().probabilities()[person]));
    }
    Files.writeString(out.resolve(HELD_OUT), held);
  }

  private static String summary(Trained trained) {
    Measures m = trained.measures();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s: %s%n%s%n%d people held out: Brier %.4f ± %.4f, AUC %.4f ± %.4f, ECE %.4f"
                + " (chance alone: %.4f), slope %.3f ± %.3f; skill %.3f%n",
            trained.spec().name(),
            trained.version(),
            trained.choice().describe(),
            trained.evaluation().method(),
            m.size(),
            m.brier(),
            m.brierError(),
            m.auc(),
            m.aucError(),
            m.ece(),
            m.eceOfPerfect(),
            m.slope(),
            m.slopeError(),
            m.skill()));
    trained
        .references()
        .forEach(
            (name, one) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  %-45s Brier %.4f, AUC %.4f%n",
                        name.words(),
                        one.brier(),
                        one.auc())));
    for (Gate.Line line : Gate.lines(trained)) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s %s %s: %s%n",
              line.passed() ? "pass" : "FAIL",
              line.safeguard(),
              line.asked(),
              line.found()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "took %.0f s of a budget of %.0f s",
            trained.seconds(),
            trained.budgetSeconds()));
    return text.toString();
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream reading = new DigestInputStream(in, digest)) {
        reading.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
