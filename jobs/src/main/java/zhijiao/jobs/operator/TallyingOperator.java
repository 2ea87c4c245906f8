package zhijiao.jobs.operator;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * A {@link KeyedObjectOperator} that counts what became of what it was given. Tallies are told before the watermark of their time
 * goes on, what time itself decided right behind it, and all of them before a snapshot, which does not hold them.
 *
 * @param <K> key
 * @param <S> the hosted object
 */
abstract class TallyingOperator<K, S, I, O> extends KeyedObjectOperator<K, S, I, O> {

  private static final long serialVersionUID = 1L;

  private final OutputTag<Tally> tallies;
  private transient TallyBoard board;

  TallyingOperator(int cachedKeys, OutputTag<Tally> tallies) {
    super(cachedKeys);
    this.tallies = tallies;
  }

  final TallyBoard board() {
    return board;
  }

  @Override
  public void open() throws Exception {
    super.open();
    board = new TallyBoard();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    drain();
    super.processWatermark(mark);
    drain();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    drain();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() {
    drain();
  }

  private void drain() {
    board.drain(tally -> output.collect(tallies, new StreamRecord<>(tally)));
  }
}
