package zhijiao.models.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import zhijiao.models.live.Promotion;
import zhijiao.models.score.StoredModel;

/**
 * The models that may score: {@code NAME/VERSION/} with what training wrote, {@code NAME/promoted.json} with the one in force,
 * {@code promotions/} with what a job reads, and {@code audit.jsonl} with a line for each promotion and each refusal. Lines are only ever added.
 */
public final class Registry {

  private static final String AUDIT = "audit.jsonl";

  /** For the {@code --models} of a job; docs/risk.md. */
  private static final String PROMOTIONS = "promotions";

  private static final String PROMOTED = "promoted.json";
  private static final List<String> KEPT =
      List.of(
          ModelFolder.MODEL,
          ModelFolder.REPORT,
          ModelFolder.PAGE,
          ModelFolder.CARD,
          ModelFolder.SPEC);

  private final Path folder;
  private final ObjectMapper json = new ObjectMapper();

  public Registry(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes a model in, or throws with the lines of the gate that failed.
   *
   * @param effective the event time from which it is to score
   */
  public String promote(Path trained, String by, Instant now, Instant effective)
      throws IOException {
    if (by.isBlank()) {
      throw new CannotTrainException("a promotion has the name of somebody who answers for it");
    }
    for (String file : KEPT) {
      if (!Files.isRegularFile(trained.resolve(file))) {
        throw new CannotTrainException(trained + " has no " + file + "; train writes it");
      }
    }
    byte[] model = Files.readAllBytes(trained.resolve(ModelFolder.MODEL));
    StoredModel stored = StoredModel.read(model);
    JsonNode report = json.readTree(Files.readAllBytes(trained.resolve(ModelFolder.REPORT)));
    List<String> failed = failed(stored, report);
    ObjectNode line = json.createObjectNode();
    line.put("at", now.toString()).put("by", by);
    line.put("name", stored.model().name()).put("model_version", stored.version());
    line.put("feature_set", stored.model().features().id().value());
    line.put("report_sha256", ModelFolder.sha256(trained.resolve(ModelFolder.REPORT)));
    if (!failed.isEmpty()) {
      line.put("act", "refused");
      failed.forEach(line.putArray("because")::add);
      audit(line);
      throw new CannotTrainException(failed.stream().map(one -> "refused: " + one).toList());
    }
    Path home = folder.resolve(stored.model().name());
    Path kept = home.resolve(stored.version());
    Files.createDirectories(kept);
    for (String file : KEPT) {
      Files.copy(trained.resolve(file), kept.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path pointer = home.resolve(PROMOTED);
    String before =
        Files.isRegularFile(pointer)
            ? json.readTree(Files.readAllBytes(pointer)).path("model_version").asText()
            : "none";
    line.put("act", "promoted").put("effective", effective.toString()).put("before", before);
    audit(line);
    announce(stored, model, by, effective);
    Path part = home.resolve(PROMOTED + ".part");
    Files.writeString(part, json.writeValueAsString(line) + "\n");
    Files.move(part, pointer, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return "promoted "
        + stored.model().name()
        + " "
        + stored.version()
        + " by "
        + by
        + ", effective "
        + effective
        + ", before: "
        + before;
  }

  /** Puts the promotion where a job looks for it: a file that never changes, and is there whole or not at all. */
  private void announce(StoredModel stored, byte[] model, String by, Instant effective)
      throws IOException {
    Path promotions = Files.createDirectories(folder.resolve(PROMOTIONS));
    Path part = promotions.resolve("." + stored.version() + ".part");
    Files.writeString(part, Promotion.promote(model, effective.toEpochMilli(), by));
    Files.move(
        part,
        promotions.resolve(effective.toEpochMilli() + "-" + stored.version() + ".json"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> failed(StoredModel stored, JsonNode report) {
    List<String> failed = new ArrayList<>();
    String reported = report.path("model").path("version").asText();
    if (!reported.equals(stored.version())) {
      failed.add("the report is of " + reported + ", the model is " + stored.version());
    }
    JsonNode gate = report.path("gate");
    if (!gate.isArray() || gate.isEmpty()) {
      failed.add("the report has no gate");
    }
    for (JsonNode line : gate) {
      if (!line.path("passed").asBoolean(false)) {
        failed.add(
            line.path("safeguard").asText()
                + " asks for "
                + line.path("asked").asText()
                + "; found "
                + line.path("found").asText());
      }
    }
    return failed;
  }

  private void audit(ObjectNode line) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(AUDIT),
        json.writeValueAsString(line) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
