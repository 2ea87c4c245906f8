package zhijiao.models.score;

import java.util.List;

/**
 * What became of held-out people with about this score: a 95 % interval of their rate.
 *
 * @param from the least probability that belongs here; the next band's is the end
 */
public record Band(double from, double low, double high) {

  static Band of(List<Band> bands, double probability) {
    Band found = bands.get(0);
    for (Band band : bands) {
      if (band.from() <= probability) {
        found = band;
      }
    }
    return found;
  }
}
