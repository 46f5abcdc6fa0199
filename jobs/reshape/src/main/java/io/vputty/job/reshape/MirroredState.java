package io.vputty.job.reshape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * The map state of one key with its values also in memory, in the order of their names, so that
 * going over all of them reads no state and sorts nothing. Gathered once, after a restore; from
 * then on changed together with the state.
 *
 * <p>Only what {@link #get} returned may be changed, and must be put again: a state on the heap
 * copies values that a checkpoint still writes. About 150 bytes an entry beside the values.
 */
final class MirroredState<V> {

  private final MapState<String, V> state;
  private final Map<String, Slot<V>> slots = new HashMap<>();
  private final NavigableMap<String, Slot<V>> ordered = new TreeMap<>();
  private final Function<V, List<String>> ends;
  private final Map<String, Set<String>> namesByEnd = new HashMap<>();

  private static final class Slot<V> {
    private V value;

    private Slot(V value) {
      this.value = value;
    }
  }

  /**
   * The entries of the current key.
   *
   * @param ends what a value can be found by, which never changes
   */
  MirroredState(MapState<String, V> state, Function<V, List<String>> ends) throws Exception {
    this.state = state;
    this.ends = ends;
    for (Map.Entry<String, V> entry : state.entries()) {
      mirror(entry.getKey(), entry.getValue());
    }
  }

  /** A value to be changed and put again; null if there is none. */
  @Nullable V get(String name) throws Exception {
    return slots.containsKey(name) ? state.get(name) : null;
  }

  /** A value to be looked at; null if there is none. */
  @Nullable V peek(String name) {
    Slot<V> slot = slots.get(name);
    return slot == null ? null : slot.value;
  }

  void put(String name, V value) throws Exception {
    state.put(name, value);
    mirror(name, value);
  }

  private void mirror(String name, V value) {
    Slot<V> slot = slots.get(name);
    if (slot == null) {
      Slot<V> added = new Slot<>(value);
      slots.put(name, added);
      ordered.put(name, added);
      for (String end : ends.apply(value)) {
        namesByEnd.computeIfAbsent(end, absent -> new HashSet<>(4)).add(name);
      }
    } else {
      slot.value = value;
    }
  }

  void remove(Collection<String> names) throws Exception {
    for (String name : names) {
      Slot<V> slot = slots.remove(name);
      if (slot != null) {
        state.remove(name);
        ordered.remove(name);
        ends.apply(slot.value).forEach(end -> forget(end, name));
      }
    }
  }

  private void forget(String end, String name) {
    Set<String> names = namesByEnd.getOrDefault(end, new HashSet<>());
    names.remove(name);
    if (names.isEmpty()) {
      namesByEnd.remove(end);
    }
  }

  /** Names of what has this end, in no order. */
  Set<String> namesAt(String end) {
    return namesByEnd.getOrDefault(end, Set.of());
  }

  /** The values to be looked at, in the order of their names; those that are over are dropped. */
  List<V> live(Predicate<V> over) throws Exception {
    List<V> live = new ArrayList<>(slots.size());
    List<String> dead = new ArrayList<>();
    for (Map.Entry<String, Slot<V>> entry : ordered.entrySet()) {
      V value = entry.getValue().value;
      if (over.test(value)) {
        dead.add(entry.getKey());
      } else {
        live.add(value);
      }
    }
    remove(dead);
    return live;
  }

  /** The same by name. */
  Map<String, V> liveByName(Predicate<V> over) throws Exception {
    live(over);
    Map<String, V> live = new LinkedHashMap<>(Math.max(16, slots.size() * 2));
    ordered.forEach((name, slot) -> live.put(name, slot.value));
    return live;
  }

  /** Looks at every value, in the order of their names. */
  void forEach(Consumer<V> look) {
    ordered.values().forEach(slot -> look.accept(slot.value));
  }

  boolean isEmpty() {
    return slots.isEmpty();
  }
}
