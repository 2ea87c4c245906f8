package zhijiao.models.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import zhijiao.core.binary.Compact;

/**
 * What a person did in one supervision day, or in the part of it that has passed. Tiles of different facts add up.
 *
 * @param onTime check-in windows in which a check-in came before their end
 * @param late check-in windows in which the first check-in came within grace
 * @param studyMinutes minutes of study that ended in it
 * @param serviceMinutes minutes of public-benefit service that ended in it
 * @param lastContact the last accepted check-in, epoch milliseconds UTC; {@link Long#MIN_VALUE} for none
 */
record DayTile(int onTime, int late, int studyMinutes, int serviceMinutes, long lastContact) {

  static final DayTile EMPTY = new DayTile(0, 0, 0, 0, Long.MIN_VALUE);

  DayTile plus(DayTile other) {
    return new DayTile(
        onTime + other.onTime,
        late + other.late,
        studyMinutes + other.studyMinutes,
        serviceMinutes + other.serviceMinutes,
        Math.max(lastContact, other.lastContact));
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(onTime, out);
    Compact.writeUnsigned(late, out);
    Compact.writeUnsigned(studyMinutes, out);
    Compact.writeUnsigned(serviceMinutes, out);
    out.writeBoolean(lastContact != Long.MIN_VALUE);
    if (lastContact != Long.MIN_VALUE) {
      Compact.writeInstant(lastContact, out);
    }
  }

  static DayTile read(DataInput in) throws IOException {
    return new DayTile(
        Compact.readSize(in),
        Compact.readSize(in),
        Compact.readSize(in),
        Compact.readSize(in),
        in.readBoolean() ? Compact.readInstant(in) : Long.MIN_VALUE);
  }
}
