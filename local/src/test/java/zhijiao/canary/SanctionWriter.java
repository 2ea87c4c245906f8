package zhijiao.canary;

import zhijiao.laws.Mistake;

/** Does what only people may do. */
@Mistake
public final class SanctionWriter {

  @Mistake boolean arrested;

  @Mistake
  void issueReprimand() {}

  @Mistake
  void changeTier() {}
}
