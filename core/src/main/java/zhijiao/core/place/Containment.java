package zhijiao.core.place;

/** Whether a position, with its circle of error, is in a place. */
public enum Containment {
  /** The whole circle of error lies within the place. */
  INSIDE,
  /** The whole circle of error lies outside the place. */
  OUTSIDE,
  /** The circle of error meets the edge: nothing may be concluded. */
  UNSURE
}
