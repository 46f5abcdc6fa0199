package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.Structure.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each structure was met, decoded or skipped, in datagrams that later turned out
 * malformed too. One thread counts, any may read. The wire chooses the tags, so at most {@value
 * #MAX_UNKNOWN_TAGS} unknown ones are told apart and the rest share one entry.
 */
public final class TagCounts {

  static final int MAX_UNKNOWN_TAGS = 1000;

  private static final String OTHER = "other";

  private final AtomicLongArray known = new AtomicLongArray(Registry.size());
  private final Map<String, LongAdder> unknown = new ConcurrentHashMap<>();

  void countKnown(int index) {
    known.lazySet(index, known.getPlain(index) + 1);
  }

  void countUnknown(Kind kind, int tag) {
    String name = kind.word() + " " + Structure.text(tag) + " unknown";
    String key = unknown.size() < MAX_UNKNOWN_TAGS || unknown.containsKey(name) ? name : OTHER;
    unknown.computeIfAbsent(key, absent -> new LongAdder()).increment();
  }

  /** Counts by structure, "flow 0:1 sampled_header" or "counter 99:7 unknown"; none is zero. */
  public Map<String, Long> snapshot() {
    Map<String, Long> counts = new TreeMap<>();
    List<Structure> structures = Registry.structures();
    for (int i = 0; i < structures.size(); i++) {
      if (known.get(i) > 0) {
        counts.put(structures.get(i).toString(), known.get(i));
      }
    }
    unknown.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }
}
