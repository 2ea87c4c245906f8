package zhijiao.canary;

import zhijiao.laws.Mistake;
import zhijiao.local.StandIn;

/** Uses what stands in for the outside world. */
public final class FutureOfTheJob {

  @Mistake
  void simulate(StandIn simulator) {}
}
