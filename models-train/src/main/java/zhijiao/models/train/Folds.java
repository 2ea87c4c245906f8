package zhijiao.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Parts of rows, each with its share of people with the event; rows of one person are in one part. */
final class Folds {

  private Folds() {}

  static List<int[]> stratified(int[] rows, Sample sample, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shuffled = rows.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    Map<Integer, List<Integer>> people = new LinkedHashMap<>();
    for (int row : shuffled) {
      people.computeIfAbsent(sample.persons()[row], person -> new ArrayList<>()).add(row);
    }
    List<List<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    int events = 0;
    int others = 0;
    for (List<Integer> own : people.values()) {
      boolean happened = own.stream().anyMatch(row -> sample.happened()[row]);
      parts.get(happened ? events++ % count : count - 1 - others++ % count).addAll(own);
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
