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

/** Drives a {@link PatternRule}: looks for its openings while no episode is open, and for its end while one is. */
final class EpisodeProgram implements RuleProgram {

  private final PatternRule rule;
  private final SortedMap<String, String> marks;
  private final List<CompiledPattern<JudgedMoment>> openings;

  EpisodeProgram(PatternRule rule, SortedMap<String, String> marks) {
    this.rule = rule;
    this.marks = marks;
    this.openings =
        rule.openings().stream().map(p -> new CompiledPattern<>(p, JudgedMoment::at)).toList();
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
        subject, target, openings.stream().map(PatternMatcher::new).toList(), null, 0, false);
  }

  @Override
  public RuleRun read(Subject subject, String target, DataInput in) throws IOException {
    @Nullable Finding open = in.readBoolean() ? FindingCodec.read(in) : null;
    long supportedAt = in.readLong();
    boolean bySighting = in.readBoolean();
    List<PatternMatcher<JudgedMoment>> matchers = new ArrayList<>();
    for (CompiledPattern<JudgedMoment> opening : openings) {
      int count = in.readInt();
      List<JudgedMoment> remembered = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        remembered.add(JudgedMomentCodec.read(in));
      }
      matchers.add(new PatternMatcher<>(opening, remembered));
    }
    return new EpisodeRun(subject, target, matchers, open, supportedAt, bySighting);
  }

  private final class EpisodeRun implements RuleRun {

    private final Subject subject;
    private final String target;
    private final List<PatternMatcher<JudgedMoment>> matchers;
    private @Nullable Finding open;
    private long supportedAt;
    private boolean bySighting;

    EpisodeRun(
        Subject subject,
        String target,
        List<PatternMatcher<JudgedMoment>> matchers,
        @Nullable Finding open,
        long supportedAt,
        boolean bySighting) {
      this.subject = subject;
      this.target = target;
      this.matchers = matchers;
      this.open = open;
      this.supportedAt = supportedAt;
      this.bySighting = bySighting;
    }

    @Override
    public void on(JudgedMoment moment, Situation situation, FindingSink out) {
      Episodes episodes = new Episodes(rule, subject, marks, out);
      if (open != null) {
        boolean lapsed = moment.what() == What.WAKE && moment.at() >= wakeAt();
        if (lapsed || !moment.targetInForce() || rule.ends(moment)) {
          episodes.end(open.saying(rule.ending(open, moment)), moment.at(), moment.evidence());
          open = null;
        } else {
          if (rule.supports(moment)) {
            support(moment);
          }
          return;
        }
      }
      if (!moment.targetInForce()) {
        matchers.forEach(PatternMatcher::clear);
        return;
      }
      for (PatternMatcher<JudgedMoment> matcher : matchers) {
        List<Map<String, List<JudgedMoment>>> matches = matcher.process(moment);
        if (!matches.isEmpty()) {
          open =
              episodes.open(
                  target, moment.at(), situation, evidenceOf(matches.get(0)), rule.opening(moment));
          support(moment);
          matchers.forEach(PatternMatcher::clear);
          return;
        }
      }
    }

    private void support(JudgedMoment moment) {
      supportedAt = moment.at();
      bySighting = moment.what() == What.SIGHTING;
    }

    private List<Evidence> evidenceOf(Map<String, List<JudgedMoment>> match) {
      Map<Evidence, Evidence> found = new LinkedHashMap<>();
      for (JudgedMoment moment : match.values().stream().flatMap(Collection::stream).toList()) {
        if (moment.presence().last() != null) {
          found.put(moment.presence().last(), moment.presence().last());
        }
        found.put(moment.evidence(), moment.evidence());
      }
      return List.copyOf(found.values());
    }

    @Override
    public List<Finding> open() {
      return open == null ? List.of() : List.of(open);
    }

    @Override
    public long wakeAt() {
      return open != null && bySighting ? supportedAt + rule.sightingLapse() : NEVER;
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
          bySighting);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeBoolean(open != null);
      if (open != null) {
        FindingCodec.write(open, out);
      }
      out.writeLong(supportedAt);
      out.writeBoolean(bySighting);
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
