/**
 * Places, all in WGS-84: a {@link zhijiao.core.place.GeoPoint}, a {@link zhijiao.core.place.Circle}, an {@link
 * zhijiao.core.place.Area} with an edge, and a {@link zhijiao.core.place.Zone}, which is an area that an order can name.
 * Zones come from {@link zhijiao.core.place.ZoneDraft}s, as they were written down, by a {@link
 * zhijiao.core.place.ZoneSurvey} that converts their datum, repairs them and reports what it found.
 *
 * <p>Invariants: a position is never taken as a point when its accuracy is known, so containment has three values; within
 * one area all distances are measured in one local plane, so that they obey the triangle inequality exactly; coordinates
 * become WGS-84 here ({@link zhijiao.core.place.Datum}) and a zone that was converted says so; a zone that was not as it
 * should be is never used without a {@link zhijiao.core.place.ZoneProblem} to say so. Trigonometry is that of {@link
 * java.lang.StrictMath}, so that every machine finds the same bits.
 */
@NullMarked
package zhijiao.core.place;

import org.jspecify.annotations.NullMarked;
