package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.SurveyedPlace;
import zhijiao.core.rule.Evidence;

/**
 * Satellite fixes in a row that were all measured in one place, whatever they claim of their error, and what their mean shows.
 *
 * <p>What a fix claims of its error is of two kinds: what is new with every fix, and what it has in common with its neighbours. The
 * mean takes off the first and not the second. The first is measured, by how far each fix swerves from where a steady way over the
 * two before it would have led, so that neither a walk nor an error that drifts is taken for it; what is left of the claim is taken
 * for the second. What all have in common is no larger than what the best of them claim. A larger claim only makes the mean less sure.
 */
final class Lingering {

  /** So many fixes must claim no more than what is taken for common to all; fewer may be too sure of themselves. */
  private static final int BEST = 3;

  private int fixes;
  private long latE7;
  private long lonE7;

  /** The sum of the squares of the claimed radii, square metres. */
  private double claimed;

  /** The smallest claimed radii, metres, in order; infinite for those that are not there yet. */
  private final float[] best = new float[BEST];

  /** The sum of the squares of the swerves, square metres; there are two fewer than fixes. */
  private double swerves;

  private @Nullable TagFix first;
  private @Nullable TagFix before;
  private @Nullable TagFix last;
  private boolean told;

  Lingering() {
    Arrays.fill(best, Float.POSITIVE_INFINITY);
  }

  /**
   * Takes a plausible fix that was measured in the place.
   *
   * @param gapMillis after so long without one, those before say nothing any more
   */
  void add(TagFix fix, long gapMillis) {
    if (last != null && fix.occurredAt() - last.occurredAt() > gapMillis) {
      clear();
    }
    if (before != null && last != null) {
      double metres = fix.point().swerveMetres(before.point(), last.point());
      swerves += metres * metres;
    }
    fixes++;
    latE7 += fix.point().latE7();
    lonE7 += fix.point().lonE7();
    claimed += (double) fix.accuracyMetres() * fix.accuracyMetres();
    if (fix.accuracyMetres() < best[BEST - 1]) {
      best[BEST - 1] = fix.accuracyMetres();
      Arrays.sort(best);
    }
    first = first == null ? fix : first;
    before = last;
    last = fix;
  }

  void clear() {
    if (fixes == 0) {
      return;
    }
    fixes = 0;
    latE7 = 0;
    lonE7 = 0;
    claimed = 0;
    Arrays.fill(best, Float.POSITIVE_INFINITY);
    swerves = 0;
    first = null;
    before = null;
    last = null;
    told = false;
  }

  void tellAnew() {
    told = false;
  }

  /**
   * Whether the mean is surely in the place and that is to be passed on; counts it as told.
   *
   * @param counted of so many fixes, once; {@link Integer#MAX_VALUE} for every time
   */
  boolean isToBeTold(int counted, SurveyedPlace place) {
    boolean always = counted == Integer.MAX_VALUE;
    if (!always && (told || fixes < counted)) {
      return false;
    }
    told = place.containment(mean(), accuracyMetres()) == Containment.INSIDE;
    return told;
  }

  private GeoPoint mean() {
    return GeoPoint.mean(latE7, lonE7, fixes);
  }

  /** The radius of error of {@link #mean}, as a fix would claim it. */
  private float accuracyMetres() {
    double fresh = fixes < 3 ? 0 : swerves / (GeoPoint.SWERVE_VARIANCES * (fixes - 2));
    double average = claimed / fixes;
    double least = best[Math.min(fixes, BEST) - 1];
    double share = Math.max(0, 1 - fresh / average);
    return (float) Math.sqrt(fresh / fixes + share * Math.min(average, least * least));
  }

  Presence presence(Evidence lastFix) {
    return new Presence(
        Containment.INSIDE,
        Containment.UNSURE,
        fixes,
        Objects.requireNonNull(first).occurredAt(),
        Objects.requireNonNull(last).occurredAt(),
        lastFix,
        false);
  }

  /** The mean as evidence: it names the first of its fixes, and how many there are. */
  Evidence evidence(SurveyedPlace place) {
    TagFix one = Objects.requireNonNull(first);
    GeoPoint mean = mean();
    return new Evidence(
        one.id(),
        FactKind.TAG_FIX,
        "mean of " + fixes + " fixes gps",
        one.occurredAt(),
        mean,
        accuracyMetres(),
        Containment.INSIDE,
        place.signedDistanceMetres(mean));
  }

  Lingering copy() {
    Lingering copy = new Lingering();
    copy.fixes = fixes;
    copy.latE7 = latE7;
    copy.lonE7 = lonE7;
    copy.claimed = claimed;
    System.arraycopy(best, 0, copy.best, 0, BEST);
    copy.swerves = swerves;
    copy.first = first;
    copy.before = before;
    copy.last = last;
    copy.told = told;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(fixes);
    if (fixes > 0) {
      out.writeLong(latE7);
      out.writeLong(lonE7);
      out.writeDouble(claimed);
      for (float radius : best) {
        out.writeFloat(radius);
      }
      out.writeDouble(swerves);
      out.writeBoolean(told);
      FactCodec.write(Objects.requireNonNull(first), out);
      FactCodec.write(Objects.requireNonNull(last), out);
      if (fixes > 1) {
        FactCodec.write(Objects.requireNonNull(before), out);
      }
    }
  }

  void read(DataInput in) throws IOException {
    fixes = in.readInt();
    if (fixes > 0) {
      latE7 = in.readLong();
      lonE7 = in.readLong();
      claimed = in.readDouble();
      for (int i = 0; i < BEST; i++) {
        best[i] = in.readFloat();
      }
      swerves = in.readDouble();
      told = in.readBoolean();
      first = (TagFix) FactCodec.read(in);
      last = (TagFix) FactCodec.read(in);
      before = fixes > 1 ? (TagFix) FactCodec.read(in) : null;
    }
  }
}
