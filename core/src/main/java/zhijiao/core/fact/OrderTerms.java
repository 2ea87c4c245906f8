package zhijiao.core.fact;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.Circle;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;

/**
 * What one supervisee has been ordered, as data.
 *
 * @param zone the local time zone in which schedules and supervision days are reckoned
 * @param homes the circles that count as home (住所); empty when no home is known
 * @param curfew null when there is none
 * @param checkIns null when there are none
 * @param permittedArea id of the zone that may not be left without leave (市、县), or null
 * @param exclusionZones ids of the zones that may not be entered (禁止令区域)
 * @param county code of the county (县) that supervises
 * @param office code of the judicial office (司法所)
 * @param minor true for a case in which the person was a minor: identity and alerts are masked
 * @param particulars what the order says beyond this
 */
public record OrderTerms(
    ZoneId zone,
    List<Circle> homes,
    @Nullable Curfew curfew,
    @Nullable CheckInPlan checkIns,
    @Nullable String permittedArea,
    List<String> exclusionZones,
    String county,
    String office,
    Tier tier,
    boolean minor,
    Particulars particulars) {

  /** Terms without particulars. */
  public OrderTerms(
      ZoneId zone,
      List<Circle> homes,
      @Nullable Curfew curfew,
      @Nullable CheckInPlan checkIns,
      @Nullable String permittedArea,
      List<String> exclusionZones,
      String county,
      String office,
      Tier tier,
      boolean minor) {
    this(
        zone,
        homes,
        curfew,
        checkIns,
        permittedArea,
        exclusionZones,
        county,
        office,
        tier,
        minor,
        Particulars.NONE);
  }

  public OrderTerms {
    homes = List.copyOf(homes);
    exclusionZones = List.copyOf(exclusionZones);
  }

  /** These terms with other particulars. */
  public OrderTerms with(Particulars particulars) {
    return new OrderTerms(
        zone,
        homes,
        curfew,
        checkIns,
        permittedArea,
        exclusionZones,
        county,
        office,
        tier,
        minor,
        particulars);
  }

  /** What is owed at home: where it is, and when and with what grace to be there. Equal when nothing of it differs. */
  public List<Object> dutyAtHome() {
    return curfew == null ? List.of(homes) : List.of(homes, curfew);
  }

  /**
   * These terms without the restrictions that have run out by {@code instant}: no restriction outlives the decision on
   * which it rests.
   */
  public OrderTerms asOf(long instant) {
    if (particulars.bases().isEmpty() || particulars.ends().headSet(instant + 1).isEmpty()) {
      return this;
    }
    String area = permittedArea;
    return new OrderTerms(
        zone,
        homes,
        particulars.hasRunOut(Particulars.CURFEW, instant) ? null : curfew,
        particulars.hasRunOut(Particulars.CHECK_INS, instant) ? null : checkIns,
        area == null || particulars.hasRunOut(area, instant) ? null : area,
        exclusionZones.stream().filter(id -> !particulars.hasRunOut(id, instant)).toList(),
        county,
        office,
        tier,
        minor,
        particulars.asOf(instant));
  }

  /** The text that is hashed into the identity of an {@link OrderChange}: every field, in order, nothing else. */
  String canonicalText() {
    String text =
        String.join(
            "|",
            zone.getId(),
            homes.toString(),
            curfew == null ? "-" : curfew.toString(),
            checkIns == null ? "-" : checkIns.toString(),
            permittedArea == null ? "-" : permittedArea,
            exclusionZones.toString(),
            county,
            office,
            tier.name(),
            Boolean.toString(minor));
    return particulars.equals(Particulars.NONE) ? text : text + "|" + particulars.canonicalText();
  }
}
