package zhijiao.core.meeting;

/**
 * A stay became known, or turned out not to be one.
 *
 * @param late true when late facts brought it about
 */
public record StayChange(Stay stay, boolean withdrawn, boolean late) {}
