package zhijiao.models.live;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which model scores when: all promotions and suspensions that are known. The order in which they became known does not matter. */
public final class ModelPlan {

  private final TreeSet<Promotion> promotions = new TreeSet<>(Promotion.ORDER);

  /** Takes one; false when it was known. */
  public boolean add(Promotion promotion) {
    return promotions.add(promotion);
  }

  public boolean isEmpty() {
    return promotions.isEmpty();
  }

  /** What holds at an instant, or null when no model had been promoted. */
  @Nullable Promotion at(long instant) {
    Promotion last = null;
    for (Promotion promotion : promotions) {
      if (promotion.effective() > instant) {
        break;
      }
      last = promotion;
    }
    return last;
  }

  /** The first change after an instant; {@link Long#MAX_VALUE} for none. */
  long nextAfter(long instant) {
    for (Promotion promotion : promotions) {
      if (promotion.effective() > instant) {
        return promotion.effective();
      }
    }
    return Long.MAX_VALUE;
  }
}
