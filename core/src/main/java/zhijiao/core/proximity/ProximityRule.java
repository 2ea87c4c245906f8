package zhijiao.core.proximity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import zhijiao.core.rule.Finding;

/**
 * What a rule about a protected person decides, comparison by comparison.
 *
 * @param <S> an immutable state with {@code equals}
 */
public interface ProximityRule<S> {

  /** A position of the protected person is compared with fixes that are at most so much older or newer, milliseconds. */
  long apartMillis();

  /** So long positions and traces are kept, milliseconds. */
  long keptMillis();

  /** The state before anything has happened. */
  S initial();

  /** The next state; findings that open or end go to {@code out}. */
  S step(S state, Nearness nearness, Consumer<Finding> out);

  /** When nothing more is heard the state changes at this instant, or {@link Long#MAX_VALUE}. */
  long lapsesAt(S state);

  /** The state after {@link #lapsesAt} has come. */
  S lapse(S state, Consumer<Finding> out);

  /** Findings that are open in a state. */
  List<Finding> open(S state);

  void write(S state, DataOutput out) throws IOException;

  S read(DataInput in) throws IOException;
}
