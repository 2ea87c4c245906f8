package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Parts of people, each with its share of those with the event. */
final class Folds {

  private Folds() {}

  static List<int[]> stratified(int[] people, boolean[] happened, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shuffled = people.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    List<List<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    int events = 0;
    int others = 0;
    for (int person : shuffled) {
      int part = happened[person] ? events++ % count : count - 1 - others++ % count;
      parts.get(part).add(person);
    }
    return parts.stream()
        .map(part -> part.stream().mapToInt(Integer::intValue).sorted().toArray())
        .toList();
  }

  static int[] without(int[] people, int[] part) {
    int[] sorted = part.clone();
    Arrays.sort(sorted);
    return Arrays.stream(people)
        .filter(person -> Arrays.binarySearch(sorted, person) < 0)
        .toArray();
  }
}
