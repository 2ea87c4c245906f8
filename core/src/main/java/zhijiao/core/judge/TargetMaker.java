package zhijiao.core.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.place.Area;
import zhijiao.core.place.Circle;
import zhijiao.core.place.SurveyedArea;
import zhijiao.core.place.SurveyedPlace;
import zhijiao.core.place.SurveyedUnion;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;

/** Makes the targets that terms name, each of which nothing is known yet. */
final class TargetMaker {

  private final ZoneCatalog zones;
  private final Condensing condensing;

  TargetMaker(ZoneCatalog zones, Condensing condensing) {
    this.zones = zones;
    this.condensing = condensing;
  }

  List<Target> of(Situation situation) {
    OrderTerms terms = situation.terms();
    List<Target> found = new ArrayList<>();
    if (terms == null) {
      return found;
    }
    if (!terms.homes().isEmpty()) {
      Area home = Area.ofCircles(terms.homes());
      found.add(target(Watch.HOME, Watch.HOME_TARGET, new SurveyedArea(home)));
      found.add(target(Watch.NIGHT, Watch.NIGHT_TARGET, null));
    }
    if (terms.permittedArea() != null) {
      Zone zone = zone(terms.permittedArea());
      found.add(target(Watch.PERMITTED_AREA, zone.id(), new SurveyedArea(zone.area())));
    }
    for (String id : terms.exclusionZones()) {
      Zone zone = zone(id);
      found.add(target(Watch.EXCLUSION_ZONE, id, new SurveyedArea(zone.area())));
      if (zone.bufferMetres() > 0 && !reachesHome(zone, terms.homes())) {
        SurveyedPlace belt = SurveyedArea.beltAround(zone.area(), zone.bufferMetres());
        found.add(target(Watch.EXCLUSION_BUFFER, id, belt));
      }
    }
    if (terms.checkIns() != null) {
      found.add(target(Watch.CHECK_IN, Watch.CHECK_IN_TARGET, null));
    }
    found.add(target(Watch.TAG, Watch.TAG_TARGET, null));
    for (String id : terms.particulars().keyPlaces()) {
      found.add(target(Watch.KEY_PLACE, id, new SurveyedArea(zone(id).area())));
    }
    if (!situation.destinations().isEmpty()) {
      String id = String.join("+", situation.destinations());
      found.add(target(Watch.LEAVE_PLACES, id, allowed(terms, situation.destinations())));
    }
    found.add(target(Watch.SIGNAL, Watch.TAG_TARGET, null));
    return found;
  }

  private SurveyedPlace allowed(OrderTerms terms, List<String> destinations) {
    List<SurveyedPlace> parts = new ArrayList<>();
    if (!terms.homes().isEmpty()) {
      parts.add(new SurveyedArea(Area.ofCircles(terms.homes())));
    }
    if (terms.permittedArea() != null) {
      parts.add(new SurveyedArea(zone(terms.permittedArea()).area()));
    }
    for (String destination : destinations) {
      parts.add(new SurveyedArea(zone(destination).area()));
    }
    return new SurveyedUnion(parts);
  }

  /** Nobody is warned for being at home. */
  private static boolean reachesHome(Zone zone, List<Circle> homes) {
    for (Circle home : homes) {
      double gap = zone.signedDistanceMetres(home.centre()) - home.radiusMetres();
      if (gap < zone.bufferMetres()) {
        return true;
      }
    }
    return false;
  }

  private Zone zone(String id) {
    Zone zone = zones.find(id);
    if (zone == null) {
      throw new IllegalStateException(
          "an order that names the unknown zone " + id + " should have been refused");
    }
    return zone;
  }

  private Target target(Watch watch, String id, @Nullable SurveyedPlace place) {
    return new Target(
        watch, id, place, condensing.fixesOfARun(watch), condensing.dwellMillis(watch));
  }
}
