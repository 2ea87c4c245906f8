package zhijiao.core.place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a catalog out of drafts, one after another, and keeps a list of everything that was wrong with them. Of two
 * usable zones with one id the first holds and the second is reported.
 */
public final class ZoneSurvey {

  private final Map<String, Zone> zones = new LinkedHashMap<>();
  private final List<ZoneProblem> problems = new ArrayList<>();

  /**
   * @param where the file and the feature in it, for the problems
   */
  public void add(String where, ZoneDraft draft) {
    ZoneDraft.Survey survey = draft.survey(where);
    problems.addAll(survey.problems());
    Zone zone = survey.zone();
    if (zone != null && zones.putIfAbsent(zone.id(), zone) != null) {
      refuse(where, zone.id(), ZoneProblem.Kind.DUPLICATE_ID, "another zone before it has this id");
    }
  }

  /** Reports something of which no draft could be made. */
  public void refuse(String where, @Nullable String id, ZoneProblem.Kind kind, String detail) {
    problems.add(new ZoneProblem(where, id, kind, detail, ZoneProblem.Effect.REFUSED));
  }

  public ZoneCatalog catalog() {
    return new ZoneCatalog(zones.values());
  }

  /** In the order in which they were met. */
  public List<ZoneProblem> problems() {
    return List.copyOf(problems);
  }
}
