package zhijiao.core.rule;

import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;

/**
 * One fact, or one deadline, on which a finding rests.
 *
 * @param fact the fact, or null for a deadline
 * @param what the fact's kind in words, or the deadline's name, e.g. {@code fix gps} or {@code grace expires}
 * @param point WGS-84, or null
 * @param accuracyMetres radius of the error circle, metres; 0 when there is no place
 * @param containment against the finding's target, or null
 * @param distanceMetres from the target's edge, metres, negative inside; NaN when there is no place
 */
public record Evidence(
    @Nullable FactId fact,
    @Nullable FactKind kind,
    String what,
    long occurredAt,
    @Nullable GeoPoint point,
    float accuracyMetres,
    @Nullable Containment containment,
    double distanceMetres) {}
