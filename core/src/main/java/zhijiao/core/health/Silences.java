package zhijiao.core.health;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.rule.Finding;

/**
 * Tells the silences that may be a source's from all other findings, and which source that is. To have been missed at a
 * terminal or before a camera is a silence too.
 */
public final class Silences {

  /** The parameter of a finding that names the base station by which the tag was served last. */
  public static final String STATION = "station";

  /**
   * The one station by which all those tags count as served that do not tell theirs: when what brings their fixes is out, they fall
   * silent together.
   */
  public static final String STATION_NOT_TOLD = "not-told";

  /**
   * The parameter of a finding of several silences that says when the tag was last heard before each that this station may
   * explain: instants in epoch milliseconds, with blanks between them.
   */
  public static final String SILENT_FROM = "silentFrom";

  /**
   * The parameter of a finding of several silences that says how many of them may be left out without the rest being too few;
   * none when it is absent.
   */
  public static final String SPARE = "spare";

  /** The parameter of a finding that names the terminal at which the person checks in. */
  public static final String TERMINAL = "terminal";

  /** The parameter of a finding that names the camera before which the person was to stand. */
  public static final String CAMERA = "camera";

  /** The parameter of a finding that says from when the terminal or camera was needed, until it opened; epoch milliseconds. */
  public static final String NEEDED_FROM = "neededFrom";

  private Silences() {}

  /** The source that may answer for a finding, or null. */
  private static @Nullable String sourceOf(@Nullable Finding finding) {
    if (finding == null) {
      return null;
    }
    String station = finding.parameters().get(STATION);
    String terminal = finding.parameters().get(TERMINAL);
    String camera = finding.parameters().get(CAMERA);
    return station != null
        ? SourceKind.STATION.name(station)
        : terminal != null
            ? SourceKind.TERMINAL.name(terminal)
            : camera == null ? null : SourceKind.CAMERA.name(camera);
  }

  /**
   * Sends a change to the sources that may answer for it, or on to the alerts when none may.
   *
   * @param before what the change replaces or withdraws, or null
   */
  public static void route(
      FindingChange change,
      @Nullable Finding before,
      Consumer<SourceNote> toSources,
      Consumer<FindingChange> toAlerts) {
    String was = sourceOf(before);
    String is = change.finding() == null ? was : sourceOf(change.finding());
    if (was != null && !was.equals(is)) {
      toSources.accept(new SourceNote.Left(was, change.episode()));
    }
    if (is != null) {
      toSources.accept(new SourceNote.Silence(is, change, before != null && !is.equals(was)));
    } else {
      toAlerts.accept(was == null ? change : Held.passing(change));
    }
  }
}
