package zhijiao.local.simulator;

/**
 * Chance without memory: a number that follows from a seed and what it is asked for, and from nothing else. The mixing
 * is that of SplitMix64 (Steele, Lea and Flood 2014).
 */
final class Chance {

  private final long seed;

  Chance(long seed) {
    this.seed = seed;
  }

  /** A chance of its own for one purpose, such as a person's or a day's. */
  Chance of(long... purpose) {
    long mixed = seed;
    for (long part : purpose) {
      mixed = mix(mixed ^ mix(part + 0x9e3779b97f4a7c15L));
    }
    return new Chance(mixed);
  }

  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  long bits(long draw) {
    return mix(seed + (draw + 1) * 0x9e3779b97f4a7c15L);
  }

  /** Uniform in [0, 1). */
  double uniform(long draw) {
    return (bits(draw) >>> 11) * 0x1.0p-53;
  }

  double between(long draw, double from, double to) {
    return from + (to - from) * uniform(draw);
  }

  /** A whole number in [from, to]. */
  int integer(long draw, int from, int to) {
    return from + (int) (uniform(draw) * (to - from + 1));
  }

  boolean happens(long draw, double probability) {
    return uniform(draw) < probability;
  }

  /** Standard normal (Box and Muller 1958); uses the draws {@code 2 × draw} and {@code 2 × draw + 1}. */
  double normal(long draw) {
    double u = 1 - uniform(2 * draw);
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * uniform(2 * draw + 1));
  }

  /** Smooth noise over time: normal at whole numbers of {@code t}, blended between them. */
  double smooth(double t, long channel) {
    long knot = (long) Math.floor(t);
    double part = t - knot;
    double blend = part * part * (3 - 2 * part);
    Chance own = of(channel);
    return own.normal(knot) * (1 - blend) + own.normal(knot + 1) * blend;
  }
}
