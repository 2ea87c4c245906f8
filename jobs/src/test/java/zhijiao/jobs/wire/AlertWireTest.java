package zhijiao.jobs.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.jobs.AnyFact;
import zhijiao.jobs.AnyRisk;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.models.live.RiskScore;

class AlertWireTest {

  private static final Origin ORIGIN = new Origin("tag-fixes", 1, 42);

  private final AlertWire wire = new AlertWire();

  @Property(tries = 300)
  void an_alert_event_comes_back_as_it_was(@ForAll("events") AlertEvent event) throws Rejected {
    assertEquals(event, wire.decodeAlertEvent(wire.encode(event)));
  }

  @Property(tries = 300)
  void a_change_of_a_finding_comes_back_as_it_was(@ForAll("causes") AlertCause cause)
      throws Rejected {
    Assume.that(cause instanceof AlertCause.FindingChange);
    AlertCause.FindingChange change = (AlertCause.FindingChange) cause;
    assertEquals(change, wire.decodeFindingChange(wire.encode(change)));
  }

  @Test
  void a_dead_letter_comes_back_and_keeps_only_the_head_of_a_large_record() throws Rejected {
    byte[] record = new byte[10 << 20];
    Arrays.fill(record, (byte) 7);
    DeadLetter letter =
        DeadLetter.of(ORIGIN, new Rejected(RejectReason.TOO_LARGE, "10 MiB"), record);
    DeadLetter back = wire.decodeDeadLetter(wire.encode(letter));
    assertEquals(letter, back);
    assertEquals(10 << 20, back.totalBytes());
    assertEquals(1_368, back.sampleBase64().length());
  }

  @Test
  void a_score_comes_back_as_it_was() throws Rejected {
    for (RiskScore score :
        List.of(AnyRisk.score(true), AnyRisk.score(false), AnyRisk.withdrawn())) {
      assertEquals(score, wire.decodeRiskScore(wire.encode(score)));
    }
  }

  @Test
  void what_is_no_alert_event_is_refused() {
    byte[] letter =
        wire.encode(
            DeadLetter.of(ORIGIN, new Rejected(RejectReason.EMPTY, "no bytes"), new byte[0]));
    for (byte[] bytes :
        new byte[][] {letter, new byte[0], "alert".getBytes(StandardCharsets.UTF_8)}) {
      assertThrows(Rejected.class, () -> wire.decodeAlertEvent(bytes));
    }
  }

  @Provide
  Arbitrary<AlertEvent> events() {
    return AnyFact.alertEvent();
  }

  @Provide
  Arbitrary<AlertCause> causes() {
    return AnyFact.cause();
  }
}
