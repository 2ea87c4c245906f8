package zhijiao.core.timeline;

/**
 * The order of moments of one instant, lowest first: new terms hold at once, and the tie goes to the person (who
 * arrives in the same instant in which grace expires has arrived in time).
 */
public enum Rank {
  TERMS,
  DUTY_BEGINS,
  OBSERVATION,
  DUTY_ENDS,
  OFFICER_ACT
}
