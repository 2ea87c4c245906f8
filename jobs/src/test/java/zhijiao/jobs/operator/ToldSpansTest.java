package zhijiao.jobs.operator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ToldSpansTest {

  private static final long SPAN = 300_000;
  private static final long NOON = 1_772_380_800_000L;

  private final ToldSpans told = new ToldSpans();

  @Test
  void a_station_is_told_once_in_each_of_its_five_minutes() {
    assertTrue(told.isFirst("ST-1", NOON));
    assertTrue(told.isFirst("ST-2", NOON + 1), "another station");
    assertFalse(told.isFirst("ST-1", NOON + SPAN - 1));
    assertTrue(told.isFirst("ST-1", NOON + SPAN));
    assertTrue(told.isFirst("ST-1", NOON), "what comes late is told again rather than not at all");
  }

  @Test
  void however_many_stations_there_are_each_is_told() {
    for (int span = 0; span < 2; span++) {
      for (int station = 0; station < 25_000; station++) {
        assertTrue(told.isFirst("ST-" + station, NOON + span * SPAN));
      }
    }
  }
}
