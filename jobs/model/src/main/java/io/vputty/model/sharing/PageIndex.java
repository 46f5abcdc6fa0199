package io.vputty.model.sharing;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many sampled hashes each two of many VMs have in common, kept up to date as samples change:
 * the index of the affinity job in one piece and in memory, for those who embed the library.
 *
 * <p>Problem: which of n VMs share memory, without comparing all n (n - 1) / 2 pairs? A hash leads
 * to its holders, and only holders of one hash are paired. A hash that more than {@code maxHolders}
 * VMs hold is counted, not paired: a changed hash then costs at most {@code maxHolders} pairs, but
 * for steps over that limit, so that the work is linear in what changes. Counts are exact integers
 * and do not depend on the order of changes. Not thread-safe.
 */
public final class PageIndex {

  private final int maxHolders;
  private final Map<Long, @Nullable HolderTable[]> holders = new TreeMap<>();
  private final Map<Long, PairDeltas> open = new TreeMap<>();
  private final PairTable[] cells = new PairTable[ShareKeys.LINES * ShareKeys.LINES];
  private long operations;

  /** What is done with a pair; {@code one} is the lower number. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long one, long other, long group, int common);
  }

  /**
   * @param maxHolders hashes that more VMs hold are not paired
   */
  public PageIndex(int maxHolders) {
    if (maxHolders < 2) {
      throw new IllegalArgumentException(
          "max holders (%d) must be at least 2".formatted(maxHolders));
    }
    this.maxHolders = maxHolders;
    Arrays.setAll(cells, cell -> new PairTable());
  }

  /**
   * Puts one sample of a VM in place of another.
   *
   * @param vm as {@link ShareKeys#vm}
   * @param group as {@link ShareKeys#group}
   * @param before what it was, ascending as unsigned numbers; empty if there was none
   * @param after what it is
   */
  public void replace(long vm, long group, long[] before, long[] after) {
    SampleDifference difference = SampleDifference.of(before, after);
    PairDeltas deltas = open.computeIfAbsent(group, g -> new PairDeltas());
    for (long hash : difference.removed()) {
      table(group, hash).remove(hash, vm, maxHolders, deltas);
    }
    for (long hash : difference.added()) {
      table(group, hash).add(hash, vm, maxHolders, deltas);
    }
  }

  /** Brings the counts up to date with all replacements so far. */
  public void settle() {
    open.forEach(
        (group, deltas) -> {
          Map<Integer, PairDeltas> byCell = new TreeMap<>();
          deltas.forEach(
              (one, other, delta) ->
                  byCell
                      .computeIfAbsent(ShareKeys.cellOf(one, other), c -> new PairDeltas())
                      .add(one, other, delta));
          byCell.forEach((cell, some) -> cells[cell].merge(group, some));
          byCell.keySet().forEach(cell -> cells[cell].dropEmpty());
          operations += deltas.operations();
        });
    open.clear();
  }

  /** Visits every pair that has a hash in common, in an order that never changes. */
  public void forEachPair(Visitor visitor) {
    for (PairTable cell : cells) {
      for (int i = 0; i < cell.size(); i++) {
        visitor.visit(cell.ones[i], cell.others[i], cell.groups[i], cell.counts[i]);
      }
    }
  }

  /** How often a pair was touched so far. */
  public long operations() {
    return operations;
  }

  private HolderTable table(long group, long hash) {
    @Nullable HolderTable[] tables =
        holders.computeIfAbsent(group, g -> new HolderTable[ShareKeys.BUCKETS * ShareKeys.SLOTS]);
    int at = ShareKeys.bucket(hash) * ShareKeys.SLOTS + ShareKeys.slot(hash);
    HolderTable table = tables[at];
    if (table == null) {
      table = new HolderTable();
      tables[at] = table;
    }
    return table;
  }
}
