package zhijiao.core.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.Campaign;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.fact.OrderTerms;

/**
 * Which {@link Regime} holds when and for whom: the last change of settings that has taken effect, for everybody, and over
 * it the campaigns in whose time and scope a person is.
 *
 * <p>A function of instant and terms alone, so that a day that is judged again is judged by what held on it. Belongs to one
 * thread.
 */
public final class Regimes {

  /** Nothing more will change. */
  public static final long NEVER = Long.MAX_VALUE;

  /** So many campaigns may hold at one time: each of their combinations is a regime. */
  public static final int CAMPAIGNS_AT_A_TIME = 4;

  /**
   * Settings for everybody.
   *
   * @param from epoch milliseconds UTC
   */
  public record Version(long from, String id) {}

  /**
   * A campaign as it runs.
   *
   * @param from epoch milliseconds UTC
   * @param until exclusive; earlier than planned when it was ended early
   */
  public record Span(String id, long from, long until, Campaign.Scope scope) {

    boolean holdsAt(long instant) {
      return from <= instant && instant < until;
    }
  }

  /** Makes the regime of one combination. */
  public interface Maker {
    /**
     * @param version place in the list of versions, −1 for what held before the first
     * @param campaigns places in the list of campaigns that apply, in order
     */
    Regime make(int version, List<Integer> campaigns);
  }

  /** An instant at which something changes for somebody, and a hash of what. */
  record Boundary(long at, long what) {}

  private final List<Version> versions;
  private final List<Span> campaigns;
  private final Maker maker;
  private final List<Boundary> boundaries = new ArrayList<>();
  private final Map<List<Integer>, Regime> made = new HashMap<>();
  private final Regime first;

  /**
   * @param versions in order of {@code from}
   */
  public Regimes(List<Version> versions, List<Span> campaigns, Maker maker) {
    this.versions = List.copyOf(versions);
    this.campaigns = List.copyOf(campaigns);
    this.maker = maker;
    TreeSet<Long> instants = new TreeSet<>();
    this.versions.forEach(version -> instants.add(version.from()));
    for (Span campaign : this.campaigns) {
      instants.add(campaign.from());
      instants.add(campaign.until());
    }
    for (long at : instants) {
      boundaries.add(new Boundary(at, whatHoldsAt(at)));
    }
    first = regime(-1, List.of());
  }

  /** One regime for ever and for all. */
  public static Regimes always(Regime regime) {
    return new Regimes(List.of(), List.of(), (version, campaigns) -> regime);
  }

  private long whatHoldsAt(long instant) {
    int version = versionAt(instant);
    ContentHash hash = ContentHash.of("regime");
    hash.add(version < 0 ? "" : versions.get(version).id());
    for (Span campaign : campaigns) {
      if (campaign.holdsAt(instant)) {
        hash.add(campaign.id()).add(campaign.until()).add(campaign.scope().toString());
      }
    }
    return hash.toLong();
  }

  private int versionAt(long instant) {
    int found = -1;
    while (found + 1 < versions.size() && versions.get(found + 1).from() <= instant) {
      found++;
    }
    return found;
  }

  /** What holds for everybody at {@code instant}, whatever campaigns there are. */
  public Regime forAll(long instant) {
    return versions.isEmpty() ? first : regime(versionAt(instant), List.of());
  }

  /** What holds at {@code instant}, changes of that instant included, for a person under these terms. */
  public Regime at(long instant, @Nullable OrderTerms terms) {
    if (boundaries.isEmpty()) {
      return first;
    }
    List<Integer> applying = new ArrayList<>();
    for (int i = 0; i < campaigns.size(); i++) {
      Span campaign = campaigns.get(i);
      if (campaign.holdsAt(instant) && campaign.scope().covers(terms)) {
        applying.add(i);
      }
    }
    return regime(versionAt(instant), applying);
  }

  private Regime regime(int version, List<Integer> applying) {
    List<Integer> key = new ArrayList<>(applying);
    key.add(version);
    return made.computeIfAbsent(key, unused -> maker.make(version, applying));
  }

  /** The next instant after {@code instant} at which another regime may hold, or {@link #NEVER}. */
  long nextAfter(long instant) {
    for (Boundary boundary : boundaries) {
      if (boundary.at() > instant) {
        return boundary.at();
      }
    }
    return NEVER;
  }

  /** What changed from {@code from} to {@code until}, both included. */
  List<Boundary> between(long from, long until) {
    List<Boundary> found = new ArrayList<>();
    for (Boundary boundary : boundaries) {
      if (from <= boundary.at() && boundary.at() <= until) {
        found.add(boundary);
      }
    }
    return found;
  }

  /** The earliest instant at which two histories of one time differ, or {@link #NEVER}. */
  static long firstDifference(List<Boundary> one, List<Boundary> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      Boundary left = i < one.size() ? one.get(i) : null;
      Boundary right = i < other.size() ? other.get(i) : null;
      if (left == null || !left.equals(right)) {
        long at = left == null ? NEVER : left.at();
        return right == null ? at : Math.min(at, right.at());
      }
    }
    return NEVER;
  }
}
