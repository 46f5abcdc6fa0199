package io.vputty.collector;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened how often, by name: "datagrams.received", "datagrams.malformed.truncated". Names
 * are chosen by the program, never by the network, so that there are few. Thread-safe.
 */
public final class Counters {

  private final Map<String, LongAdder> adders = new ConcurrentHashMap<>();

  /** The counter of that name, to be kept by whoever counts often. */
  public LongAdder counter(String name) {
    return adders.computeIfAbsent(name, absent -> new LongAdder());
  }

  public void increment(String name) {
    add(name, 1);
  }

  public void add(String name, long amount) {
    counter(name).add(amount);
  }

  /** The count so far; 0 for a name never used. */
  public long value(String name) {
    LongAdder adder = adders.get(name);
    return adder == null ? 0 : adder.sum();
  }

  /** All counts by name, ordered. */
  public Map<String, Long> snapshot() {
    Map<String, Long> counts = new TreeMap<>();
    adders.forEach((name, adder) -> counts.put(name, adder.sum()));
    return counts;
  }
}
