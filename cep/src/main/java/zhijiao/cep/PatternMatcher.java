package zhijiao.cep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key's progress through a pattern, in plain Java.
 *
 * <p>What a matcher remembers is written down as the elements it has been given since the first that still belongs to a
 * match that may come about; feeding them to a new matcher brings it to the same place. Every beginning of a match
 * therefore must come to an end by itself ({@code notFollowedBy} or {@code within}), or the list grows.
 *
 * @param <T> immutable elements
 */
public final class PatternMatcher<T> {

  private final CompiledPattern<T> pattern;
  private final List<T> remembered = new ArrayList<>();
  private CompiledPattern.@Nullable Progress progress;

  public PatternMatcher(CompiledPattern<T> pattern) {
    this.pattern = pattern;
  }

  /** A matcher that has been given {@code remembered} already. */
  public PatternMatcher(CompiledPattern<T> pattern, List<T> remembered) {
    this(pattern);
    this.remembered.addAll(remembered);
  }

  /** Takes the next element in order of event time; gives the matches that it completes, by pattern name. */
  public List<Map<String, List<T>>> process(T element) {
    if (remembered.isEmpty() && !pattern.mayBegin(element)) {
      return List.of();
    }
    if (progress == null) {
      progress = pattern.begin();
      for (T earlier : remembered) {
        pattern.process(progress, earlier);
      }
    }
    List<Map<String, List<T>>> matches = pattern.process(progress, element);
    if (progress.isInitial()) {
      remembered.clear();
      pattern.giveBack(progress);
      progress = null;
    } else {
      remembered.add(element);
      forget(progress);
    }
    return matches;
  }

  /** Elements before the beginning of the oldest match that may still come about have lost their meaning. */
  private void forget(CompiledPattern.Progress now) {
    long oldest = now.beginningOfOldest();
    int forgotten = 0;
    while (forgotten < remembered.size() && pattern.timeOf(remembered.get(forgotten)) < oldest) {
      forgotten++;
    }
    remembered.subList(0, forgotten).clear();
  }

  /** Forgets everything. */
  public void clear() {
    remembered.clear();
    progress = null;
  }

  /** The elements that bring a new matcher to where this one stands; empty when it remembers nothing. */
  public List<T> remembered() {
    return List.copyOf(remembered);
  }

  public boolean isIdle() {
    return remembered.isEmpty();
  }

  /** A matcher at the same place that shares nothing that can change. */
  public PatternMatcher<T> copy() {
    return new PatternMatcher<>(pattern, remembered);
  }
}
