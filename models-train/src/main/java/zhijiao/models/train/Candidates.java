package zhijiao.models.train;

import java.util.ArrayList;
import java.util.List;

/** Which settings are tried, the likeliest of each learner first. */
final class Candidates {

  private Candidates() {}

  static List<Learner> of(List<String> families) {
    List<List<Learner>> lists = families.stream().map(Candidates::of).toList();
    List<Learner> all = new ArrayList<>();
    for (int i = 0; lists.stream().anyMatch(list -> !list.isEmpty()) && i < 100; i++) {
      for (List<Learner> list : lists) {
        if (i < list.size()) {
          all.add(list.get(i));
        }
      }
    }
    return all;
  }

  private static List<Learner> of(String family) {
    return switch (family) {
      case "logistic" ->
          List.of(
              new LogisticLearner(30),
              new LogisticLearner(100),
              new LogisticLearner(10),
              new LogisticLearner(300));
      case "forest" -> List.of(new ForestLearner(100, 20), new ForestLearner(100, 60));
      case "smile-boosting" -> List.of(new SmileBoostingLearner(200, 5, 0.05));
      case "boosting" ->
          List.of(
              new BoostingLearner(480, 5, 0.06, 5, 1),
              new BoostingLearner(480, 4, 0.06, 5, 1),
              new BoostingLearner(480, 6, 0.05, 10, 1),
              new BoostingLearner(480, 5, 0.04, 20, 1));
      default -> throw new IllegalArgumentException(family);
    };
  }
}
