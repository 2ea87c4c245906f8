package zhijiao.models.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import zhijiao.core.statistics.Median;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.score.StoredModel;

/**
 * What a stored model says of the people of a table, asked row by row, so that memory does not grow with the table. Knows no Smile: only
 * the flat evaluator.
 */
public final class Prediction {

  private static final int REASONS = 5;
  private static final int ROUNDS = 9;
  private static final int PEOPLE_TIMED = 100_000;

  /** So many are kept to be timed. */
  private static final int MOST_KEPT = 10_000;

  private final StoredModel model;
  private final List<double[]> kept = new ArrayList<>();
  private final int[] unreadable;
  private final String[] example;
  private long size;
  private double seconds;

  private Prediction(StoredModel model) {
    this.model = model;
    this.unreadable = new int[model.model().features().columns().size()];
    this.example = new String[unreadable.length];
  }

  /**
   * Writes {@code ID,probability} of everybody; nothing is there when the table turns out to be wrong.
   *
   * @param reasons where to write the strongest reasons of each, as JSON lines, if anywhere
   * @param nanos a clock that runs evenly
   */
  public static Prediction write(
      Path folder, Path data, Path out, @Nullable Path reasons, LongSupplier nanos)
      throws IOException {
    Path file = folder.resolve(ModelFolder.MODEL);
    if (!Files.isRegularFile(file)) {
      throw new CannotTrainException("there is no model in " + folder);
    }
    if (!Files.isRegularFile(data)) {
      throw new CannotTrainException("there is no file " + data);
    }
    long started = nanos.getAsLong();
    Prediction prediction = new Prediction(StoredModel.read(Files.readAllBytes(file)));
    String id = SpecReader.read(folder.resolve(ModelFolder.SPEC)).id();
    try (Draft predictions = Draft.of(out);
        @Nullable Draft explanations = reasons == null ? null : Draft.of(reasons)) {
      prediction.ask(
          id, data, predictions.writer(), explanations == null ? null : explanations.writer());
      predictions.keep();
      if (explanations != null) {
        explanations.keep();
      }
    }
    prediction.seconds = (nanos.getAsLong() - started) / 1e9;
    return prediction;
  }

  private void ask(String id, Path data, Writer predictions, @Nullable Writer reasons)
      throws IOException {
    FeatureSet features = model.model().features();
    Set<String> needed = new HashSet<>();
    needed.add(id);
    features.columns().forEach(column -> needed.add(column.name()));
    ObjectMapper json = new ObjectMapper();
    try (TableRows table = TableRows.open(data, needed, null)) {
      Map<String, Integer> places = new HashMap<>();
      table.columns().forEach(column -> places.put(column, places.size()));
      predictions.write("ID,probability\n");
      for (List<String> row = table.next(); row != null; row = table.next()) {
        List<String> texts = row;
        double[] vector =
            features.vector(
                column -> texts.get(places.get(column)),
                (column, text) -> {
                  unreadable[column]++;
                  example[column] = text;
                });
        String person = row.get(places.get(id));
        predictions.write(
            quoted(person)
                + String.format(Locale.ROOT, ",%.8f\n", model.model().probability(vector)));
        if (reasons != null) {
          reasons.write(json.writeValueAsString(explained(json, person, vector)) + "\n");
        }
        if (kept.size() < MOST_KEPT) {
          kept.add(vector);
        }
        size++;
      }
    }
  }

  private ObjectNode explained(ObjectMapper json, String person, double[] vector) {
    Score score = model.model().score(vector);
    ObjectNode node = json.createObjectNode();
    node.put("id", person).put("probability", score.probability());
    node.put("low", score.low()).put("high", score.high());
    node.put("quality", score.quality().name()).put("model", model.version());
    ArrayNode reasons = node.putArray("reasons");
    for (Reason reason : model.model().reasons(vector, REASONS)) {
      reasons
          .addObject()
          .put("feature", reason.feature())
          .put("contribution", reason.contribution())
          .put("en", reason.english())
          .put("zh", reason.chinese());
    }
    return node;
  }

  private static String quoted(String text) {
    return text.matches(".*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  public long size() {
    return size;
  }

  public String version() {
    return model.version();
  }

  /** How long reading, scoring and writing took. */
  public double seconds() {
    return seconds;
  }

  /** What in the table the model does not know. */
  public String remarks() {
    FeatureSet features = model.model().features();
    StringBuilder remarks = new StringBuilder();
    for (int i = 0; i < unreadable.length; i++) {
      if (unreadable[i] > 0) {
        remarks.append(
            String.format(
                Locale.ROOT,
                "  %s: %d values that the model does not know count as missing, one is '%s'%n",
                features.columns().get(i).name(),
                unreadable[i],
                example[i]));
      }
    }
    return remarks.toString();
  }

  /** How much processor time one score and the reasons of one take: medians of rounds after a warm-up, and 100,000 scores in a row.
   * The clock is that of the thread, so that others on the machine do not count. */
  public String timing(LongSupplier cpuNanos) {
    double score = medianMicros(cpuNanos, model.model()::probability);
    double reasons =
        medianMicros(cpuNanos, vector -> model.model().reasons(vector, REASONS).size());
    long started = cpuNanos.getAsLong();
    double sum = 0;
    for (int i = 0; i < PEOPLE_TIMED; i++) {
      sum += model.model().score(kept.get(i % kept.size())).probability();
    }
    return String.format(
        Locale.ROOT,
        "one score %.1f µs, %d reasons %.1f µs of processor time (median of %d rounds of %d"
            + " people); %d scores with interval and grade in %.2f s of processor time, their mean"
            + " %.4f",
        score,
        REASONS,
        reasons,
        ROUNDS,
        kept.size(),
        PEOPLE_TIMED,
        (cpuNanos.getAsLong() - started) / 1e9,
        sum / PEOPLE_TIMED);
  }

  private double medianMicros(LongSupplier nanos, ToDoubleFunction<double[]> asked) {
    double[] rounds = new double[ROUNDS];
    double sum = 0;
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long started = nanos.getAsLong();
      for (double[] vector : kept) {
        sum += asked.applyAsDouble(vector);
      }
      if (round >= 0) {
        rounds[round] = (nanos.getAsLong() - started) / 1e3 / kept.size();
      }
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("a score is not a number");
    }
    return Median.of(rounds);
  }
}
