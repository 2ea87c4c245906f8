package zhijiao.models.train;

import java.util.List;
import zhijiao.models.score.Member;

/** One way to learn, with settings. */
interface Learner {

  /** As it stands in a spec. */
  String family();

  /** The settings, for people. */
  String settings();

  Member fit(Rows rows, long seed);

  /**
   * What members of growing size, fitted on some rows, say of others: one line for each of {@link #stages}.
   */
  default double[][] path(Rows rows, double[][] others, long seed) {
    Member member = fit(rows, seed);
    double[][] path = new double[1][others.length];
    for (int i = 0; i < others.length; i++) {
      path[0][i] = member.value(others[i]);
    }
    return path;
  }

  /** These settings at the sizes that {@link #path} tells of. */
  default List<Learner> stages() {
    return List.of(this);
  }

  /** The same with more effort, for when these settings have been chosen. */
  default Learner refined() {
    return this;
  }
}
