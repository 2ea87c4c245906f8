package zhijiao.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import zhijiao.core.fact.Subject;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.Situation;
import zhijiao.core.judge.Watch;
import zhijiao.core.rule.Finding;
import zhijiao.core.timeline.RuleProgram;
import zhijiao.core.timeline.RuleRun;

/** Drives a {@link TimelineRule}. */
final class StepProgram<S> implements RuleProgram {

  private final TimelineRule<S> rule;
  private final SortedMap<String, String> marks;
  private final S initial;

  StepProgram(TimelineRule<S> rule, SortedMap<String, String> marks) {
    this.rule = rule;
    this.marks = marks;
    this.initial = rule.initial();
  }

  @Override
  public String id() {
    return rule.card().id();
  }

  @Override
  public Watch watches() {
    return rule.watches();
  }

  /** A step that counted fixes would say so; none does. */
  @Override
  public int fixesOfARun() {
    return 1;
  }

  @Override
  public RuleRun start(Subject subject, String target) {
    return new StepRun(subject, initial);
  }

  @Override
  public RuleRun read(Subject subject, String target, DataInput in) throws IOException {
    return new StepRun(subject, rule.read(in));
  }

  private final class StepRun implements RuleRun {

    private final Subject subject;
    private S state;

    StepRun(Subject subject, S state) {
      this.subject = subject;
      this.state = state;
    }

    @Override
    public void on(JudgedMoment moment, Situation situation, FindingSink out) {
      state = rule.step(state, moment, situation, new Episodes(rule, subject, marks, out));
    }

    @Override
    public List<Finding> open() {
      return rule.open(state);
    }

    @Override
    public long wakeAt() {
      return rule.wakeAt(state);
    }

    @Override
    public boolean isIdle() {
      return state == initial || state.equals(initial);
    }

    @Override
    public RuleRun copy() {
      return new StepRun(subject, state);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      rule.write(state, out);
    }
  }
}
