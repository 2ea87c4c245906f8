package zhijiao.core.judge;

/** What a rule watches; each watch has one target per home, permitted area, exclusion zone or check-in plan. */
public enum Watch {
  /** The homes of an order, as one place. Target id {@code home}. */
  HOME,
  /** The area that may not be left. Target id: the zone's. */
  PERMITTED_AREA,
  /** A zone that may not be entered. Target id: the zone's. */
  EXCLUSION_ZONE,
  /** The check-in plan. Target id {@code check-in}. */
  CHECK_IN,
  /** The tag that the person wears, as it reports about itself. Target id {@code tag}. */
  TAG,
  /** The belt around a zone that may not be entered, the zone itself not. Target id: the zone's. */
  EXCLUSION_BUFFER,
  /** How the tag that the person wears is heard, and its battery. Target id {@code tag}. */
  SIGNAL,
  /** What cameras, terminals and telephones say of where the person is, against the tag and each other. */
  WHEREABOUTS,
  /** A roll call. Target id: the roll call's. */
  ROLL_CALL,
  /** The case itself: what was decided and told, and when the person was last in contact. Target id {@code case}. */
  CASE,
  /** A place in which the person may not stay. Target id: the zone's. */
  KEY_PLACE,
  /**
   * Wherever leave allows the person to be: what it was approved for, the permitted area and home, as one place. Target id:
   * the zones that the leave names, joined by {@code +}.
   */
  LEAVE_PLACES,
  /** Where the person spends the nights. Target id {@code night}. */
  NIGHT;

  /** Target id of {@link #WHEREABOUTS}. */
  public static final String WHEREABOUTS_TARGET = "person";

  /** Target id of {@link #HOME}. */
  public static final String HOME_TARGET = "home";

  /** Target id of {@link #NIGHT}. */
  public static final String NIGHT_TARGET = "night";

  /** Target id of {@link #TAG}. */
  public static final String TAG_TARGET = "tag";

  /** Target id of {@link #CASE}. */
  public static final String CASE_TARGET = "case";

  /** Target id of {@link #CHECK_IN}. */
  public static final String CHECK_IN_TARGET = "check-in";

  /** True of a place where the person has to be, or may not be, as soon as they are there; staying is not asked for. */
  public boolean isOfDuty() {
    return this == HOME || this == PERMITTED_AREA || this == EXCLUSION_ZONE;
  }

  /** True of a place of which to pass through it says nothing: it is told of who stays, or lingers. */
  public boolean isOfStay() {
    return isSmall() || this == LEAVE_PLACES;
  }

  /** True of a place that is mostly smaller than what base stations say of where somebody is. */
  public boolean isSmall() {
    return this == EXCLUSION_BUFFER || this == KEY_PLACE;
  }

  /** True when being inside accuses; otherwise being outside does. */
  public boolean insideAccuses() {
    return this == EXCLUSION_ZONE || this == EXCLUSION_BUFFER || this == KEY_PLACE;
  }
}
