package io.vputty.model.sharing;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * By how many the hashes grow that pairs of VMs have in common, summed. Open addressing, O(1) a
 * pair; the sums do not depend on the order of what is added.
 */
public final class PairDeltas {

  private static final int FIRST_ROOM = 16;

  /** What is done with a pair; {@code one} is the lower number. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long one, long other, int delta);
  }

  /** Hashes that came to be held by too many VMs to be paired. */
  public long passedLimit;

  /** Hashes that ceased to be. */
  public long backUnderLimit;

  /** Both VMs of each pair, one after the other; two zeros where there is none. */
  private long[] pairs = new long[2 * FIRST_ROOM];

  private int[] deltas = new int[FIRST_ROOM];
  private int size;
  private long operations;

  /** Adds to one pair of different VMs. */
  public void add(long one, long other, int delta) {
    operations++;
    int at = find(Math.min(one, other), Math.max(one, other));
    if (isFree(at)) {
      pairs[2 * at] = Math.min(one, other);
      pairs[2 * at + 1] = Math.max(one, other);
      size++;
    }
    deltas[at] += delta;
    if (size > deltas.length / 2) {
      widen();
    }
  }

  /** Adds to the pairs of one VM with each of some. */
  void addEach(long vm, long[] vms, int start, int end, int delta) {
    for (int i = start; i < end; i++) {
      add(vm, vms[i], delta);
    }
  }

  /** Adds to all pairs among some VMs. */
  void addAmong(long[] vms, int start, int end, int delta) {
    for (int i = start; i < end; i++) {
      addEach(vms[i], vms, i + 1, end, delta);
    }
  }

  /** What a pair's sum is; 0 for one that is not there. */
  public int get(long one, long other) {
    return deltas[find(Math.min(one, other), Math.max(one, other))];
  }

  /** Visits every pair whose sum is not 0, in ascending order. */
  public void forEach(Visitor visitor) {
    IntStream.range(0, deltas.length)
        .filter(at -> deltas[at] != 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(at -> pairs[2 * at])
                .thenComparingLong(at -> pairs[2 * at + 1]))
        .forEach(at -> visitor.visit(pairs[2 * at], pairs[2 * at + 1], deltas[at]));
  }

  /** How often a pair was added to. */
  public long operations() {
    return operations;
  }

  /** Where a pair is, or would be. */
  private int find(long one, long other) {
    int mask = deltas.length - 1;
    long digest = (one * 31 + other) * 0x9e3779b97f4a7c15L;
    int at = (int) (digest >>> 32) & mask;
    while (!isFree(at) && (pairs[2 * at] != one || pairs[2 * at + 1] != other)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private boolean isFree(int at) {
    return pairs[2 * at] == 0 && pairs[2 * at + 1] == 0;
  }

  private void widen() {
    long[] knownPairs = pairs;
    int[] known = deltas;
    pairs = new long[2 * knownPairs.length];
    deltas = new int[2 * known.length];
    for (int i = 0; i < known.length; i++) {
      if (knownPairs[2 * i] != 0 || knownPairs[2 * i + 1] != 0) {
        int at = find(knownPairs[2 * i], knownPairs[2 * i + 1]);
        pairs[2 * at] = knownPairs[2 * i];
        pairs[2 * at + 1] = knownPairs[2 * i + 1];
        deltas[at] = known[i];
      }
    }
  }
}
