package zhijiao.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars.Protection;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.TagFix;
import zhijiao.rules.story.Episode;
import zhijiao.rules.story.Shape;
import zhijiao.rules.story.World;

/** Who came near a protected person, comparison by comparison. */
final class VictimProximityOracle extends Oracle {

  static final int PERSIST_FIXES = 2;
  static final long APART = 5 * MINUTE;
  static final long LAPSE = 30 * MINUTE;

  /** One comparison: the latest position and the latest fix, when one of the two is new. */
  private record Comparison(
      long at, TagFix fix, double metres, double accuracy, Protection order) {}

  private VictimProximityOracle(World world) {
    super(world);
  }

  static SortedSet<Episode> episodes(World world) {
    return new VictimProximityOracle(world).episodes();
  }

  @Override
  SortedSet<Episode> episodes() {
    TreeSet<String> people = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact instanceof ProtectedPosition position) {
        people.add(position.person());
      }
    }
    TreeSet<Episode> episodes = new TreeSet<>();
    for (String person : people) {
      List<Comparison> comparisons = comparisons(person);
      find(person, comparisons, false, episodes);
      find(person + "/buffer", comparisons, true, episodes);
    }
    return episodes;
  }

  private List<Comparison> comparisons(String person) {
    List<Fact> both = new ArrayList<>();
    for (Fact fact : facts) {
      boolean seen =
          fact instanceof TagFix fix
              && fix.source() == FixSource.GPS
              && isLawful(fix)
              && isPlausible(fix)
              && orderOf(fix, person) != null;
      if (seen || fact instanceof ProtectedPosition p && p.person().equals(person)) {
        both.add(fact);
      }
    }
    both.sort(
        Comparator.comparingLong(Fact::occurredAt)
            .thenComparing(fact -> fact instanceof ProtectedPosition ? 0 : 1)
            .thenComparing(Fact::id));
    List<Comparison> found = new ArrayList<>();
    ProtectedPosition position = null;
    TagFix fix = null;
    for (Fact fact : both) {
      if (fact instanceof ProtectedPosition p) {
        position = p;
      } else {
        fix = (TagFix) fact;
      }
      if (position != null
          && fix != null
          && Math.abs(position.occurredAt() - fix.occurredAt()) <= APART) {
        found.add(
            new Comparison(
                fact.occurredAt(),
                fix,
                Shape.metresBetween(position.point(), fix.point()),
                position.accuracyMetres() + fix.accuracyMetres(),
                orderOf(fix, person)));
      }
    }
    return found;
  }

  private Protection orderOf(TagFix fix, String person) {
    OrderTerms terms = orderAt(fix.occurredAt());
    return terms == null
        ? null
        : terms.particulars().protections().stream()
            .filter(it -> it.person().equals(person))
            .findFirst()
            .orElse(null);
  }

  private void find(
      String target, List<Comparison> comparisons, boolean buffer, TreeSet<Episode> into) {
    TreeSet<Long> fixes = new TreeSet<>();
    Long opened = null;
    long near = Long.MIN_VALUE;
    for (Comparison it : comparisons) {
      if (buffer && it.order().bufferMetres() == 0) {
        continue;
      }
      if (near != Long.MIN_VALUE && it.at() - near >= LAPSE) {
        end(target, opened, near, into);
        opened = null;
        fixes.clear();
        near = Long.MIN_VALUE;
      }
      int limit = it.order().radiusMetres() + (buffer ? it.order().bufferMetres() : 0);
      double margin = ACCURACY_FACTOR * it.accuracy();
      if (limit - it.metres() > margin) {
        near = it.at();
        fixes.add(it.fix().occurredAt());
        if (opened == null && fixes.size() >= PERSIST_FIXES) {
          opened = it.at();
        }
      } else if (it.metres() - limit > margin) {
        end(target, opened, it.at(), into);
        opened = null;
        fixes.clear();
        near = Long.MIN_VALUE;
      } else if (opened == null) {
        fixes.clear();
        near = Long.MIN_VALUE;
      }
    }
    boolean over = near != Long.MIN_VALUE && near + LAPSE <= world.horizon().until();
    end(target, opened, over ? near : null, into);
  }

  private void end(String target, Long opened, Long at, TreeSet<Episode> into) {
    if (opened != null) {
      into.add(new Episode(VictimProximityRule.CARD.id(), target, dayOf(opened), opened, at));
    }
  }
}
