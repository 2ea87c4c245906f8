package zhijiao.models.train;

import java.util.List;

/** The model card: what somebody has to know before using a model, in English and Chinese. */
final class CardPage {

  private static final double TWO_SIDED_95 = 1.96;

  private CardPage() {}

  static String of(Trained trained, Provenance provenance) {
    Spec spec = trained.spec();
    Measures m = trained.measures();
    StringBuilder card = new StringBuilder();
    add(card, "# %s · %s", spec.title().english(), spec.title().chinese());
    add(card, "");
    add(card, "| | |");
    add(card, "|---|---|");
    add(card, "| Model · 模型 | `%s` |", trained.version());
    add(card, "| Feature set · 特征集 | `%s` |", trained.sample().features().id());
    add(card, "| Predicts · 预测 | %s · %s |", spec.event().english(), spec.event().chinese());
    add(card, "| Kind · 类型 | %s |", trained.choice().describe());
    add(card, "| Trained · 训练时间 | %s |", provenance.trainedAt());
    add(card, "| Data · 数据 | `%s`, SHA-256 `%s` |", provenance.data(), provenance.dataHash());
    if (!provenance.source().isEmpty()) {
      add(card, "| From the engine's log · 来自系统日志 | %s |", provenance.source());
    }
    add(card, "| Spec · 说明文件 | SHA-256 `%s` |", provenance.specHash());
    add(card, "");
    add(card, "## Purpose · 用途");
    add(card, "%s", spec.purpose());
    add(card, "");
    add(
        card,
        "A score is a suggestion with reasons. No decision rests on it alone: a person decides, and"
            + " whoever is scored may ask why and object. 评分仅供参考并附理由，不得作为决定的唯一依据；由人作出决定，"
            + "当事人有权要求说明并提出异议。");
    add(card, "");
    add(card, "## People · 人群");
    add(card, "%s", spec.population());
    add(card, "%d of them, with a rate of %.1f %%.", trained.sample().size(), 100 * m.rate());
    add(card, "");
    add(card, "## Limits · 局限");
    for (String limit : spec.limits()) {
      add(card, "- %s", limit);
    }
    add(card, "- It was measured on people like those in the table, and on nobody else.");
    add(card, "");
    add(card, "## Banned and disclosed · 禁用与披露");
    spec.banned().forEach((column, why) -> add(card, "- Banned: `%s`: %s", column, why));
    spec.disclosed().forEach((column, why) -> add(card, "- Used: `%s`: %s", column, why));
    add(
        card,
        "- A column named for ethnicity, religion, politics, complaints, health, place, faults of"
            + " equipment and the like stops the training (S16, S12).");
    add(card, "");
    add(card, "## How good · 表现");
    add(card, "%s.", trained.evaluation().method());
    add(card, "");
    add(card, "| | |");
    add(card, "|---|---|");
    add(card, "| Brier | %.4f ± %.4f |", m.brier(), m.brierError());
    add(card, "| Skill against the base rate | %.3f |", m.skill());
    add(
        card,
        "| AUC (95 %%) | %.4f (%.4f to %.4f) |",
        m.auc(),
        m.auc() - TWO_SIDED_95 * m.aucError(),
        m.auc() + TWO_SIDED_95 * m.aucError());
    add(card, "| ECE (by chance alone) | %.4f (%.4f) |", m.ece(), m.eceOfPerfect());
    add(card, "| Calibration slope | %.3f ± %.3f |", m.slope(), m.slopeError());
    GroupErrors at = trained.atCapacity();
    add(
        card,
        "| At a capacity of %.0f %%: threshold, PPV, number to check | %.3f, %.3f, %.2f |",
        100 * spec.capacity(),
        at.threshold(),
        at.precision(),
        at.numberToCheck());
    trained
        .references()
        .forEach(
            (name, one) ->
                add(
                    card,
                    "| Brier, AUC of %s | %.4f, %.4f |",
                    name.words(),
                    one.brier(),
                    one.auc()));
    add(card, "");
    List<Gate.Line> lines = Gate.lines(trained);
    long failed = lines.stream().filter(line -> !line.passed()).count();
    add(card, "## Gate · 启用检验");
    add(
        card,
        failed == 0
            ? "All lines passed. 全部通过。"
            : "%d lines failed; it cannot be promoted. 有未通过项，不能启用。",
        failed);
    add(card, "");
    for (Gate.Line line : lines) {
      add(
          card,
          "- %s %s: %s. %s",
          line.passed() ? "pass" : "FAIL",
          line.safeguard(),
          line.asked(),
          line.found());
    }
    return card.toString();
  }

  private static void add(StringBuilder card, String format, Object... values) {
    card.append(Plot.text(format, values)).append('\n');
  }
}
