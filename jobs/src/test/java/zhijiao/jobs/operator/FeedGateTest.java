package zhijiao.jobs.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zhijiao.core.health.SourceNote;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;

class FeedGateTest {

  private static final long NOW = 1_772_380_800_000L;
  private static final Origin ORIGIN = new Origin("tag-fixes", 3, 7);

  @Test
  void what_could_not_be_read_says_nothing_of_when_its_source_was_heard() {
    List<SourceNote> told = new ArrayList<>();
    FeedGate gate = new FeedGate(told::add);
    gate.arrived(Arrival.refused(new DeadLetter(ORIGIN, RejectReason.EMPTY, "", 0, "")));
    assertEquals(List.of(), told);
    gate.arrived(Arrival.heartbeat(ORIGIN, NOW));
    gate.arrived(Arrival.heartbeat(ORIGIN, NOW + 1));
    assertEquals(List.of(new SourceNote.Heard("feed tag-fixes/3", 0, NOW)), told);
  }
}
