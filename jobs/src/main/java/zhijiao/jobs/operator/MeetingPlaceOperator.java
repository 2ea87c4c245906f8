package zhijiao.jobs.operator;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import zhijiao.core.meeting.EncounterChange;
import zhijiao.core.meeting.MeetingPlace;
import zhijiao.rules.ColocationRule;

/** Compares the people who stay in one square of the map at the same time. Keyed by square. */
public final class MeetingPlaceOperator
    extends KeyedObjectOperator<Long, MeetingPlace, StayInSquare, EncounterChange> {

  private static final long serialVersionUID = 1L;

  private final ColocationRule rule;
  private final MeetingMemory memory;

  public MeetingPlaceOperator(ColocationRule rule, MeetingMemory memory, int cachedKeys) {
    super(cachedKeys);
    this.rule = rule;
    this.memory = memory;
  }

  @Override
  MeetingPlace create(Long square) {
    return new MeetingPlace(rule, square);
  }

  @Override
  MeetingPlace read(Long square, DataInput in) throws IOException {
    return MeetingPlace.read(rule, square, in);
  }

  @Override
  void write(MeetingPlace place, DataOutput out) throws IOException {
    place.write(out);
  }

  @Override
  boolean isForgettable(MeetingPlace place) {
    return place.isEmpty();
  }

  @Override
  void process(MeetingPlace place, StreamRecord<StayInSquare> element) {
    place.accept(element.getValue().change(), change -> output.collect(new StreamRecord<>(change)));
  }

  @Override
  long nextAt(MeetingPlace place) {
    return memory.forgetAt(place.oldestAt());
  }

  @Override
  void onTime(MeetingPlace place, long watermark) {
    if (watermark != Long.MAX_VALUE) {
      place.forget(memory.keptSince(watermark));
    }
  }
}
