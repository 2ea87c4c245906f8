package zhijiao.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.Promotion;
import zhijiao.models.score.Band;
import zhijiao.models.score.Calibration;
import zhijiao.models.score.Linear;
import zhijiao.models.score.RiskModel;
import zhijiao.models.score.StoredModel;
import zhijiao.models.score.Term;

/**
 * A scorecard written by hand so that a demonstration has scores that move. Its points were chosen, not learned; it was compared
 * with no outcome and predicts nothing. It lies in no registry, and only the demonstration promotes it.
 */
public final class DemonstrationModel {

  /** Shown wherever its scores are. */
  public static final String NAME = "demonstration-not-validated";

  private DemonstrationModel() {}

  /**
   * @param points for each confirmed violation per 1,000 hours within 28 days, log-odds
   */
  static RiskModel of(double points) {
    List<String> names = LiveFeatures.SET.names();
    int violations = names.indexOf("violations_28");
    int onTime = names.indexOf("on_time_share_28");
    int missed = names.indexOf("missed_check_ins_28");
    int intake = names.indexOf("days_since_intake");
    double[] importance = new double[names.size()];
    Arrays.fill(importance, 0.01);
    for (int asked : new int[] {violations, onTime, missed, intake}) {
      importance[asked] = 1;
    }
    return new RiskModel(
        NAME,
        LiveFeatures.SET,
        1,
        -2.2,
        List.of(
            new Linear(
                List.of(
                    new Term.Filled(violations, 0),
                    new Term.Filled(onTime, 0.9),
                    new Term.Filled(missed, 0),
                    new Term.Filled(intake, 180)),
                0,
                new double[] {points, -1.0, points / 2, -0.001},
                new double[] {0, 0.9, 0, 180})),
        new double[] {1},
        Calibration.Platt.NONE,
        importance,
        List.of(new Band(0, 0, 1)));
  }

  /**
   * Promotes it.
   *
   * @param folder in which the job looks for promotions
   * @param points as for the card
   * @param effective epoch milliseconds UTC
   * @return the model's version
   */
  public static String promote(Path folder, double points, long effective) throws IOException {
    byte[] model = StoredModel.write(of(points));
    String version = StoredModel.versionOf(model);
    Files.createDirectories(folder);
    Path part = folder.resolve("." + version + ".part");
    Files.writeString(part, Promotion.promote(model, effective, "demonstration"));
    Files.move(
        part, folder.resolve(effective + "-" + version + ".json"), StandardCopyOption.ATOMIC_MOVE);
    return version;
  }
}
