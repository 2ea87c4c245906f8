package zhijiao.core.meeting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zhijiao.core.rule.Finding;

/** What a rule about people who meet decides: which encounters in a row are worth telling. */
public interface MeetingRule {

  /** Who was measured farther apart is not near, metres. */
  int metres();

  /** So many people in one yard are a crowd, and told of once instead of two by two. */
  int crowd();

  /** Slots that may lie between two encounters of one episode. */
  int bridgedSlots();

  /**
   * The finding that follows from encounters in a row, or null when they are not worth one.
   *
   * @param run in order of time, one for each slot
   * @param over true when no more can follow
   */
  @Nullable Finding finding(Company company, List<Encounter> run, boolean over);
}
