package zhijiao.core.health;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.rule.Finding;

/** Tells the silences that may be a source's from all other findings, and which source that is. */
public final class Silences {

  /** The parameter of a finding that names the base station by which the tag was served last. */
  public static final String STATION = "station";

  /**
   * The parameter of a finding of several silences that says when the tag was last heard before each that this station may
   * explain: instants in epoch milliseconds, with blanks between them.
   */
  public static final String SILENT_FROM = "silentFrom";

  private Silences() {}

  /** The source that may answer for a finding, or null. */
  private static @Nullable String sourceOf(@Nullable Finding finding) {
    String station = finding == null ? null : finding.parameters().get(STATION);
    return station == null ? null : SourceKind.STATION.name(station);
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
