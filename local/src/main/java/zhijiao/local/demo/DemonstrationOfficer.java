package zhijiao.local.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.CloseReason;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.OfficerAction;

/**
 * A made-up officer who looks at some of the alerts that have ended and closes them, most as confirmed. Which ones follows from their ids:
 * the officer knows nothing of the scenario's truth.
 */
public final class DemonstrationOfficer implements AutoCloseable {

  private static final Set<String> LOOKS_AT =
      Set.of("curfew", "boundary", "exclusion-zone", "missed-check-in", "check-in-spoof");
  private static final long ONE_IN = 2;
  private static final long EXCUSES_ONE_IN = 4;

  private final Feeder feeder;
  private final Set<AlertId> closed = new HashSet<>();
  private int acts;

  public DemonstrationOfficer(String brokers) {
    feeder = new Feeder(brokers, 0);
  }

  /**
   * @param received alert events
   * @param now the scenario's time, epoch milliseconds UTC
   */
  public void see(List<AlertTopic.Received> received, long now) throws IOException {
    List<Fact> decided = new ArrayList<>();
    for (AlertTopic.Received one : received) {
      Alert alert = one.event().alert();
      long luck = Long.remainderUnsigned(alert.id().bits() >>> 8, ONE_IN * EXCUSES_ONE_IN);
      if (!LOOKS_AT.contains(alert.key().rule())
          || alert.state() != AlertState.ENDED
          || luck % ONE_IN != 0
          || !closed.add(alert.id())) {
        continue;
      }
      decided.add(
          new OfficerAction(
              alert.id(),
              "officer-demonstration",
              OfficerAction.Act.CLOSE,
              luck / ONE_IN == 0 ? CloseReason.EXCUSED : CloseReason.CONFIRMED,
              "",
              now,
              now));
    }
    if (!decided.isEmpty()) {
      feeder.feed(decided, 0, (sent, all) -> {});
      acts += decided.size();
    }
  }

  /** How often the officer acted. */
  public int acts() {
    return acts;
  }

  @Override
  public void close() {
    feeder.close();
  }
}
