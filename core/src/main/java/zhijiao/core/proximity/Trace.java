package zhijiao.core.proximity;

import zhijiao.core.fact.FactId;
import zhijiao.core.meeting.Standing;
import zhijiao.core.place.GeoPoint;

/**
 * Where somebody was who must keep away from a protected person, and how far away that is.
 *
 * @param fix the plausible satellite fix that shows it
 * @param at when, epoch milliseconds UTC
 * @param point WGS-84
 * @param accuracyMetres radius of the circle of error
 * @param radiusMetres within which the person may not come
 * @param bufferMetres beyond the radius, within which somebody is warned
 */
public record Trace(
    FactId fix,
    long at,
    GeoPoint point,
    float accuracyMetres,
    int radiusMetres,
    int bufferMetres,
    Standing standing) {}
