package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.SuspensionBook;
import zhijiao.core.fact.FactKind;
import zhijiao.core.timeline.Outcome;

/**
 * Brings decisions to suspend rules to the alerts that they are about. Keyed by the person's pseudonym: a decision names a
 * person, not an alert.
 */
public final class SuspensionOperator
    extends TallyingOperator<String, SuspensionBook, AlertCause, AlertCause> {

  private static final long serialVersionUID = 1L;

  public SuspensionOperator(int cachedKeys, OutputTag<Tally> tallies) {
    super(cachedKeys, tallies);
  }

  /** The person whom a finding or a decision is about. */
  public static String personOf(AlertCause cause) {
    return cause instanceof AlertCause.Suspended decided
        ? decided.change().subject().pseudonym()
        : ((AlertCause.FindingChange) cause).key().subject().pseudonym();
  }

  @Override
  SuspensionBook create(String pseudonym) {
    return new SuspensionBook();
  }

  @Override
  SuspensionBook read(String pseudonym, DataInput in) throws IOException {
    return SuspensionBook.read(in);
  }

  @Override
  void write(SuspensionBook book, DataOutput out) throws IOException {
    book.write(out);
  }

  @Override
  boolean isForgettable(SuspensionBook book) {
    return book.isEmpty();
  }

  @Override
  void process(SuspensionBook book, StreamRecord<AlertCause> element) {
    if (element.getValue() instanceof AlertCause.FindingChange change) {
      book.add(change, this::send);
    } else if (element.getValue() instanceof AlertCause.Suspended decided) {
      boolean isNew = book.add(decided.change(), this::send);
      board().add(FactKind.SUSPENSION, isNew ? Outcome.FACT : Outcome.DUPLICATE, 1);
    }
  }

  private void send(AlertCause cause) {
    output.collect(new StreamRecord<>(cause));
  }

  @Override
  long nextAt(SuspensionBook book) {
    return book.forgetAt();
  }

  @Override
  void onTime(SuspensionBook book, long watermark) {
    if (watermark != Long.MAX_VALUE) {
      book.forget(watermark);
    }
  }
}
