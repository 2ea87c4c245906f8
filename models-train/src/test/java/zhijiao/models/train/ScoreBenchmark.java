package zhijiao.models.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.score.StoredModel;

/** What is timed: a score, its five reasons and the scores of a prefecture, from a file as {@code train} writes it. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScoreBenchmark {

  static final int REASONS = 5;

  /** Enough that no two in a row are alike, and that the processor cannot learn the way through the trees by heart. */
  private static final int VECTORS = 1000;

  private static final long SEED = 11;

  /** The file of the model. */
  @Param("model.json")
  public String model = "";

  /** How many a prefecture has. */
  @Param("100000")
  public int people;

  private StoredModel stored;
  private double[][] vectors;
  private int next;

  @Setup
  public void read() throws IOException {
    stored = StoredModel.read(Files.readAllBytes(Path.of(model)));
    vectors = MadeModels.vectors(stored.model().features(), VECTORS, SEED);
  }

  double[] vector() {
    next = next + 1 == vectors.length ? 0 : next + 1;
    return vectors[next];
  }

  /** With interval and grade. */
  @Benchmark
  public Score score() {
    return stored.model().score(vector());
  }

  /** In both languages. */
  @Benchmark
  public List<Reason> reasons() {
    return stored.model().reasons(vector(), REASONS);
  }

  /** The mean of what everybody is told. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public double everybody() {
    double sum = 0;
    for (int person = 0; person < people; person++) {
      sum += stored.model().score(vector()).probability();
    }
    return sum / people;
  }
}
