package zhijiao.models.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import zhijiao.models.feature.FeatureSet;

/**
 * The people of a table as a model sees them.
 *
 * @param vectors by person
 * @param persons by row: a number for whoever it is about; the same for rows that belong to one person
 * @param happened by person: whether the event came within the horizon
 * @param weights by person: how much the outcome counts when it is compared with a probability; 0 where it is not known, and above 1
 *     for those who stand for others who were not watched to the end
 * @param lasted with periods: in how many somebody counts
 * @param groups by column: the group of each person
 * @param scores the score in the table, if any; not a number where missing
 * @param moments with a time: when; else all zero
 */
record Sample(
    FeatureSet features,
    List<String> ids,
    int[] persons,
    double[][] vectors,
    boolean[] happened,
    double[] weights,
    int periods,
    int[] lasted,
    Map<String, int[]> groups,
    Map<String, List<String>> groupNames,
    double[] scores,
    double[] moments,
    Quality quality) {

  int size() {
    return vectors.length;
  }

  /** What training sees of some people: one row each, or one for each period in which they were watched. */
  Rows rows(int[] people) {
    if (periods == 1) {
      double[][] vectors = new double[people.length][];
      int[] outcomes = new int[people.length];
      for (int i = 0; i < people.length; i++) {
        vectors[i] = this.vectors[people[i]];
        outcomes[i] = happened[people[i]] ? 1 : 0;
      }
      return new Rows(features, false, vectors, outcomes);
    }
    int size = Arrays.stream(people).map(person -> lasted[person]).sum();
    double[][] vectors = new double[size][];
    int[] outcomes = new int[size];
    int at = 0;
    for (int person : people) {
      for (int period = 1; period <= lasted[person]; period++) {
        vectors[at] = Arrays.copyOf(this.vectors[person], features.size() + 1);
        vectors[at][features.size()] = period;
        outcomes[at++] = happened[person] && period == lasted[person] ? 1 : 0;
      }
    }
    return new Rows(features, true, vectors, outcomes);
  }

  /** What the table lacked. */
  record Quality(
      long rowsInFile,
      int rows,
      int unknownOutcomes,
      List<ColumnQuality> columns,
      int repeatedIds) {}

  /** What one column lacked. */
  record ColumnQuality(String name, int missing, int unreadable, int distinct, String note) {}
}
