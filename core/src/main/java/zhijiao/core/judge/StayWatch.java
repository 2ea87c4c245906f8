package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagFix;
import zhijiao.core.meeting.Spot;
import zhijiao.core.meeting.Stay;
import zhijiao.core.place.Area;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.SurveyedArea;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;

/**
 * Finds where somebody stays, for rules about several people: of each five minutes the plausible satellite fixes that lie at
 * one place, when the first fix of the five minutes before or after lies there too, and it was measured away from the person's
 * own places.
 *
 * <p>Who is on the move stays nowhere: tags do not report in the same second, so nothing sure can be said of two who pass
 * each other, or ride in one bus. Fixes count whatever they claim of their error: were an unsure one left out, a larger error
 * could put somebody where he was not.
 */
final class StayWatch {

  /** Fixes of one stay are no farther from its first, metres. */
  static final double SAME_PLACE_METRES = 100;

  /** Of a tag that reports more often, only so many fixes count, in milliseconds from one to the next at least. */
  static final long APART_MILLIS = 10_000;

  /** One slot without a fix does not end a stay. */
  private static final long SLOTS_APART = 2;

  private static final long NONE = Long.MIN_VALUE;

  private List<SurveyedArea> ownPlaces = List.of();

  /** The slot that is on. */
  private long slot = NONE;

  /** Its fixes, in order of time. */
  private List<TagFix> fixes = new ArrayList<>();

  /** Where the first fix of the slot before it was, if no terms have changed since. */
  private @Nullable GeoPoint before;

  private long slotBefore = NONE;

  /** Takes other places at which being with others means nothing; what was pending is forgotten. */
  void terms(@Nullable OrderTerms terms, ZoneCatalog zones) {
    ownPlaces = ownPlaces(terms, zones);
    fixes.clear();
    before = null;
  }

  /** Takes a plausible satellite fix. */
  void observe(TagFix fix, Judge.Output out) {
    long now = Stay.slotOf(fix.occurredAt());
    if (now != slot) {
      if (!fixes.isEmpty()) {
        tell(fix, now, out);
        before = fixes.get(0).point();
        slotBefore = slot;
        fixes = new ArrayList<>(6);
      }
      slot = now;
    }
    if (fixes.isEmpty()
        || fix.occurredAt() - fixes.get(fixes.size() - 1).occurredAt() >= APART_MILLIS) {
      fixes.add(fix);
    }
  }

  /**
   * Tells of the slot that is over.
   *
   * @param next the first fix after it
   * @param now the slot of that fix
   */
  private void tell(TagFix next, long now, Judge.Output out) {
    List<TagFix> stay = stay(now - slot <= SLOTS_APART ? next : null);
    if (stay.isEmpty()) {
      return;
    }
    GeoPoint mean = Spot.meanOf(stay);
    for (SurveyedArea place : ownPlaces) {
      if (place.signedDistanceMetres(mean) <= 0) {
        return;
      }
    }
    out.stayed(Spot.of(stay, mean), isAway(stay));
  }

  /** Its fixes at one place: from its first on for who was there before or is yet, or to its last for who has come to stay. */
  private List<TagFix> stay(@Nullable TagFix next) {
    TagFix first = fixes.get(0);
    boolean stayed =
        before != null && slot - slotBefore <= SLOTS_APART && isSamePlace(before, first);
    if (stayed || next != null && isSamePlace(next.point(), first)) {
      int end = 1;
      while (end < fixes.size() && isSamePlace(first.point(), fixes.get(end))) {
        end++;
      }
      return fixes.subList(0, end);
    }
    TagFix last = fixes.get(fixes.size() - 1);
    int begin = fixes.size() - 1;
    while (begin > 0 && isSamePlace(last.point(), fixes.get(begin - 1))) {
      begin--;
    }
    boolean came =
        next != null && begin < fixes.size() - 1 && isSamePlace(next.point(), fixes.get(begin));
    return came ? fixes.subList(begin, fixes.size()) : List.of();
  }

  private static boolean isSamePlace(GeoPoint point, TagFix fix) {
    return point.isWithin(SAME_PLACE_METRES, fix.point());
  }

  private boolean isAway(List<TagFix> stay) {
    for (SurveyedArea place : ownPlaces) {
      for (TagFix fix : stay) {
        if (place.containment(fix.point(), fix.accuracyMetres()) != Containment.OUTSIDE) {
          return false;
        }
      }
    }
    return true;
  }

  /** The homes, and where the person does what the order asks. */
  private static List<SurveyedArea> ownPlaces(@Nullable OrderTerms terms, ZoneCatalog zones) {
    List<SurveyedArea> places = new ArrayList<>();
    if (terms != null) {
      if (!terms.homes().isEmpty()) {
        places.add(new SurveyedArea(Area.ofCircles(terms.homes())));
      }
      for (String site : terms.particulars().dutySites()) {
        Zone zone = Objects.requireNonNull(zones.find(site), "an order that names an unknown zone");
        places.add(new SurveyedArea(zone.area()));
      }
    }
    return places;
  }

  /** When the first fix was that may yet turn out to be of a stay, or {@link Long#MAX_VALUE}. */
  long pendingAt() {
    return fixes.isEmpty() ? Long.MAX_VALUE : fixes.get(0).occurredAt();
  }

  StayWatch copy() {
    StayWatch copy = new StayWatch();
    copy.ownPlaces = ownPlaces.stream().map(place -> new SurveyedArea(place.area())).toList();
    copy.slot = slot;
    copy.fixes = new ArrayList<>(fixes);
    copy.before = before;
    copy.slotBefore = slotBefore;
    return copy;
  }

  /** Writes all but the places, which follow from the terms. */
  void write(DataOutput out) throws IOException {
    out.writeLong(slot);
    Compact.writeList(fixes, FactCodec::write, out);
    out.writeBoolean(before != null);
    if (before != null) {
      out.writeInt(before.latE7());
      out.writeInt(before.lonE7());
      out.writeLong(slotBefore);
    }
  }

  void read(DataInput in, @Nullable OrderTerms terms, ZoneCatalog zones) throws IOException {
    ownPlaces = ownPlaces(terms, zones);
    slot = in.readLong();
    for (Fact fix : Compact.readList(FactCodec::read, in)) {
      fixes.add((TagFix) fix);
    }
    if (in.readBoolean()) {
      before = new GeoPoint(in.readInt(), in.readInt());
      slotBefore = in.readLong();
    }
  }
}
