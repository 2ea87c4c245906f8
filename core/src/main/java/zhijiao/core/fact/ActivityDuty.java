package zhijiao.core.fact;

import java.io.Serializable;

/**
 * How much study and public-benefit service a person is to do in each calendar month (教育学习、公益活动). The law fixes no hours: a
 * regulation or the person's order does.
 *
 * @param studyMinutes minutes a month, 0–{@value #MOST_MINUTES}; 0 when none is owed
 * @param serviceMinutes the same; 0 also for who cannot work, or is too old to
 */
public record ActivityDuty(int studyMinutes, int serviceMinutes) implements Serializable {

  /** Nothing is owed. */
  public static final ActivityDuty NONE = new ActivityDuty(0, 0);

  /** Four hours a day. */
  public static final int MOST_MINUTES = 120 * 60;

  /** Minutes a month of one kind. */
  public int minutes(Activity.Type type) {
    return type == Activity.Type.STUDY ? studyMinutes : serviceMinutes;
  }

  /** Of each kind the less of two. */
  public ActivityDuty least(ActivityDuty other) {
    return new ActivityDuty(
        Math.min(studyMinutes, other.studyMinutes), Math.min(serviceMinutes, other.serviceMinutes));
  }
}
