package zhijiao.local.simulator;

/**
 * The kinds of breach that are planned, and how often: one line for each, so that all can be seen together.
 *
 * <p>In the scenario of {@code evaluate} (2,241 people, 112 of them with a tag, 30 days) each kind comes to some eighty, and
 * all together stay below 0.05 alerts a person and day. A rate is a share of the days of those whom it concerns.
 */
enum Breach {
  /** Of people with a tag and a curfew; half come home late, half slip out. */
  CURFEW(0.088),
  /** Of people with a tag. */
  BOUNDARY(0.03),
  /** Of people with a tag and a zone. */
  ZONE(0.02),
  /** Of people without a tag and with a zone, seen by cameras only. */
  ZONE_UNTAGGED(0.0012),
  /** Of each check-in window of everybody, beside those whom nobody can reach for days. */
  MISSED_CHECK_IN(0.0004),
  /** Of people with a tag. */
  STRAP_CUT(0.028),
  /** Of people with a tag. */
  CASE_OPENED(0.026),
  /** Of people with a tag. */
  SWITCHED_OFF(0.026),
  /** Of people with a tag. */
  NOT_CHARGED(0.028),
  /** Of people without a tag, not of their days: whose window is the whole day and who check in about midnight. */
  ODD_HOUR(0.045),
  /** Of people with a tag that is neither switched off nor empty that day. */
  SILENT(0.027),
  /** The same. */
  NO_SATELLITE(0.026),
  /** Of people with a tag. */
  SEPARATION(0.024),
  /** Of people with a tag. */
  TAG_LEAPS(0.012),
  /** Of people without a tag. */
  TWO_PLACES(0.0008),
  /** Of each check-in of everybody. */
  SPOOF(0.0003),
  /** Of everybody's days: on which three days of one place begin. */
  PLAYED_BACK(0.00026),
  /** Of everybody's days. */
  ROLL_CALL_IGNORED(0.0013),
  /** Of people with a tag and a zone. */
  NEAR_ZONE(0.03),
  /** Of every two people with a tag who know each other. */
  MEETING(0.055),
  /** Of people who must keep away from somebody; half as often only into the belt. */
  APPROACH(0.044),
  /** Of authorisations: the renewal is decided when its time has nearly come, or later. */
  RENEWAL_LATE(0.8),
  /** Of renewals that are late: the tag reports on before they take effect. */
  TRACKED_UNLAWFULLY(0.9),
  /** Of people without a tag, in the whole time; as many are in hospital. */
  LOST_CONTACT(0.03),
  /** Of people, in a month: a breach after two admonitions; as many have kept to the rules since. */
  NOT_CORRECTED(0.04),
  /** Judgments that nobody followed in time, for each person of the register; nearly as many are in time. */
  NOT_TAKEN_IN(0.031),
  /** Of people with a tag. */
  LEAVE_OVERRUN(0.026),
  /** Of people with a tag. */
  LEAVE_ROUTE(0.03),
  /** Of people with a tag. */
  KEY_PLACE(0.038),
  /** Of people, in a month: somebody is worried about them. No breach: it is counted with them because it is found. */
  WORRY(0.035),
  /** Of people, in the whole time: they objected and had no answer in time; as many had one. */
  NO_ANSWER(0.04),
  /** Of weeks of people with a tag and without a curfew. */
  NIGHTS_AWAY(0.7),
  /** Of weeks of people with a tag who live under open sky: on three days the tag is shielded for a while. */
  SHIELDED(0.5),
  /** Of people who owe study or service, in a month and of each: they stop coming; some make it up. */
  SHORTFALL(0.023),
  /** Of people with a tag and without a curfew who sleep at home, in each five days of the second half of a month. */
  NIGHT_SHIFT(0.95);

  private static final double MONTH = 30;

  private final double share;

  Breach(double share) {
    this.share = share;
  }

  double share() {
    return share;
  }

  /**
   * How often it is planned.
   *
   * @param intensity 1 for the scenario of {@code evaluate}; more, to have enough of each in few people and days
   */
  double rate(double intensity) {
    return Math.min(Math.max(share, 0.5), share * intensity);
  }

  /**
   * How often it is planned in a scenario, when the share is that of a month: a day has a thirtieth of it.
   *
   * @param days of the scenario
   */
  double rateIn(int days, double intensity) {
    return rate(intensity * days / MONTH);
  }
}
