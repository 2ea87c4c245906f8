package zhijiao.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Measure.Type;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.World;

/** Next step: for each breach, what had been decided before it in this supervision, and what was decided after it. */
final class NextStepOracle extends Oracle {

  NextStepOracle(World world) {
    super(world);
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<Episode> found = new TreeSet<>();
    Long warningUntil = Long.MIN_VALUE;
    Long revocationUntil = Long.MIN_VALUE;
    for (int i = 0; i < facts.size(); i++) {
      if (!(facts.get(i) instanceof Measure breach) || orderAt(breach.occurredAt()) == null) {
        continue;
      }
      List<Type> before = before(i);
      int warned = lastAbove(before, Type.ADMONITION);
      long admonitions =
          before.subList(warned + 1, before.size()).stream()
              .filter(type -> type == Type.ADMONITION)
              .count();
      if (warningUntil != null
          && i > indexAfter(warningUntil)
          && breach.type().compareTo(Type.ADMONITION) <= 0
          && admonitions >= 2) {
        warningUntil = decided(i, Type.WARNING);
        found.add(episode("warning", breach.occurredAt(), warningUntil));
      }
      List<Type> sinceProposal =
          before.subList(before.lastIndexOf(Type.REVOCATION_PROPOSED) + 1, before.size());
      boolean enough =
          sinceProposal.contains(Type.PUBLIC_SECURITY)
              || sinceProposal.stream().filter(type -> type == Type.WARNING).count() >= 2;
      if (revocationUntil != null
          && i > indexAfter(revocationUntil)
          && breach.type() != Type.REVOCATION_PROPOSED
          && enough) {
        revocationUntil = decided(i, Type.REVOCATION_PROPOSED);
        found.add(episode("revocation", breach.occurredAt(), revocationUntil));
      }
    }
    found.removeIf(e -> e.openedAt() > world.horizon().until());
    found.removeIf(e -> e.endedAt() != null && e.endedAt() <= world.horizon().from());
    return found;
  }

  private Episode episode(String target, long opened, Long until) {
    boolean ended = until != null && until <= world.horizon().until();
    return new Episode("next-step", target, dayOf(opened), opened, ended ? until : null);
  }

  private int indexAfter(long instant) {
    int last = -1;
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i).occurredAt() < instant) {
        last = i;
      }
    }
    return last;
  }

  private static int lastAbove(List<Type> types, Type type) {
    for (int i = types.size() - 1; i >= 0; i--) {
      if (types.get(i).compareTo(type) > 0) {
        return i;
      }
    }
    return -1;
  }

  /** What was decided before measure {@code i} since supervision began. */
  private List<Type> before(int i) {
    long at = facts.get(i).occurredAt();
    long since = Long.MIN_VALUE;
    for (long change : changesOfTerms()) {
      if (change <= at && orderAt(change) != null && orderAt(change - 1) == null) {
        since = change;
      }
    }
    List<Type> types = new ArrayList<>();
    for (Fact fact : facts.subList(0, i)) {
      if (fact instanceof Measure measure && measure.occurredAt() >= since) {
        types.add(measure.type());
      }
    }
    return types;
  }

  /** When, after measure {@code i}, something at least as severe was decided, or supervision ended; null for never. */
  private Long decided(int i, Type least) {
    long end = Long.MAX_VALUE;
    for (Fact fact : facts.subList(i + 1, facts.size())) {
      if (fact instanceof Measure measure && measure.type().compareTo(least) >= 0) {
        end = Math.min(end, measure.occurredAt());
      }
    }
    for (long change : changesOfTerms()) {
      if (change > facts.get(i).occurredAt() && orderAt(change) == null) {
        end = Math.min(end, change);
      }
    }
    return end == Long.MAX_VALUE ? null : (Long) end;
  }
}
