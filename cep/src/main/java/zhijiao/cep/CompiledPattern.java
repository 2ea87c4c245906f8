package zhijiao.cep;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.cep.configuration.SharedBufferCacheConfig;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A pattern made ready to match, for any number of {@link PatternMatcher}s of one thread.
 *
 * @param <T> immutable elements
 */
public final class CompiledPattern<T> {

  /** Conditions here are plain functions; one that asks for Flink's runtime is told that there is none. */
  private static final RuntimeContext NO_CONTEXT =
      (RuntimeContext)
          Proxy.newProxyInstance(
              CompiledPattern.class.getClassLoader(),
              new Class<?>[] {RuntimeContext.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(
                    "a pattern's condition may not ask for " + method.getName());
              });

  private final NFA<T> automaton;
  private final AfterMatchSkipStrategy skip;
  private final ToLongFunction<T> clock;
  private final @Nullable SimpleCondition<T> beginning;
  private final SwappedStateStore store = new SwappedStateStore();
  private final SharedBuffer<T> buffer;
  private @Nullable Progress spare;

  /** Where one matcher stands in the automaton. */
  static final class Progress {
    final NFAState state;
    final SwappedStateStore.Content content = new SwappedStateStore.Content();

    Progress(NFAState state) {
      this.state = state;
    }

    /** When the oldest match that may still come about began; {@link Long#MAX_VALUE} when there is none. */
    long beginningOfOldest() {
      long oldest = Long.MAX_VALUE;
      for (ComputationState match : state.getPartialMatches()) {
        if (match.getStartEventID() != null) {
          oldest = Math.min(oldest, match.getStartTimestamp());
        }
      }
      return oldest;
    }

    /** True when no element has left anything behind: only the start is awaited. */
    boolean isInitial() {
      return state.getPartialMatches().size() == 1
          && state.getCompletedMatches().isEmpty()
          && content.isEmpty();
    }
  }

  /**
   * @param clock event time of an element, epoch milliseconds UTC
   */
  public CompiledPattern(Pattern<T, ?> pattern, ToLongFunction<T> clock) {
    this.automaton = NFACompiler.compileFactory(pattern, false).createNFA();
    this.skip = pattern.getAfterMatchSkipStrategy();
    this.clock = clock;
    this.beginning = beginningOf(pattern);
    try {
      automaton.open(NO_CONTEXT, new Configuration());
    } catch (Exception e) {
      throw new IllegalStateException("the pattern's conditions could not be opened", e);
    }
    this.buffer =
        new SharedBuffer<>(store, new UnusedSerializer<>(), new SharedBufferCacheConfig());
    buffer.releaseCacheStatisticsTimer();
  }

  long timeOf(T element) {
    return clock.applyAsLong(element);
  }

  Progress begin() {
    Progress begun = spare == null ? new Progress(automaton.createInitialNFAState()) : spare;
    spare = null;
    return begun;
  }

  /** Takes back progress that remembers nothing, so that the next matcher need not make its own. */
  void giveBack(Progress progress) {
    spare = progress;
  }

  /** False when an element cannot begin the pattern, so that a matcher that remembers nothing may pass it over. */
  boolean mayBegin(T element) {
    try {
      return beginning == null || beginning.filter(element);
    } catch (Exception e) {
      throw new IllegalStateException("the pattern failed on " + element, e);
    }
  }

  /** The condition of a pattern's first stage, when it looks at one element alone; else null. */
  @SuppressWarnings("unchecked")
  private static <T> @Nullable SimpleCondition<T> beginningOf(Pattern<T, ?> pattern) {
    Pattern<T, ?> first = pattern;
    while (first.getPrevious() != null) {
      first = first.getPrevious();
    }
    return first.getCondition() instanceof SimpleCondition<?> simple
        ? (SimpleCondition<T>) simple
        : null;
  }

  /** Feeds one element; elements of one matcher come in the order of their event time. */
  List<Map<String, List<T>>> process(Progress progress, T element) {
    store.use(progress.content);
    long at = clock.applyAsLong(element);
    try (SharedBufferAccessor<T> accessor = buffer.getAccessor()) {
      automaton.advanceTime(accessor, progress.state, at, skip);
      Collection<Map<String, List<T>>> matches =
          automaton.process(accessor, progress.state, element, at, skip, () -> at);
      return matches.isEmpty() ? List.of() : new ArrayList<>(matches);
    } catch (Exception e) {
      throw new IllegalStateException("the pattern failed on " + element, e);
    }
  }
}
