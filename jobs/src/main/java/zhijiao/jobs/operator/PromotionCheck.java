package zhijiao.jobs.operator;

import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import zhijiao.core.fact.ContentHash;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.Promotion;
import zhijiao.models.score.UnreadableModelException;

/** Lets promotions through whose model can score; the others are dead letters, and the model in force stays. */
public final class PromotionCheck extends ProcessFunction<String, String> {

  private static final long serialVersionUID = 1L;

  private final OutputTag<DeadLetter> deadLetters;

  public PromotionCheck(OutputTag<DeadLetter> deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void processElement(String text, Context context, Collector<String> out) {
    try {
      Promotion.read(text, LiveFeatures.SET.id());
      out.collect(text);
    } catch (Promotion.WrongFeaturesException e) {
      context.output(deadLetters, letter(text, RejectReason.WRONG_FEATURES, e));
    } catch (UnreadableModelException e) {
      context.output(deadLetters, letter(text, RejectReason.BAD_MODEL, e));
    }
  }

  private static DeadLetter letter(String text, RejectReason reason, RuntimeException why) {
    return DeadLetter.of(
        new Origin("models", 0, ContentHash.of("promotion").add(text).toLong() >>> 1),
        new Rejected(reason, String.valueOf(why.getMessage())),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
