package zhijiao.canary;

import org.apache.flink.streaming.api.datastream.DataStream;
import zhijiao.jobs.io.Arrival;
import zhijiao.laws.Mistake;

/** Knows streams, state and how facts arrive; rules may not. */
public final class ForeignerInRules {

  @Mistake
  void knowsStreams(DataStream<String> stream) {}

  @Mistake
  void knowsState(org.apache.flink.api.common.state.ValueState<String> state) {}

  @Mistake
  void knowsArrivals(Arrival arrival) {}

  @Mistake
  void knowsTheAutomaton(org.apache.flink.cep.nfa.NFA<String> automaton) {}
}
