package io.vputty.model.sharing;

import java.util.Arrays;

/**
 * How many hashes pairs of VMs have in common, exactly, and when each pair was last told of; a
 * mutable state type: the public fields are parallel arrays, ascending by pair, then by group. A
 * merge is O(rows).
 */
public final class PairTable {

  /** The VM of the lower number of each row. */
  public long[] ones = {};

  /** The other one. */
  public long[] others = {};

  /** The samples that both hashes are of, as {@link ShareKeys#group}. */
  public long[] groups = {};

  /** Hashes in common. */
  public int[] counts = {};

  /** When the pair was last told of by this row's count, ms; 0 if it is not told of. */
  public long[] toldMs = {};

  /** Rows. */
  public int size() {
    return ones.length;
  }

  /** Adds what was found in one group. Rows that fall to 0 stay until {@link #dropEmpty}. */
  public void merge(long group, PairDeltas deltas) {
    Merge merge = new Merge(group);
    deltas.forEach(merge::add);
    merge.finish();
  }

  /** Forgets pairs without a hash in common. */
  public void dropEmpty() {
    int kept = 0;
    for (int i = 0; i < ones.length; i++) {
      if (counts[i] > 0) {
        move(i, kept++);
      }
    }
    resize(kept);
  }

  /** After the last row of the pair whose first one is {@code start}. */
  public int endOfPair(int start) {
    int end = start + 1;
    while (end < ones.length && ones[end] == ones[start] && others[end] == others[start]) {
      end++;
    }
    return end;
  }

  /** Whether any pair is of that VM; O(rows). */
  public boolean holds(long vm) {
    return Arrays.stream(ones).anyMatch(one -> one == vm)
        || Arrays.stream(others).anyMatch(other -> other == vm);
  }

  private void move(int from, int to) {
    ones[to] = ones[from];
    others[to] = others[from];
    groups[to] = groups[from];
    counts[to] = counts[from];
    toldMs[to] = toldMs[from];
  }

  private void resize(int size) {
    if (size != ones.length) {
      ones = Arrays.copyOf(ones, size);
      others = Arrays.copyOf(others, size);
      groups = Arrays.copyOf(groups, size);
      counts = Arrays.copyOf(counts, size);
      toldMs = Arrays.copyOf(toldMs, size);
    }
  }

  /** One pass through the rows, beside deltas in the same order. */
  private final class Merge {
    private final PairTable merged = new PairTable();
    private final long group;
    private int next;
    private int size;

    Merge(long group) {
      this.group = group;
    }

    void add(long one, long other, int delta) {
      while (next < ones.length && order(next, one, other) < 0) {
        append(next++);
      }
      if (next < ones.length && order(next, one, other) == 0) {
        append(next++);
      } else {
        room();
        merged.ones[size] = one;
        merged.others[size] = other;
        merged.groups[size] = group;
        size++;
      }
      merged.counts[size - 1] += delta;
      if (merged.counts[size - 1] < 0) {
        throw new IllegalStateException(
            "pair %016x, %016x has %d hashes in common"
                .formatted(one, other, merged.counts[size - 1]));
      }
    }

    void finish() {
      while (next < ones.length) {
        append(next++);
      }
      merged.resize(size);
      ones = merged.ones;
      others = merged.others;
      groups = merged.groups;
      counts = merged.counts;
      toldMs = merged.toldMs;
    }

    private int order(int row, long one, long other) {
      int order = Long.compare(ones[row], one);
      order = order == 0 ? Long.compare(others[row], other) : order;
      return order == 0 ? Long.compare(groups[row], group) : order;
    }

    private void append(int row) {
      room();
      merged.ones[size] = ones[row];
      merged.others[size] = others[row];
      merged.groups[size] = groups[row];
      merged.counts[size] = counts[row];
      merged.toldMs[size] = toldMs[row];
      size++;
    }

    private void room() {
      if (size == merged.ones.length) {
        merged.resize(Math.max(ones.length, size + size / 4) + 1);
      }
    }
  }
}
