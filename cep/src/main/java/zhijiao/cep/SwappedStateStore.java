package zhijiao.cep;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state that Flink's shared buffer asks for, as maps in memory that are exchanged for each matcher. The buffer
 * asks for map states only.
 */
final class SwappedStateStore implements KeyedStateStore {

  private Content content = new Content();

  /** The maps of one matcher, by state name. */
  static final class Content {
    private final Map<String, Map<Object, Object>> maps = new HashMap<>();

    /**
     * True when no events and no entries are held. The counts of events per timestamp ("…-count") only serve to number
     * events of one instant, and are dropped with the rest.
     */
    boolean isEmpty() {
      for (var map : maps.entrySet()) {
        if (!map.getKey().endsWith("-count") && !map.getValue().isEmpty()) {
          return false;
        }
      }
      return true;
    }

    private Map<Object, Object> map(String name) {
      return maps.computeIfAbsent(name, unused -> new HashMap<>());
    }
  }

  void use(Content other) {
    content = other;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
    String name = descriptor.getName();
    return new MapState<>() {
      private Map<K, V> map() {
        return (Map<K, V>) content.map(name);
      }

      @Override
      public @Nullable V get(K key) {
        return map().get(key);
      }

      @Override
      public void put(K key, V value) {
        map().put(key, value);
      }

      @Override
      public void putAll(Map<K, V> values) {
        map().putAll(values);
      }

      @Override
      public void remove(K key) {
        map().remove(key);
      }

      @Override
      public boolean contains(K key) {
        return map().containsKey(key);
      }

      @Override
      public Iterable<Map.Entry<K, V>> entries() {
        return map().entrySet();
      }

      @Override
      public Iterable<K> keys() {
        return map().keySet();
      }

      @Override
      public Iterable<V> values() {
        return map().values();
      }

      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return map().entrySet().iterator();
      }

      @Override
      public boolean isEmpty() {
        return map().isEmpty();
      }

      @Override
      public void clear() {
        map().clear();
      }
    };
  }

  private static UnsupportedOperationException notAskedFor() {
    return new UnsupportedOperationException("Flink's shared buffer asks for map states only");
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
    throw notAskedFor();
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
    throw notAskedFor();
  }

  @Override
  public String getBackendTypeIdentifier() {
    return "memory";
  }
}
