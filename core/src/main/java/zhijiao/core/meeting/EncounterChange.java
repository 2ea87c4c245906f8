package zhijiao.core.meeting;

/**
 * An encounter became known, or turned out not to be one.
 *
 * @param late true when late facts brought it about
 */
public record EncounterChange(Encounter encounter, boolean withdrawn, boolean late) {}
