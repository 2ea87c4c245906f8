package zhijiao.rules;

import java.io.Serializable;
import zhijiao.core.rule.RuleCard;
import zhijiao.core.rule.Severity;
import zhijiao.core.settings.SettingsReader;
import zhijiao.core.settings.Source;

/**
 * Boundary (越界): whoever is surely outside the permitted city or county without leave, for three fixes or five minutes,
 * or is seen there by cameras, has left it until surely back inside, or until leave begins.
 *
 * <p>For some time after leave has ended nobody is out without leave; who has not been seen back by then is found by {@link
 * LeaveOverrunRule}, and by this rule only after having come back.
 */
public final class BoundaryRule extends OutsideRule {

  public static final RuleCard CARD =
      new RuleCard(
          "boundary", 4, Severity.P1, "outside the permitted area without leave", "未经批准离开所居住的市、县");

  /**
   * @param persistFixes sure fixes in a row, 2–10
   * @param persistMinutes or sure fixes over so many minutes, 1–60
   * @param sightingWindowMinutes within which two sightings, or a fix and then a sighting, belong together, 5–720
   * @param sightingLapseMinutes after the last sighting outside the person is taken to be back, 5–720
   */
  public record Settings(
      int persistFixes, int persistMinutes, int sightingWindowMinutes, int sightingLapseMinutes)
      implements Serializable {
    public static final Settings DEFAULT = SettingsReader.defaults(Settings::read);

    /** Reads and declares them. */
    public static Settings read(SettingsReader in) {
      return new Settings(
          in.integer(
              "persistFixes",
              3,
              2,
              10,
              "fixes",
              "sure fixes in a row",
              Source.chosen(
                  "several fixes in a row are the usual guard against stray ones; three is the least that outvotes one")),
          in.integer(
              "persistMinutes",
              5,
              1,
              60,
              "minutes",
              "or sure fixes over so many minutes",
              Source.chosen("five fixes of a tag that reports every minute")),
          in.integer(
              "sightingWindowMinutes",
              60,
              5,
              720,
              "minutes",
              "within which two sightings, or a fix and then a sighting, belong together",
              Source.chosen("an hour reaches across a county town's cameras")),
          in.integer(
              "sightingLapseMinutes",
              60,
              5,
              720,
              "minutes",
              "after the last sighting outside the person is taken to be back",
              Source.chosen("cameras see a person now and then; an hour bridges the gaps")));
    }
  }

  /**
   * @param separation what shows that person and tag are apart
   */
  public BoundaryRule(Settings settings, PersonTagSeparationRule.Settings separation) {
    super(settings, separation);
  }

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  boolean ofAwaited() {
    return false;
  }
}
