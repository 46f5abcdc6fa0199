package io.vputty.collector.sflow.hosts;

import java.util.HashMap;
import java.util.Map;

/**
 * Counters of one host or virtual machine at the last sample, to tell what they grew by until this
 * one. A counter that is smaller than before began anew, as those of a virtual machine do when it
 * moves: it says nothing this time. Counters of 32 bits may have wrapped instead, which is believed
 * if they then grew by less than half their range.
 */
final class CounterRates {

  private static final long WRAP = 1L << 32;
  private static final double MS = 1000;

  private final Map<String, Long> last = new HashMap<>();
  private long lastMs = Long.MIN_VALUE;
  private long intervalMs;

  /**
   * Begins a sample.
   *
   * @return false if there was none before it, or none at another time
   */
  boolean begin(long timeMs) {
    boolean comparable = lastMs != Long.MIN_VALUE && timeMs > lastMs;
    intervalMs = comparable ? timeMs - lastMs : 0;
    lastMs = timeMs;
    return comparable;
  }

  /** Time since the sample before, ms. */
  long intervalMs() {
    return intervalMs;
  }

  long lastMs() {
    return lastMs;
  }

  /** Growth per second of a counter of 64 bits; -1 if unknown. */
  double wide(HostSample sample, String structure, String field) {
    return perSecond(structure + '.' + field, sample.number(structure, field), 0);
  }

  /** Growth per second of a counter of 32 bits; -1 if unknown. */
  double narrow(HostSample sample, String structure, String field) {
    return perSecond(structure + '.' + field, sample.number(structure, field), WRAP);
  }

  private double perSecond(String name, long value, long wrap) {
    Long before = value < 0 ? last.remove(name) : last.put(name, value);
    if (value < 0 || before == null || intervalMs == 0) {
      return -1;
    }
    long growth = value - before;
    if (growth < 0) {
      growth += wrap;
    }
    boolean anew = growth < 0 || (value < before && growth > wrap / 2);
    return anew ? -1 : growth * MS / intervalMs;
  }
}
