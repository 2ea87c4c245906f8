package zhijiao.core.alert;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Subject;

/**
 * The incident that an alert belongs to, or that it belongs to none.
 *
 * @param incident null when the alert was retracted or is suspended
 * @param since when the incident's first alert opened, epoch milliseconds UTC
 * @param alerts how many alerts the incident has
 * @param revision of two about the same alert the higher holds
 */
public record IncidentMember(
    AlertId alert,
    Subject subject,
    @Nullable IncidentId incident,
    long since,
    int alerts,
    long revision) {}
