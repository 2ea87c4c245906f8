package zhijiao.canary;

import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import zhijiao.laws.Mistake;

/** Holds Flink's internal automaton itself. */
public final class NfaToucher {

  @Mistake
  void runs(NFA<String> automaton) {}

  @Mistake
  void buffers(SharedBuffer<String> buffer) {}
}
