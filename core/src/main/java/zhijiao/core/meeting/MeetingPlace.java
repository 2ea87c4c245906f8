package zhijiao.core.meeting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * One square of the map: who stayed there when, and who was near whom.
 *
 * <p>Not safe for use by several threads.
 */
public final class MeetingPlace {

  /** Of the bytes that are written; raised whenever they change. */
  private static final int FORM = 2;

  private static final Comparator<Stay> BY_PERSON =
      Comparator.comparing(Stay::who)
          .thenComparingLong(Stay::at)
          .thenComparing(stay -> stay.spot().first())
          .thenComparing(Stay::toString);

  private final MeetingRule rule;
  private final long square;
  private final StayTable stays;

  /** Told what changed. */
  public interface Output {
    void encounter(EncounterChange change);
  }

  public MeetingPlace(MeetingRule rule, long square) {
    this(rule, square, new StayTable());
  }

  private MeetingPlace(MeetingRule rule, long square, StayTable stays) {
    this.rule = rule;
    this.square = square;
    this.stays = stays;
  }

  /** Takes a stay, or takes one back, and tells which encounters that made and unmade. */
  public void accept(StayChange change, Output out) {
    Stay stay = change.stay();
    long from = stay.slot() * Stay.SLOT_MILLIS;
    long until = from + Stay.SLOT_MILLIS;
    List<Stay> before = stays.between(from, until);
    boolean changed = change.withdrawn() ? stays.remove(stay) : stays.add(stay);
    if (!changed) {
      return;
    }
    List<Stay> after = stays.between(from, until);
    if (Math.max(before.size(), after.size()) < 2) {
      return;
    }
    Set<Encounter> was = encounters(before);
    Set<Encounter> is = encounters(after);
    // What is found is told before what is withdrawn, so that nothing is retracted between.
    for (Encounter encounter : is) {
      if (!was.contains(encounter)) {
        out.encounter(new EncounterChange(encounter, false, change.late()));
      }
    }
    for (Encounter encounter : was) {
      if (!is.contains(encounter)) {
        out.encounter(new EncounterChange(encounter, true, change.late()));
      }
    }
  }

  /** All encounters of one slot: a function of the stays in it. */
  private Set<Encounter> encounters(List<Stay> unordered) {
    List<Stay> present = new ArrayList<>(unordered);
    present.sort(BY_PERSON);
    Map<Yard, List<Stay>> yards = new TreeMap<>();
    for (Stay stay : present) {
      yards.computeIfAbsent(Yard.of(stay.point()), unused -> new ArrayList<>()).add(stay);
    }
    Set<Encounter> found = new LinkedHashSet<>();
    List<Stay> loose = new ArrayList<>();
    Map<String, List<Stay>> groups = new TreeMap<>();
    for (Map.Entry<Yard, List<Stay>> yard : yards.entrySet()) {
      List<Stay> there = yard.getValue();
      if (there.size() < rule.crowd()) {
        loose.addAll(there);
        there.forEach(stay -> join(stay, groups));
      } else {
        // A yard on the edge is known to two squares; the one in which it lies tells.
        List<Stay> first = there.stream().filter(Stay::away).limit(rule.crowd()).toList();
        if (first.size() == rule.crowd() && square == Squares.between(first.get(0), first.get(0))) {
          found.add(new Encounter(Company.crowd(yard.getKey()), first.get(0).slot(), first));
        }
        Map<String, List<Stay>> here = new TreeMap<>();
        there.forEach(stay -> join(stay, here));
        here.values().stream()
            .filter(group -> group.size() < rule.crowd())
            .forEach(group -> group.forEach(stay -> join(stay, groups)));
      }
    }
    compare(loose, found);
    groups.values().forEach(group -> compare(group, found));
    return found;
  }

  /** People of one case are told of in a crowd too, unless they are a crowd by themselves. */
  private static void join(Stay stay, Map<String, List<Stay>> groups) {
    String group = stay.standing().group();
    if (group != null) {
      groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(stay);
    }
  }

  private void compare(List<Stay> some, Set<Encounter> found) {
    // No degree of latitude is shorter than 110 km: a cheap first look.
    long reachE7 = rule.metres() * 100L;
    for (int i = 0; i < some.size(); i++) {
      for (int j = i + 1; j < some.size(); j++) {
        Stay a = some.get(i);
        Stay b = some.get(j);
        if (Math.abs((long) a.point().latE7() - b.point().latE7()) <= reachE7
            && !a.who().equals(b.who())
            && Squares.between(a, b) == square
            && a.point().isWithin(rule.metres(), b.point())) {
          List<Stay> both = a.who().compareTo(b.who()) < 0 ? List.of(a, b) : List.of(b, a);
          found.add(new Encounter(Company.of(a, b), a.slot(), both));
        }
      }
    }
  }

  /** The instant of the oldest stay, or {@link Long#MAX_VALUE}. */
  public long oldestAt() {
    return stays.oldestAt();
  }

  /** Forgets the stays that are older. Nothing is taken back. */
  public void forget(long before) {
    stays.forget(before);
  }

  public boolean isEmpty() {
    return stays.size() == 0;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORM);
    stays.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static MeetingPlace read(MeetingRule rule, long square, DataInput in) throws IOException {
    int form = in.readUnsignedByte();
    if (form != FORM) {
      throw new IOException("a meeting place of form " + form + "; this build reads " + FORM);
    }
    return new MeetingPlace(Objects.requireNonNull(rule), square, StayTable.read(in));
  }
}
