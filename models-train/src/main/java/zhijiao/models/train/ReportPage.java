package zhijiao.models.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zhijiao.models.feature.FeatureSet;

/** All that is known of a trained model, for people: one page that needs nothing else. */
final class ReportPage {

  private static final double TWO_SIDED_95 = 1.96;
  private static final int SHOWN = 20;

  private final Trained trained;
  private final Provenance provenance;
  private final StringBuilder page = new StringBuilder();

  private ReportPage(Trained trained, Provenance provenance) {
    this.trained = trained;
    this.provenance = provenance;
  }

  static String of(Trained trained, Provenance provenance) {
    return new ReportPage(trained, provenance).write();
  }

  private static String text(String format, Object... values) {
    return Plot.text(format, values);
  }

  private static String escaped(String text) {
    return Plot.escaped(text);
  }

  private void add(String format, Object... values) {
    page.append(text(format, values)).append('\n');
  }

  private void head(String english, String chinese) {
    add("<h2>%s <span lang=\"zh\">%s</span></h2>", escaped(english), escaped(chinese));
  }

  private String write() {
    Spec spec = trained.spec();
    add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    add("<title>%s</title><style>", escaped(spec.title().english()));
    page.append(style());
    add("</style></head><body><main>");
    add(
        "<h1>%s <span lang=\"zh\">%s</span></h1>",
        escaped(spec.title().english()), escaped(spec.title().chinese()));
    add(
        "<p class=\"lead\">The chance of: %s. <span lang=\"zh\">预测：%s。</span></p>",
        escaped(spec.event().english()), escaped(spec.event().chinese()));
    add(
        "<p class=\"fine\">Model <code>%s</code>, features <code>%s</code>, trained %s on"
            + " <code>%s</code> (%d people). %s</p>",
        trained.version(),
        trained.sample().features().id(),
        provenance.trainedAt(),
        escaped(provenance.data()),
        trained.sample().size(),
        escaped(trained.choice().describe()));
    headline();
    add("<p>%s.</p>", escaped(trained.evaluation().method()));
    gate();
    calibration();
    comparison();
    capacity();
    groups();
    importance();
    choice();
    quality();
    add("</main></body></html>");
    return page.toString();
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("/report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("report.css cannot be read", e);
    }
  }

  private void tile(String english, String chinese, String value, String note) {
    add(
        "<div class=\"tile\"><div class=\"name\">%s <span lang=\"zh\">%s</span></div>"
            + "<div class=\"value\">%s</div><div class=\"note\">%s</div></div>",
        english, chinese, value, escaped(note));
  }

  private void headline() {
    Measures m = trained.measures();
    add("<div class=\"tiles\">");
    tile(
        "Brier", "布里尔分数", text("%.4f", m.brier()), text("± %.4f; lower is better", m.brierError()));
    tile("Skill", "技巧分", text("%.3f", m.skill()), "against the base rate; 0 is none, 1 is all");
    tile(
        "AUC",
        "区分度",
        text("%.4f", m.auc()),
        text(
            "95 %%: %.4f to %.4f",
            m.auc() - TWO_SIDED_95 * m.aucError(), m.auc() + TWO_SIDED_95 * m.aucError()));
    tile("ECE", "校准误差", text("%.4f", m.ece()), text("%.4f by chance alone", m.eceOfPerfect()));
    tile(
        "Calibration slope",
        "校准斜率",
        text("%.3f", m.slope()),
        text("± %.3f; 1 is right", m.slopeError()));
    GroupErrors at = trained.atCapacity();
    tile(
        "Number to check",
        "需核查人数",
        text("%.2f", at.numberToCheck()),
        text("to find one, at a capacity of %.0f %%", 100 * trained.spec().capacity()));
    add("</div>");
  }

  private void gate() {
    head("Gate", "启用检验");
    List<Gate.Line> lines = Gate.lines(trained);
    long failed = lines.stream().filter(line -> !line.passed()).count();
    add(
        failed == 0
            ? "<p class=\"ok\">All %d lines passed: it may be promoted. <span"
                + " lang=\"zh\">全部通过，可以启用。</span></p>"
            : "<p class=\"bad\">%2$d of %1$d lines failed: it cannot be promoted. <span"
                + " lang=\"zh\">有未通过项，不能启用。</span></p>",
        lines.size(),
        failed);
    table("", "Asked", "Found");
    for (Gate.Line line : lines) {
      row(
          line.passed() ? "<span class=\"ok\">pass</span>" : "<span class=\"bad\">FAIL</span>",
          escaped(line.safeguard() + ": " + line.asked()),
          escaped(line.found()));
    }
    endTable();
    trained
        .spec()
        .groups()
        .forEach(
            (column, group) -> {
              if (group.because() != null) {
                add(
                    "<p class=\"fine\">Not all is asked of %s, because %s.</p>",
                    escaped(column), escaped(group.because()));
              }
            });
  }

  private void table(String... heads) {
    page.append("<div class=\"scroll\"><table><thead><tr>");
    for (String one : heads) {
      page.append("<th>").append(escaped(one)).append("</th>");
    }
    page.append("</tr></thead><tbody>\n");
  }

  private void row(String... cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append("<td>").append(cell).append("</td>");
    }
    page.append("</tr>\n");
  }

  private void endTable() {
    page.append("</tbody></table></div>\n");
  }

  private void calibration() {
    head("What was said, and what happened", "预测与实际");
    int[] tested = trained.evaluation().tested();
    double[] said =
        Arrays.stream(tested).mapToDouble(i -> trained.evaluation().probabilities()[i]).toArray();
    add(
        "<div class=\"pair\"><figure>%s<figcaption>Ten groups of equal size; bars: 95 %% of"
            + " chance.</figcaption></figure><figure>%s<figcaption>Who is said what; the dashed"
            + " line is the staff's capacity.</figcaption></figure></div>",
        Plot.reliability("Reliability diagram", trained.measures(), 380),
        Plot.histogram("Distribution of scores", said, trained.capacityThreshold()));
  }

  private void comparison() {
    head("Against something simpler", "与简单方法比较");
    table("", "Brier", "AUC", "Brier of the model is lower by");
    Measures m = trained.measures();
    row("<b>this model</b>", text("%.4f", m.brier()), text("%.4f", m.auc()), "");
    trained
        .references()
        .forEach(
            (name, one) -> {
              double[] advantage = trained.advantage(name);
              row(
                  escaped(name.words()),
                  text("%.4f", one.brier()),
                  Double.isFinite(one.auc()) ? text("%.4f", one.auc()) : "",
                  text("%.4f ± %.4f", advantage[0], advantage[1]));
            });
    endTable();
  }

  private void capacity() {
    head("At the staff's capacity", "按人力可及范围");
    GroupErrors at = trained.atCapacity();
    add(
        "<p>When the staff can attend to %.0f %% of people, these are the ones from %.3f upwards."
            + " Of them it happens with %.1f %% (PPV): %.2f are looked at to find one. Of all with"
            + " whom it happens, %.1f %% are missed.</p>",
        100 * trained.spec().capacity(),
        at.threshold(),
        100 * at.precision(),
        at.numberToCheck(),
        100 * at.groups().get(0).missRate());
  }

  private void groups() {
    head("By group", "分组比较");
    add(
        "<p>Groups are compared, whether or not the model knows of them. When rates differ between"
            + " groups, equal calibration and equal errors exclude each other; both are"
            + " shown.</p>");
    double[] thresholds = IntStream.rangeClosed(1, 39).mapToDouble(i -> i / 40.0).toArray();
    for (String column : trained.spec().groups().keySet()) {
      add("<h3>%s</h3>", escaped(column));
      Map<String, Measures> measures = trained.byGroup(column);
      table("Group", "People", "Rate", "Said", "Brier", "AUC", "Slope (95 %)", "ECE (by chance)");
      measures.forEach(
          (name, m) ->
              row(
                  escaped(name),
                  String.valueOf(m.size()),
                  text("%.3f", m.rate()),
                  text("%.3f", m.meanProbability()),
                  text("%.4f", m.brier()),
                  text("%.3f", m.auc()),
                  text(
                      "%.2f (%.2f to %.2f)",
                      m.slope(),
                      m.slope() - TWO_SIDED_95 * m.slopeError(),
                      m.slope() + TWO_SIDED_95 * m.slopeError()),
                  text("%.3f (%.3f)", m.ece(), m.eceOfPerfect())));
      endTable();
      add("<div class=\"small\">");
      measures.forEach(
          (name, m) ->
              add(
                  "<figure>%s<figcaption>%s</figcaption></figure>",
                  Plot.reliability("Reliability of " + name, m, 260), escaped(name)));
      add("</div>");
      errors(column, measures, thresholds);
    }
  }

  private void errors(String column, Map<String, Measures> measures, double[] thresholds) {
    table("Threshold", "Group", "Flagged", "FPR", "FNR", "PPV");
    for (GroupErrors at : trained.errors(column)) {
      for (GroupErrors.Group one : at.groups()) {
        row(
            text("%.3f", at.threshold()),
            escaped(one.name()),
            percent(one.flagged()),
            percent(one.falseAlarmRate()),
            percent(one.missRate()),
            percent(one.precision()));
      }
      row(
          text("<b>%.3f</b>", at.threshold()),
          "<b>largest gap</b>",
          "",
          gap(at.falseAlarms()),
          gap(at.misses()),
          "");
    }
    endTable();
    List<String> names = List.copyOf(measures.keySet());
    List<double[]> falseAlarms = new ArrayList<>();
    List<double[]> misses = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      falseAlarms.add(new double[thresholds.length]);
      misses.add(new double[thresholds.length]);
    }
    for (int t = 0; t < thresholds.length; t++) {
      for (GroupErrors.Group one : trained.errors(column, thresholds[t]).groups()) {
        int at = names.indexOf(one.name());
        if (at >= 0) {
          falseAlarms.get(at)[t] = one.falseAlarmRate();
          misses.get(at)[t] = one.missRate();
        }
      }
    }
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    for (int i = 0; i < names.size(); i++) {
      legend.append(text("<span><i class=\"key%d\"></i>%s</span> ", i % 7, escaped(names.get(i))));
    }
    add(
        "%s</p><div class=\"pair\"><figure>%s</figure><figure>%s</figure></div>",
        legend,
        Plot.lines(
            "False positive rate by threshold", "false alarms · 误报率", thresholds, falseAlarms),
        Plot.lines("False negative rate by threshold", "misses · 漏报率", thresholds, misses));
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? text("%.1f %%", 100 * share) : "none";
  }

  private static String gap(GroupErrors.Gap gap) {
    return gap.highest().isEmpty()
        ? "too few"
        : text(
            "<b>%.1f %%</b> (%.1f to %.1f)", 100 * gap.size(), 100 * gap.low(), 100 * gap.high());
  }

  private void importance() {
    head("What the score leans on", "评分依据");
    FeatureSet features = trained.sample().features();
    int[] order =
        IntStream.range(0, features.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -trained.shap()[i]))
            .limit(SHOWN)
            .mapToInt(Integer::intValue)
            .toArray();
    add(
        "<h3>Mean size of the contribution (SHAP, log-odds); ↑ the score rises with it, ↓ it"
            + " falls</h3><figure>%s</figure>",
        Plot.bars(
            "Mean absolute SHAP",
            Arrays.stream(order)
                .mapToObj(i -> features.english(i) + (trained.direction()[i] > 0 ? " ↑" : " ↓"))
                .toList(),
            Arrays.stream(order).mapToDouble(i -> trained.shap()[i]).toArray(),
            new double[order.length],
            "%.3f"));
    double[] costs = trained.evaluation().importance();
    int[] byCost =
        IntStream.range(0, costs.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -costs[i]))
            .limit(SHOWN)
            .mapToInt(Integer::intValue)
            .toArray();
    add(
        "<h3>How much Brier rises on people held out when the column is shuffled, ×"
            + " 1000</h3><figure>%s</figure>",
        Plot.bars(
            "Permutation importance",
            Arrays.stream(byCost).mapToObj(features::english).toList(),
            Arrays.stream(byCost).mapToDouble(i -> 1000 * costs[i]).toArray(),
            Arrays.stream(byCost)
                .mapToDouble(i -> 1000 * trained.evaluation().importanceError()[i])
                .toArray(),
            "%.2f"));
  }

  private void choice() {
    head("How it was chosen", "模型选择过程");
    Choice choice = trained.choice();
    add(
        "<p>On validation folds inside the training data. An ensemble is taken when it is better by"
            + " more than its standard error: gain %.5f ± %.5f. Brier by calibration: none %.5f,"
            + " Platt %.5f, isotonic %.5f; taken: %s. %d settings were not tried for lack of time;"
            + " %.0f s of a budget of %.0f s.</p>",
        choice.gain(),
        choice.gainError(),
        choice.calibratorBriers()[0],
        choice.calibratorBriers()[1],
        choice.calibratorBriers()[2],
        choice.calibrator().name().toLowerCase(java.util.Locale.ROOT),
        choice.skipped(),
        trained.seconds(),
        trained.budgetSeconds());
    table("Learner", "Best settings found on this path", "Validation Brier");
    for (Choice.Trial trial : choice.trials()) {
      row(trial.learner().family(), trial.learner().settings(), text("%.5f", trial.brier()));
    }
    endTable();
    table("Held-out part", "What was chosen without it");
    List<Choice> choices = trained.evaluation().choices();
    for (int i = 0; i < choices.size(); i++) {
      row(String.valueOf(i + 1), escaped(choices.get(i).describe()));
    }
    endTable();
  }

  private void quality() {
    head("Data", "数据质量");
    Sample.Quality quality = trained.sample().quality();
    add(
        "<p>%d rows in the file, %d used. %d outcomes are not known at the horizon. SHA-256 of the"
            + " file <code>%s</code>, of the spec <code>%s</code>.</p>",
        quality.rowsInFile(),
        quality.rows(),
        quality.unknownOutcomes(),
        provenance.dataHash(),
        provenance.specHash());
    if (!provenance.source().isEmpty()) {
      add("<p>%s.</p>", escaped(provenance.source()));
    }
    table("Feature", "Missing", "Distinct", "Note");
    for (Sample.ColumnQuality column : quality.columns()) {
      row(
          escaped(column.name()),
          text("%.1f %%", 100.0 * column.missing() / quality.rows()),
          String.valueOf(column.distinct()),
          escaped(column.note()));
    }
    endTable();
    table("Banned or disclosed", "Why");
    trained
        .spec()
        .banned()
        .forEach((column, why) -> row("banned: " + escaped(column), escaped(why)));
    trained
        .spec()
        .disclosed()
        .forEach((column, why) -> row("used and disclosed: " + escaped(column), escaped(why)));
    endTable();
  }
}
