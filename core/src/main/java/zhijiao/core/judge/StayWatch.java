package zhijiao.core.judge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.Area;
import zhijiao.core.place.Containment;
import zhijiao.core.place.SurveyedArea;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;

/**
 * Finds where somebody stays, for rules about several people: the first plausible satellite fix of each five minutes, when
 * the one before or after it lies at the same place and it is surely away from the person's own places.
 *
 * <p>Who is on the move stays nowhere: tags do not report in the same second, so nothing sure can be said of two who pass
 * each other, or ride in one bus. It is the slot's first fix that counts, even when it says nothing: were another chosen
 * instead of an unsure one, a larger error could put somebody where he was not.
 */
final class StayWatch {

  /** Length of a slot, milliseconds. */
  static final long SLOT_MILLIS = 5 * 60_000L;

  /** Two fixes of one stay are no farther apart, metres. */
  static final double SAME_PLACE_METRES = 100;

  /** One slot without a fix does not end a stay. */
  private static final long SLOTS_APART = 2;

  private static final long NONE = Long.MIN_VALUE;

  private List<SurveyedArea> ownPlaces = List.of();
  private long slot = NONE;
  private @Nullable TagFix first;
  private boolean away;
  private boolean told;

  /** Takes other places at which being with others means nothing; what was pending is forgotten. */
  void terms(@Nullable OrderTerms terms, ZoneCatalog zones) {
    ownPlaces = ownPlaces(terms, zones);
    first = null;
    told = false;
  }

  /** Takes a plausible satellite fix. */
  void observe(TagFix fix, Judge.Output out) {
    long now = Math.floorDiv(fix.occurredAt(), SLOT_MILLIS);
    if (now == slot) {
      return;
    }
    TagFix before = first;
    boolean stays =
        before != null
            && now - slot <= SLOTS_APART
            && before.point().distanceMetres(fix.point()) <= SAME_PLACE_METRES;
    boolean isAway = isAway(fix);
    if (stays && before != null && away && !told) {
      out.stayed(before);
    }
    if (stays && isAway) {
      out.stayed(fix);
    }
    slot = now;
    first = fix;
    away = isAway;
    told = stays && isAway;
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

  private boolean isAway(TagFix fix) {
    for (SurveyedArea place : ownPlaces) {
      if (place.containment(fix.point(), fix.accuracyMetres()) != Containment.OUTSIDE) {
        return false;
      }
    }
    return true;
  }

  /** The instant of a fix that may yet turn out to be a stay, or {@link Long#MAX_VALUE}. */
  long pendingAt() {
    return first == null || told || !away ? Long.MAX_VALUE : first.occurredAt();
  }

  StayWatch copy() {
    StayWatch copy = new StayWatch();
    copy.ownPlaces = ownPlaces.stream().map(place -> new SurveyedArea(place.area())).toList();
    copy.slot = slot;
    copy.first = first;
    copy.away = away;
    copy.told = told;
    return copy;
  }

  /** Writes all but the places, which follow from the terms. */
  void write(DataOutput out) throws IOException {
    out.writeLong(slot);
    out.writeBoolean(first != null);
    if (first != null) {
      FactCodec.write(first, out);
      out.writeBoolean(away);
      out.writeBoolean(told);
    }
  }

  void read(DataInput in, @Nullable OrderTerms terms, ZoneCatalog zones) throws IOException {
    ownPlaces = ownPlaces(terms, zones);
    slot = in.readLong();
    if (in.readBoolean()) {
      first = (TagFix) FactCodec.read(in);
      away = in.readBoolean();
      told = in.readBoolean();
    }
  }
}
