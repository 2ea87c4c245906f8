package zhijiao.models.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import zhijiao.models.feature.FeatureSet;

/** All that is known of a trained model, for programs. */
final class ReportJson {

  private static final double TWO_SIDED_95 = 1.96;

  private ReportJson() {}

  static ObjectNode of(Trained trained, Provenance provenance) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("model")
        .put("name", trained.spec().name())
        .put("version", trained.version())
        .put("feature_set", trained.sample().features().id().value())
        .put("trained_at", provenance.trainedAt().toString())
        .put("event", trained.spec().event().english())
        .put("seed", trained.spec().seed());
    root.putObject("data")
        .put("file", provenance.data())
        .put("source", provenance.source())
        .put("sha256", provenance.dataHash())
        .put("spec_sha256", provenance.specHash());
    root.put("evaluation", trained.evaluation().method());
    measures(trained.measures(), root.putObject("held_out"));
    ObjectNode references = root.putObject("references");
    trained
        .references()
        .forEach(
            (name, one) -> {
              ObjectNode node = references.putObject(key(name.name()));
              node.put("brier", one.brier()).put("auc", number(one.auc()));
              double[] advantage = trained.advantage(name);
              node.put("model_brier_is_lower_by", advantage[0]).put("standard_error", advantage[1]);
            });
    capacity(trained, root.putObject("at_staff_capacity"));
    groups(trained, root.putObject("groups"));
    choice(trained.choice(), root.putObject("choice"));
    ArrayNode folds = root.putArray("folds");
    trained.evaluation().choices().forEach(one -> folds.add(one.describe()));
    features(trained, root.putArray("features"));
    quality(trained.sample().quality(), root.putObject("data_quality"));
    ArrayNode gate = root.putArray("gate");
    for (Gate.Line line : Gate.lines(trained)) {
      gate.addObject()
          .put("safeguard", line.safeguard())
          .put("asked", line.asked())
          .put("found", line.found())
          .put("passed", line.passed());
    }
    root.put("seconds", trained.seconds()).put("budget_seconds", trained.budgetSeconds());
    return root;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** JSON has no word for what is not a number. */
  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static void measures(Measures m, ObjectNode to) {
    to.put("people", m.size()).put("rate", m.rate()).put("mean_probability", m.meanProbability());
    to.put("brier", m.brier()).put("brier_standard_error", m.brierError()).put("skill", m.skill());
    to.put("auc", number(m.auc())).put("auc_standard_error", number(m.aucError()));
    to.put("auc_low", number(m.auc() - TWO_SIDED_95 * m.aucError()));
    to.put("auc_high", number(m.auc() + TWO_SIDED_95 * m.aucError()));
    to.put("ece", m.ece()).put("ece_of_a_perfect_model", m.eceOfPerfect());
    to.put("calibration_slope", number(m.slope()));
    to.put("calibration_slope_standard_error", number(m.slopeError()));
    to.put("calibration_shift", number(m.shift()));
    ArrayNode bins = to.putArray("reliability");
    for (Measures.Bin bin : m.bins()) {
      bins.addObject()
          .put("mean", bin.mean())
          .put("rate", bin.rate())
          .put("standard_error", bin.error())
          .put("people", bin.size());
    }
  }

  private static void capacity(Trained trained, ObjectNode to) {
    GroupErrors all = trained.atCapacity();
    to.put("share", trained.spec().capacity()).put("threshold", all.threshold());
    to.put("flagged", all.flagged()).put("ppv", number(all.precision()));
    to.put("number_needed_to_check", number(all.numberToCheck()));
  }

  private static void groups(Trained trained, ObjectNode to) {
    for (String column : trained.spec().groups().keySet()) {
      ObjectNode group = to.putObject(column);
      ObjectNode measured = group.putObject("measures");
      trained
          .byGroup(column)
          .forEach((name, measures) -> measures(measures, measured.putObject(name)));
      ArrayNode errors = group.putArray("errors");
      for (GroupErrors at : trained.errors(column)) {
        ObjectNode node = errors.addObject().put("threshold", at.threshold());
        gap(at.falseAlarms(), node.putObject("fpr_gap"));
        gap(at.misses(), node.putObject("fnr_gap"));
        ArrayNode each = node.putArray("groups");
        for (GroupErrors.Group one : at.groups()) {
          each.addObject()
              .put("name", one.name())
              .put("people", one.size())
              .put("fpr", number(one.falseAlarmRate()))
              .put("fnr", number(one.missRate()))
              .put("ppv", number(one.precision()))
              .put("flagged", number(one.flagged()));
        }
      }
    }
  }

  private static void gap(GroupErrors.Gap gap, ObjectNode to) {
    to.put("gap", gap.size()).put("low", gap.low()).put("high", gap.high());
    to.put("highest", gap.highest()).put("lowest", gap.lowest());
  }

  private static void choice(Choice choice, ObjectNode to) {
    to.put("model", choice.describe());
    to.put("ensemble_gains", choice.gain()).put("standard_error", choice.gainError());
    ObjectNode calibrations = to.putObject("validation_brier_by_calibration");
    for (Calibrator one : Calibrator.values()) {
      calibrations.put(key(one.name()), choice.calibratorBriers()[one.ordinal()]);
    }
    to.put("settings_not_tried_for_lack_of_time", choice.skipped());
    ArrayNode trials = to.putArray("trials");
    for (Choice.Trial trial : choice.trials()) {
      trials
          .addObject()
          .put("learner", trial.learner().family())
          .put("settings", trial.learner().settings())
          .put("validation_brier", trial.brier());
    }
  }

  private static void features(Trained trained, ArrayNode to) {
    FeatureSet features = trained.sample().features();
    for (int i = 0; i < features.size(); i++) {
      ObjectNode node = to.addObject().put("name", features.name(i));
      node.put("en", features.english(i)).put("zh", features.chinese(i));
      node.put("mean_absolute_shap", trained.shap()[i]).put("direction", trained.direction()[i]);
      if (i < features.columns().size()) {
        node.put("permutation_brier", trained.evaluation().importance()[i]);
        node.put("permutation_standard_error", trained.evaluation().importanceError()[i]);
      }
    }
  }

  private static void quality(Sample.Quality quality, ObjectNode to) {
    to.put("rows_in_file", quality.rowsInFile()).put("rows", quality.rows());
    to.put("outcomes_not_known_at_the_horizon", quality.unknownOutcomes());
    ArrayNode columns = to.putArray("columns");
    for (Sample.ColumnQuality column : quality.columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("missing", column.missing())
          .put("unreadable", column.unreadable())
          .put("distinct", column.distinct())
          .put("note", column.note());
    }
  }
}
