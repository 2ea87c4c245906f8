package zhijiao.core.timeline;

import zhijiao.core.fact.Fact;

/** An element of a timeline: something observed, or a deadline. */
public sealed interface Moment permits Moment.Observed, Deadline {

  /** Epoch milliseconds UTC. */
  long at();

  Rank rank();

  /** A fact at its {@code occurredAt}. */
  record Observed(Fact fact) implements Moment {

    @Override
    public long at() {
      return fact.occurredAt();
    }

    @Override
    public Rank rank() {
      return rankOf(fact);
    }
  }

  /** The rank of a fact. */
  static Rank rankOf(Fact fact) {
    return switch (fact.kind()) {
      case ORDER,
          AUTHORISATION,
          LEAVE,
          TAG_BINDING,
          MEASURE,
          NOTICE,
          OBJECTION,
          CHANGE_REPORT,
          SUSPENSION,
          CAMPAIGN,
          SETTINGS_CHANGE ->
          Rank.TERMS;
      case TAG_FIX, TAG_STATUS, SIGHTING, CHECK_IN, WELFARE_SIGNAL, ACTIVITY -> Rank.OBSERVATION;
      case PROTECTED_POSITION -> Rank.OBSERVATION;
      case ROLL_CALL -> Rank.DUTY_BEGINS;
      case OFFICER_ACTION -> Rank.OFFICER_ACT;
    };
  }
}
