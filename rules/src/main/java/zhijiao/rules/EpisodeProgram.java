package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;
import zhijiao.cep.CompiledPattern;
import zhijiao.cep.PatternMatcher;
import zhijiao.core.fact.Subject;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.JudgedMomentCodec;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.FindingCodec;
import zhijiao.core.timeline.RuleProgram;
import zhijiao.core.timeline.RuleRun;

/**
 * Drives a {@link PatternRule}: looks for its openings while no episode is open, and for its end while one is. An opening of which no
 * match is skipped is looked for all the time: what was seen while an episode was open is not forgotten when it ends, or else
 * evidence that opens one sooner would accuse less than evidence that opens none.
 */
final class EpisodeProgram implements RuleProgram {

  private static final Support[] SUPPORTS = Support.values();

  private final PatternRule rule;
  private final SortedMap<String, String> marks;
  private final List<Opening> openings;

  /**
   * One of the rule's openings.
   *
   * @param always true when it is looked for while an episode is open, too
   */
  private record Opening(CompiledPattern<JudgedMoment> pattern, boolean always) {

    static Opening of(Pattern<JudgedMoment, ?> pattern) {
      return new Opening(
          new CompiledPattern<>(pattern, JudgedMoment::at),
          !pattern.getAfterMatchSkipStrategy().isSkipStrategy());
    }

    PatternMatcher<JudgedMoment> matcher() {
      return new PatternMatcher<>(pattern);
    }
  }

  EpisodeProgram(PatternRule rule, SortedMap<String, String> marks) {
    this.rule = rule;
    this.marks = marks;
    this.openings = rule.openings().stream().map(Opening::of).toList();
  }

  @Override
  public String id() {
    return rule.card().id();
  }

  @Override
  public Watch watches() {
    return rule.watches();
  }

  @Override
  public int fixesOfARun() {
    return rule.persistFixes();
  }

  @Override
  public long dwellMillis() {
    return rule.dwellMillis();
  }

  @Override
  public RuleRun start(Subject subject, String target) {
    return new EpisodeRun(
        subject, target, openings.stream().map(Opening::matcher).toList(), null, 0, Support.FIX);
  }

  @Override
  public RuleRun read(Subject subject, String target, DataInput in) throws IOException {
    @Nullable Finding open = in.readBoolean() ? FindingCodec.read(in) : null;
    long supportedAt = in.readLong();
    Support by = SUPPORTS[in.readByte()];
    List<PatternMatcher<JudgedMoment>> matchers = new ArrayList<>();
    for (Opening opening : openings) {
      int count = in.readInt();
      List<JudgedMoment> remembered = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        remembered.add(JudgedMomentCodec.read(in));
      }
      matchers.add(new PatternMatcher<>(opening.pattern(), remembered));
    }
    return new EpisodeRun(subject, target, matchers, open, supportedAt, by);
  }

  /** What last showed that an episode goes on. */
  private enum Support {
    FIX,
    SIGHTING,
    /** The person was seen apart from the tag: until they are together again, the tag shows where the tag is. */
    APART
  }

  private final class EpisodeRun implements RuleRun {

    private final Subject subject;
    private final String target;
    private final List<PatternMatcher<JudgedMoment>> matchers;
    private @Nullable Finding open;
    private long supportedAt;
    private Support by;

    EpisodeRun(
        Subject subject,
        String target,
        List<PatternMatcher<JudgedMoment>> matchers,
        @Nullable Finding open,
        long supportedAt,
        Support by) {
      this.subject = subject;
      this.target = target;
      this.matchers = matchers;
      this.open = open;
      this.supportedAt = supportedAt;
      this.by = by;
    }

    @Override
    public void on(JudgedMoment moment, Situation situation, FindingSink out) {
      Episodes episodes = new Episodes(rule, subject, marks, out);
      if (open != null) {
        boolean lapsed = moment.what() == What.WAKE && moment.at() >= wakeAt();
        if (lapsed || !moment.targetInForce() || ends(moment)) {
          episodes.end(open.saying(rule.ending(open, moment)), moment.at(), moment.evidence());
          open = null;
        } else {
          if (rule.supports(moment) && isBelieved(moment)) {
            support(moment);
          } else if (moment.what() == What.TOGETHER && by == Support.APART) {
            by = Support.FIX;
          }
          goOnLooking(moment);
          return;
        }
      }
      if (!moment.targetInForce()) {
        matchers.forEach(PatternMatcher::clear);
        return;
      }
      for (int i = 0; i < matchers.size(); i++) {
        List<Map<String, List<JudgedMoment>>> matches = matchers.get(i).process(moment);
        if (!matches.isEmpty() && open == null) {
          open =
              episodes.open(
                  target, moment.at(), situation, evidenceOf(matches.get(0)), rule.opening(moment));
          support(moment);
        }
      }
      if (open != null) {
        for (int i = 0; i < matchers.size(); i++) {
          if (!openings.get(i).always()) {
            matchers.get(i).clear();
          }
        }
      }
    }

    private void goOnLooking(JudgedMoment moment) {
      for (int i = 0; i < matchers.size(); i++) {
        if (openings.get(i).always()) {
          matchers.get(i).process(moment);
        }
      }
    }

    private boolean ends(JudgedMoment moment) {
      return !(by == Support.APART && moment.what() == What.FIX) && rule.ends(moment);
    }

    /** A face that nobody has compared does not prolong what other evidence has shown. */
    private boolean isBelieved(JudgedMoment moment) {
      return moment.what() != What.SEEN_APART
          || by == Support.APART
          || by == Support.SIGHTING && moment.alone();
    }

    private void support(JudgedMoment moment) {
      supportedAt = moment.at();
      by =
          switch (moment.what()) {
            case SIGHTING -> Support.SIGHTING;
            case SEEN_APART -> Support.APART;
            default -> Support.FIX;
          };
    }

    private List<Evidence> evidenceOf(Map<String, List<JudgedMoment>> match) {
      Map<Evidence, Evidence> found = new LinkedHashMap<>();
      for (JudgedMoment moment : match.values().stream().flatMap(Collection::stream).toList()) {
        if (moment.presence().last() != null) {
          found.put(moment.presence().last(), moment.presence().last());
        }
        found.put(moment.evidence(), moment.evidence());
        if (moment.against() != null) {
          found.put(moment.against(), moment.against());
        }
      }
      return List.copyOf(found.values());
    }

    @Override
    public List<Finding> open() {
      return open == null ? List.of() : List.of(open);
    }

    @Override
    public long wakeAt() {
      return open != null && by != Support.FIX ? supportedAt + rule.sightingLapse() : NEVER;
    }

    @Override
    public boolean isIdle() {
      if (open != null) {
        return false;
      }
      for (PatternMatcher<JudgedMoment> matcher : matchers) {
        if (!matcher.isIdle()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public RuleRun copy() {
      return new EpisodeRun(
          subject,
          target,
          matchers.stream().map(PatternMatcher::copy).toList(),
          open,
          supportedAt,
          by);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(open != null);
      if (open != null) {
        FindingCodec.write(open, out);
      }
      out.writeLong(supportedAt);
      out.writeByte(by.ordinal());
      for (PatternMatcher<JudgedMoment> matcher : matchers) {
        List<JudgedMoment> remembered = matcher.remembered();
        out.writeInt(remembered.size());
        for (JudgedMoment moment : remembered) {
          JudgedMomentCodec.write(moment, out);
        }
      }
    }
  }
}
