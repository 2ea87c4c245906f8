package zhijiao.models.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.score.StoredModel;

/** What a stored model says of the people of a table. Knows no Smile: only the flat evaluator. */
public final class Prediction {

  private static final int REASONS = 5;
  private static final int ROUNDS = 9;
  private static final int PEOPLE_TIMED = 100_000;

  private final StoredModel model;
  private final List<String> ids;
  private final double[][] vectors;
  private final double[] probabilities;
  private final double seconds;
  private final String remarks;

  private Prediction(
      StoredModel model,
      List<String> ids,
      double[][] vectors,
      double[] probabilities,
      double seconds,
      String remarks) {
    this.model = model;
    this.ids = ids;
    this.vectors = vectors;
    this.probabilities = probabilities;
    this.seconds = seconds;
    this.remarks = remarks;
  }

  public static Prediction of(Path folder, Path data) throws IOException {
    Path file = folder.resolve(ModelFolder.MODEL);
    if (!Files.isRegularFile(file)) {
      throw new CannotTrainException("there is no model in " + folder);
    }
    if (!Files.isRegularFile(data)) {
      throw new CannotTrainException("there is no file " + data);
    }
    StoredModel model = StoredModel.read(Files.readAllBytes(file));
    FeatureSet features = model.model().features();
    String id = SpecReader.read(folder.resolve(ModelFolder.SPEC)).id();
    List<String> needed = new ArrayList<>();
    needed.add(id);
    features.columns().forEach(column -> needed.add(column.name()));
    Table table = Table.toPredict(data, needed);
    int[] unreadable = new int[features.columns().size()];
    String[] example = new String[unreadable.length];
    List<String> ids = new ArrayList<>();
    double[][] vectors = new double[table.rows()][];
    for (int row = 0; row < vectors.length; row++) {
      int at = row;
      ids.add(table.text(id, row));
      vectors[row] =
          features.vector(
              column -> table.text(column, at),
              (column, text) -> {
                unreadable[column]++;
                example[column] = text;
              });
    }
    long started = System.nanoTime();
    double[] probabilities = new double[vectors.length];
    for (int row = 0; row < vectors.length; row++) {
      probabilities[row] = model.model().probability(vectors[row]);
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    return new Prediction(
        model, ids, vectors, probabilities, seconds, remarks(features, unreadable, example));
  }

  private static String remarks(FeatureSet features, int[] unreadable, String[] example) {
    StringBuilder remarks = new StringBuilder();
    for (int i = 0; i < unreadable.length; i++) {
      FeatureColumn column = features.columns().get(i);
      if (unreadable[i] > 0) {
        remarks.append(
            String.format(
                Locale.ROOT,
                "  %s: %d values that the model does not know count as missing, one is '%s'%n",
                column.name(),
                unreadable[i],
                example[i]));
      }
    }
    return remarks.toString();
  }

  public int size() {
    return ids.size();
  }

  public String version() {
    return model.version();
  }

  public double seconds() {
    return seconds;
  }

  public String remarks() {
    return remarks;
  }

  double[] probabilities() {
    return probabilities.clone();
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
      sum += model.model().score(vectors[i % vectors.length]).probability();
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
        vectors.length,
        PEOPLE_TIMED,
        (cpuNanos.getAsLong() - started) / 1e9,
        sum / PEOPLE_TIMED);
  }

  private double medianMicros(LongSupplier nanos, ToDoubleFunction<double[]> asked) {
    double[] rounds = new double[ROUNDS];
    double sum = 0;
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long started = nanos.getAsLong();
      for (double[] vector : vectors) {
        sum += asked.applyAsDouble(vector);
      }
      if (round >= 0) {
        rounds[round] = (nanos.getAsLong() - started) / 1e3 / vectors.length;
      }
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("a score is not a number");
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  public void write(Path out) throws IOException {
    createParent(out);
    try (BufferedWriter writer = Files.newBufferedWriter(out)) {
      writer.write("ID,probability\n");
      for (int i = 0; i < probabilities.length; i++) {
        writer.write(
            quoted(ids.get(i)) + "," + String.format(Locale.ROOT, "%.8f", probabilities[i]) + "\n");
      }
    }
  }

  private static String quoted(String text) {
    return text.matches(".*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  public void writeReasons(Path out) throws IOException {
    createParent(out);
    ObjectMapper json = new ObjectMapper();
    try (BufferedWriter writer = Files.newBufferedWriter(out)) {
      for (int i = 0; i < vectors.length; i++) {
        Score score = model.model().score(vectors[i]);
        ObjectNode node = json.createObjectNode();
        node.put("id", ids.get(i)).put("probability", score.probability());
        node.put("low", score.low()).put("high", score.high());
        node.put("quality", score.quality().name()).put("model", model.version());
        ArrayNode reasons = node.putArray("reasons");
        for (Reason reason : model.model().reasons(vectors[i], REASONS)) {
          reasons
              .addObject()
              .put("feature", reason.feature())
              .put("contribution", reason.contribution())
              .put("en", reason.english())
              .put("zh", reason.chinese());
        }
        writer.write(json.writeValueAsString(node) + "\n");
      }
    }
  }

  private static void createParent(Path file) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
  }
}
