package zhijiao.models.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;
import zhijiao.models.score.Band;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.Member;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.StoredModel;

/** Models of every kind, trained on made-up rows of fifty features of every kind: the same bits each time. */
final class MadeModels {

  private static final int FEATURES = 50;
  private static final int LEVELS = 5;
  private static final int LARGEST = 10;
  private static final double MISSING = 0.1;
  private static final long SEED = 3;

  static final FeatureSet SET =
      new FeatureSet(IntStream.range(0, FEATURES).mapToObj(MadeModels::column).toList(), List.of());

  private MadeModels() {}

  private static FeatureColumn column(int at) {
    Kind kind = Kind.values()[at % Kind.values().length];
    boolean named = kind == Kind.ORDERED || kind == Kind.CATEGORY;
    List<String> levels =
        named ? IntStream.range(0, LEVELS).mapToObj(level -> "level " + level).toList() : List.of();
    return new FeatureColumn("f" + at, kind, levels, null, "feature " + at, "特征" + at);
  }

  /** Values that each column may have, a tenth of them missing, and what is derived from them. */
  static double[][] vectors(FeatureSet features, int size, long seed) {
    Random random = new Random(seed);
    double[][] vectors = new double[size][features.size()];
    for (double[] vector : vectors) {
      for (int i = 0; i < features.columns().size(); i++) {
        FeatureColumn column = features.columns().get(i);
        double value =
            switch (column.kind()) {
              case NUMBER -> random.nextDouble() * LARGEST;
              case FLAG -> random.nextInt(2);
              case ORDERED, CATEGORY -> random.nextInt(column.levels().size());
            };
        vector[i] = random.nextDouble() < MISSING ? Double.NaN : value;
      }
      features.complete(vector);
    }
    return vectors;
  }

  /** Every feature moves the outcome a little, some only together. */
  private static Rows rows(int size) {
    double[][] vectors = vectors(SET, size, SEED);
    Random random = new Random(SEED);
    int[] outcomes = new int[size];
    for (int i = 0; i < size; i++) {
      double margin = 0;
      for (int feature = 0; feature < FEATURES; feature++) {
        double value = known(vectors[i][feature]);
        double other = known(vectors[i][(feature + 7) % FEATURES]);
        margin += (feature % 3 - 1) * 0.1 * value + (feature % 7 == 0 ? 0.05 * value * other : 0);
      }
      outcomes[i] = random.nextDouble() < Calibration.logistic(margin - 2) ? 1 : 0;
    }
    return new Rows(SET, false, vectors, outcomes);
  }

  private static double known(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** One file for each learner, and one for the first and the last together. */
  static List<Path> write(Path folder, int people, List<Learner> learners) throws IOException {
    Rows rows = rows(people);
    List<Path> files = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (Learner learner : learners) {
      members.add(learner.fit(rows, SEED));
      files.add(
          write(folder, learner.family(), members.subList(members.size() - 1, members.size())));
    }
    files.add(write(folder, "ensemble", List.of(members.get(0), members.get(members.size() - 1))));
    return files;
  }

  private static Path write(Path folder, String name, List<Member> members) throws IOException {
    double[] weights = new double[members.size()];
    Arrays.fill(weights, 1.0 / weights.length);
    double[] even = new double[FEATURES];
    Arrays.fill(even, 1);
    RiskModel model =
        new RiskModel(
            name,
            SET,
            1,
            0,
            members,
            weights,
            Calibration.Platt.NONE,
            even,
            List.of(new Band(0, 0, 1)));
    return Files.write(
        Files.createDirectories(folder).resolve(name + ".json"), StoredModel.write(model));
  }
}
