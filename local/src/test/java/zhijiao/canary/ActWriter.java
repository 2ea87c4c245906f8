package zhijiao.canary;

import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.Subject;
import zhijiao.laws.Mistake;

/** Ends somebody's supervision by machine. */
public final class ActWriter {

  @Mistake
  static OrderChange end(Subject subject) {
    return new OrderChange(subject, "order-1", null, 0, 0);
  }
}
