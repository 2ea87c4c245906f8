package zhijiao.jobs.pipeline;

import java.util.List;

/**
 * The operators' stable ids. State of a savepoint is found by them: one that was released is never changed or used for
 * anything else.
 */
public final class Uids {

  public static final String SOURCE = "source";
  public static final String TOLD = "told";
  public static final String ROUTER = "router";
  public static final String TAGS = "tags";
  public static final String CLOCKS = "source-clocks";
  public static final String TIMELINES = "timelines";
  public static final String SUSPENSIONS = "suspensions";
  public static final String HEALTH = "source-health";
  public static final String MEETING_PLACES = "meeting-places";
  public static final String MEETINGS = "meetings";
  public static final String PROTECTED = "protected";
  public static final String ALERT_DESK = "alert-desk";
  public static final String INCIDENTS = "incidents";
  public static final String RISK = "risk";
  public static final String TALLIES = "tallies";
  public static final String PULSES = "engine-pulses";

  /** The golden list. */
  public static final List<String> ALL =
      List.of(
          SOURCE,
          TOLD,
          ROUTER,
          TAGS,
          CLOCKS,
          TIMELINES,
          HEALTH,
          MEETING_PLACES,
          MEETINGS,
          PROTECTED,
          SUSPENSIONS,
          ALERT_DESK,
          INCIDENTS,
          RISK,
          TALLIES,
          PULSES);

  private Uids() {}
}
