package zhijiao.models.train;

import java.util.Locale;
import java.util.Random;
import zhijiao.models.score.Calibration;

/**
 * Makes people with the rates that BJS published for 404,638 prisoners released in 30 states in 2005 (NCJ 244205): arrested again within
 * five years 76.6 %, of those up to 24 years old 84.1 %, to 39 78.6 %, from 40 69.2 %; by offence property 82.1 %, drugs 76.9 %, public order
 * 73.6 %, violence 71.3 %; within three years 67.8 %; of those arrested, 36.8 % within six months and 56.7 % within one year. The shares of
 * ages and offences are chosen so that they give the total.
 */
final class PublishedRates {

  static final double WITHIN_FIVE_YEARS = 0.766;
  static final double WITHIN_THREE_YEARS = 0.678;
  static final double[] BY_AGE = {0.841, 0.786, 0.692};

  private static final String[] AGES = {"24 or younger", "25 to 39", "40 or older"};
  private static final double[] AGE_SHARES = {0.176, 0.500, 0.324};
  private static final String[] OFFENCES = {"property", "drugs", "public order", "violence"};
  private static final double[] OFFENCE_SHARES = {0.298, 0.319, 0.127, 0.256};
  private static final double[] BY_OFFENCE = {0.821, 0.769, 0.736, 0.713};

  /** Of those arrested within five years, the share by these days. */
  private static final double[] DAYS = {0, 182.5, 365, 1095, 1825};

  private static final double[] SHARES = {0, 0.368, 0.567, 0.678 / 0.766, 1};

  private PublishedRates() {}

  static String table(int people, long seed) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("person,age,offence,month,days,arrested\n");
    for (int i = 0; i < people; i++) {
      int age = draw(random, AGE_SHARES);
      int offence = draw(random, OFFENCE_SHARES);
      double chance =
          Calibration.logistic(
              Measures.logOdds(BY_AGE[age])
                  + Measures.logOdds(BY_OFFENCE[offence])
                  - Measures.logOdds(WITHIN_FIVE_YEARS));
      double event = random.nextDouble() < chance ? day(random.nextDouble()) : Double.MAX_VALUE;
      double watched = 500 + random.nextDouble() * 1325;
      csv.append(
          String.format(
              Locale.ROOT,
              "b%d,%s,%s,%d,%.1f,%d%n",
              i,
              AGES[age],
              OFFENCES[offence],
              1 + random.nextInt(12),
              Math.min(event, watched),
              event <= watched ? 1 : 0));
    }
    return csv.toString();
  }

  private static int draw(Random random, double[] shares) {
    double left = random.nextDouble();
    for (int i = 0; i < shares.length - 1; i++) {
      left -= shares[i];
      if (left < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }

  private static double day(double share) {
    int at = 1;
    while (SHARES[at] < share) {
      at++;
    }
    double part = (share - SHARES[at - 1]) / (SHARES[at] - SHARES[at - 1]);
    return DAYS[at - 1] + part * (DAYS[at] - DAYS[at - 1]);
  }
}
