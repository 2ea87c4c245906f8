package zhijiao.rules.story;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFact;
import zhijiao.core.meeting.Company;
import zhijiao.core.meeting.MeetingLog;
import zhijiao.core.meeting.MeetingPlace;
import zhijiao.core.meeting.Squares;
import zhijiao.core.meeting.StayChange;
import zhijiao.core.proximity.ProximityLog;
import zhijiao.core.proximity.TraceChange;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.TagLog;
import zhijiao.core.timeline.Timeline;
import zhijiao.core.timeline.TimelineOutput;
import zhijiao.core.timeline.TimelineSettings;
import zhijiao.rules.ColocationRule;
import zhijiao.rules.JoinRule;
import zhijiao.rules.RuleCatalog;
import zhijiao.rules.VictimProximityRule;

/**
 * The people of a world and what joins them, in plain Java on one thread: what the pipeline does. Of the others than the
 * story's person only what joins them to somebody is told.
 */
public final class Joint {

  private final World world;
  private final Judged judged;
  private final ColocationRule colocation;
  private final Map<Subject, Timeline> timelines = new TreeMap<>();
  private final Map<String, TagLog> tags = new HashMap<>();
  private final Map<Long, MeetingPlace> places = new TreeMap<>();
  private final Map<Company, MeetingLog> companies = new TreeMap<>();
  private final VictimProximityRule proximity;
  private final Map<String, ProximityLog<VictimProximityRule.State>> protectedPersons =
      new TreeMap<>();
  private long now = Long.MIN_VALUE;

  public Joint(World world, Judged judged) {
    this.world = world;
    this.judged = judged;
    this.colocation = rule(ColocationRule.class);
    this.proximity = rule(VictimProximityRule.class);
    timeline(World.WHO);
  }

  /** The world's rule, or the shipped one where a test asks for rules about one person only. */
  private <R extends JoinRule> R rule(Class<R> kind) {
    RuleCatalog rules = world.rules();
    return rules.rules().stream().anyMatch(kind::isInstance)
        ? rules.join(kind)
        : RuleCatalog.shipped().join(kind);
  }

  private Timeline timeline(Subject who) {
    return timelines.computeIfAbsent(
        who, unused -> new Timeline(world.program(), who, Long.MIN_VALUE));
  }

  /** Takes a fact about the person of whom it says so, or of a tag. */
  public void accept(Fact fact, Subject about) {
    if (fact instanceof TagBinding binding) {
      tag(binding.tag()).bind(binding, new Wearer(binding.tag()));
    } else if (fact instanceof TagFact report) {
      tag(report.tag()).accept(report, new Wearer(report.tag()));
    } else if (fact instanceof ProtectedPosition position) {
      protectedPerson(position.person()).accept(position, new Near());
    } else {
      timeline(about).accept(fact, new Told(about));
    }
  }

  private TagLog tag(String tag) {
    return tags.computeIfAbsent(
        tag, unused -> new TagLog(TimelineSettings.DEFAULT.sealedHoldHours()));
  }

  /** Judges everything up to an instant. */
  public void advance(long upTo) {
    timelines.forEach((who, timeline) -> timeline.advance(upTo, new Told(who)));
    now = Math.max(now, Math.min(upTo, world.horizon().until()));
    companies.values().forEach(company -> company.advance(now, judged::change));
    protectedPersons.values().forEach(person -> person.advance(now, new Near()));
  }

  private ProximityLog<VictimProximityRule.State> protectedPerson(String person) {
    return protectedPersons.computeIfAbsent(
        person, unused -> new ProximityLog<>(proximity, person));
  }

  /** What is found near a protected person; the person's positions are nobody's facts and are not counted. */
  private final class Near implements ProximityLog.Output {

    @Override
    public void change(FindingChange change) {
      if (change.key().subject().equals(World.WHO)) {
        judged.change(change);
      }
    }

    @Override
    public void tally(Outcome outcome, int delta) {}

    @Override
    public void tooLate(ProtectedPosition position) {
      judged.tooLate(position);
    }
  }

  /** Writes what is remembered and reads it again, as a restart does. */
  public void remember() {
    try {
      for (Map.Entry<Subject, Timeline> it : timelines.entrySet()) {
        DataInputStream in = bytes(it.getValue()::write);
        it.setValue(Timeline.read(world.program(), it.getKey(), in));
      }
      for (Map.Entry<Long, MeetingPlace> it : places.entrySet()) {
        it.setValue(MeetingPlace.read(colocation, it.getKey(), bytes(it.getValue()::write)));
      }
      for (Map.Entry<Company, MeetingLog> it : companies.entrySet()) {
        it.setValue(MeetingLog.read(colocation, it.getKey(), bytes(it.getValue()::write)));
      }
      for (Map.Entry<String, ProximityLog<VictimProximityRule.State>> it :
          protectedPersons.entrySet()) {
        it.setValue(ProximityLog.read(proximity, it.getKey(), bytes(it.getValue()::write)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writer {
    void write(DataOutput out) throws IOException;
  }

  private static DataInputStream bytes(Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private void stayed(StayChange change) {
    Squares.of(
        change.stay(),
        colocation.metres(),
        square ->
            places
                .computeIfAbsent(square, unused -> new MeetingPlace(colocation, square))
                .accept(
                    change,
                    encounter ->
                        companies
                            .computeIfAbsent(
                                encounter.encounter().company(),
                                company -> new MeetingLog(colocation, company))
                            .accept(encounter, now, judged::change)));
  }

  /** What one person's timeline tells. */
  private final class Told implements TimelineOutput {
    private final Subject who;

    Told(Subject who) {
      this.who = who;
    }

    @Override
    public void change(FindingChange change) {
      if (who.equals(World.WHO)) {
        judged.change(change);
      }
    }

    @Override
    public void tally(FactKind kind, Outcome outcome, int delta) {
      if (who.equals(World.WHO)) {
        judged.tally(kind, outcome, delta);
      }
    }

    @Override
    public void tooLate(Fact fact) {
      judged.tooLate(fact);
    }

    @Override
    public void stay(StayChange change) {
      stayed(change);
    }

    @Override
    public void traces(TraceChange change) {
      protectedPerson(change.person()).accept(change, new Near());
    }
  }

  /** Gives each report to whom the tag was bound to; of tags only that of the story's person is counted. */
  private final class Wearer implements TagLog.Output {
    private final boolean counted;

    Wearer(String tag) {
      this.counted = tag.equals(World.TAG);
    }

    @Override
    public void deliver(Subject subject, TagFact fact) {
      timeline(subject).accept(fact, new Told(subject));
    }

    @Override
    public void withdraw(Subject subject, TagFact fact) {
      timeline(subject).withdraw(fact, new Told(subject));
    }

    @Override
    public void takenOff(Subject subject, TagBinding end) {
      timeline(subject).accept(end, new Told(subject));
    }

    @Override
    public void notTakenOff(Subject subject, TagBinding end) {
      timeline(subject).withdraw(end, new Told(subject));
    }

    @Override
    public void unbound(FactKind kind, int delta) {
      count(kind, Outcome.UNBOUND_TAG, delta);
    }

    @Override
    public void duplicate(FactKind kind) {
      count(kind, Outcome.DUPLICATE, 1);
    }

    @Override
    public void bound() {
      count(FactKind.TAG_BINDING, Outcome.FACT, 1);
    }

    private void count(FactKind kind, Outcome outcome, int delta) {
      if (counted) {
        judged.tally(kind, outcome, delta);
      }
    }
  }
}
