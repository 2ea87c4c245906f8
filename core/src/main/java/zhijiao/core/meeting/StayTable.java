package zhijiao.core.meeting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.Subject;
import zhijiao.core.place.GeoPoint;

/**
 * Stays in order of time, in columns: 45 bytes each, whose they are said once.
 *
 * <p>Not safe for use by several threads.
 */
final class StayTable {

  /** Whose a stay is, and what order they were under. */
  private record Owner(Subject who, Standing standing) {}

  private final List<Owner> owners = new ArrayList<>();
  private int size;
  private long[] at = {};
  private long[] fix = {};
  private int[] lasted = {};
  private int[] fixes = {};
  private int[] latE7 = {};
  private int[] lonE7 = {};
  private float[] accuracy = {};
  private float[] scatter = {};
  private boolean[] away = {};
  private int[] owner = {};

  int size() {
    return size;
  }

  long oldestAt() {
    return size == 0 ? Long.MAX_VALUE : at[0];
  }

  /** Adds a stay; false when it is known already. */
  boolean add(Stay stay) {
    int place = from(stay.at());
    for (int i = place; i < size && at[i] == stay.at(); i++) {
      if (get(i).equals(stay)) {
        return false;
      }
    }
    put(place, stay);
    return true;
  }

  private void put(int place, Stay stay) {
    open(place);
    at[place] = stay.at();
    Spot spot = stay.spot();
    fix[place] = spot.first().bits();
    lasted[place] = (int) (spot.until() - spot.at());
    fixes[place] = spot.fixes();
    latE7[place] = spot.point().latE7();
    lonE7[place] = spot.point().lonE7();
    accuracy[place] = spot.accuracyMetres();
    scatter[place] = spot.scatter();
    away[place] = stay.away();
    owner[place] = ownerOf(stay);
  }

  /** Removes a stay; false when it is not here. */
  boolean remove(Stay stay) {
    for (int i = from(stay.at()); i < size && at[i] == stay.at(); i++) {
      if (get(i).equals(stay)) {
        cut(i, i + 1);
        return true;
      }
    }
    return false;
  }

  /** Stays of which the instant is in {@code [since, until)}. */
  List<Stay> between(long since, long until) {
    List<Stay> found = new ArrayList<>();
    for (int i = from(since); i < size && at[i] < until; i++) {
      found.add(get(i));
    }
    return found;
  }

  /** Forgets what is older. */
  void forget(long before) {
    cut(0, from(before));
    if (size == 0) {
      owners.clear();
    }
  }

  /** The first place whose instant is not before {@code instant}. */
  private int from(long instant) {
    if (size == 0 || at[size - 1] < instant) {
      return size;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at[middle] < instant) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Stay get(int i) {
    Owner whose = owners.get(owner[i]);
    return new Stay(whose.who(), spot(i), away[i], whose.standing());
  }

  private Spot spot(int i) {
    return new Spot(
        new FactId(fix[i]),
        at[i],
        at[i] + lasted[i],
        fixes[i],
        new GeoPoint(latE7[i], lonE7[i]),
        accuracy[i],
        scatter[i]);
  }

  private int ownerOf(Stay stay) {
    Owner whose = new Owner(stay.who(), stay.standing());
    int known = owners.lastIndexOf(whose);
    if (known < 0) {
      owners.add(whose);
      return owners.size() - 1;
    }
    return known;
  }

  private void open(int place) {
    if (size == at.length) {
      int room = Math.max(4, size + size / 4);
      at = Arrays.copyOf(at, room);
      fix = Arrays.copyOf(fix, room);
      lasted = Arrays.copyOf(lasted, room);
      fixes = Arrays.copyOf(fixes, room);
      latE7 = Arrays.copyOf(latE7, room);
      lonE7 = Arrays.copyOf(lonE7, room);
      accuracy = Arrays.copyOf(accuracy, room);
      scatter = Arrays.copyOf(scatter, room);
      away = Arrays.copyOf(away, room);
      owner = Arrays.copyOf(owner, room);
    }
    move(place, place + 1, size - place);
    size++;
  }

  private void cut(int first, int last) {
    if (first < last) {
      move(last, first, size - last);
      size -= last - first;
    }
  }

  private void move(int source, int target, int count) {
    System.arraycopy(at, source, at, target, count);
    System.arraycopy(fix, source, fix, target, count);
    System.arraycopy(lasted, source, lasted, target, count);
    System.arraycopy(fixes, source, fixes, target, count);
    System.arraycopy(latE7, source, latE7, target, count);
    System.arraycopy(lonE7, source, lonE7, target, count);
    System.arraycopy(accuracy, source, accuracy, target, count);
    System.arraycopy(scatter, source, scatter, target, count);
    System.arraycopy(away, source, away, target, count);
    System.arraycopy(owner, source, owner, target, count);
  }

  void write(DataOutput out) throws IOException {
    Compact.writeList(
        owners,
        (whose, to) -> {
          Compact.writeText(whose.who().pseudonym(), to);
          MeetingCodec.write(whose.standing(), to);
        },
        out);
    Compact.writeUnsigned(size, out);
    for (int i = 0; i < size; i++) {
      MeetingCodec.write(spot(i), out);
      out.writeBoolean(away[i]);
      Compact.writeUnsigned(owner[i], out);
    }
  }

  static StayTable read(DataInput in) throws IOException {
    StayTable table = new StayTable();
    table.owners.addAll(
        Compact.readList(
            from -> new Owner(new Subject(Compact.readText(from)), MeetingCodec.readStanding(from)),
            in));
    int size = Compact.readSize(in);
    for (int i = 0; i < size; i++) {
      Spot spot = MeetingCodec.readSpot(in);
      boolean away = in.readBoolean();
      Owner whose = table.owners.get((int) Compact.readUnsigned(in));
      table.put(i, new Stay(whose.who(), spot, away, whose.standing()));
    }
    return table;
  }
}
