package zhijiao.core.fact;

import java.io.Serializable;

/** What a regulation asks of each tier, for whoever's order says nothing of it. */
public record ActivityPolicy(ActivityDuty strict, ActivityDuty general, ActivityDuty lenient)
    implements Serializable {

  /** No regulation is told. */
  public static final ActivityPolicy NONE =
      new ActivityPolicy(ActivityDuty.NONE, ActivityDuty.NONE, ActivityDuty.NONE);

  /** What is owed under an order. */
  public ActivityDuty dutyUnder(OrderTerms terms) {
    ActivityDuty ordered = terms.particulars().activityDuty();
    if (ordered != null) {
      return ordered;
    }
    return switch (terms.tier()) {
      case STRICT -> strict;
      case GENERAL -> general;
      case LENIENT -> lenient;
    };
  }
}
