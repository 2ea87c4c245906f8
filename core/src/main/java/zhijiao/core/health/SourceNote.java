package zhijiao.core.health;

import zhijiao.core.alert.AlertCause.FindingChange;

/** What a {@link SourceHealth} is told. */
public sealed interface SourceNote {

  /** As {@link SourceKind#name} gives it. */
  String source();

  /**
   * The source was heard.
   *
   * @param member a hash of who was heard through it
   * @param at epoch milliseconds UTC
   */
  record Heard(String source, long member, long at) implements SourceNote {}

  /**
   * A person whom the source serves fell silent, or did not after all.
   *
   * @param elsewhere true when another source answered for this silence before
   */
  record Silence(String source, FindingChange change, boolean elsewhere) implements SourceNote {}

  /** Another source answers for this silence from now on. */
  record Left(String source, long episode) implements SourceNote {}
}
