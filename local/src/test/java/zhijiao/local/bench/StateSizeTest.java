package zhijiao.local.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zhijiao.local.bench.StateSize.Life;

class StateSizeTest {

  /** Of heap only the bench tells: a test shares its JVM with others. */
  @ParameterizedTest
  @EnumSource
  void what_is_remembered_of_one_person_stays_within_its_limit(Life life) throws IOException {
    StateSize.Figure figure = StateSize.of(life, 3);
    assertTrue(figure.written() <= life.aimKibibytes() * 1_024, figure.line());
    assertTrue(figure.written() > 100, figure.line());
  }
}
