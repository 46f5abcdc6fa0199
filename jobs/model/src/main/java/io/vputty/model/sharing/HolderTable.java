package io.vputty.model.sharing;

import java.util.Arrays;

/**
 * Which VMs hold which hashes of one small part of the index; a mutable state type with public
 * fields.
 *
 * <p>Each change tells what it does to the number of hashes that pairs of VMs have in common. A
 * hash with more holders than a limit makes no pairs: it is of an image that everybody has. All its
 * holders are kept, so that its pairs come back exactly when it falls to the limit. A change costs
 * a binary search, a shift of the arrays, and at most {@code limit} pairs; the step over the limit,
 * either way, costs {@code limit * (limit - 1) / 2}.
 */
public final class HolderTable {

  private static final int LEAST_ROOM = 4;

  /** Hashes, ascending as unsigned numbers, each as often as it has holders. */
  public long[] hashes = {};

  /** The holder of each, ascending within one hash. */
  public long[] vms = {};

  /** How many entries of the arrays are in use. */
  public int size;

  /** Lets a VM hold a hash; nothing happens if it does. */
  public void add(long hash, long vm, int limit, PairDeltas deltas) {
    int at = find(hash, vm);
    if (at >= 0) {
      return;
    }
    int start = start(hash, ~at);
    int end = end(hash, ~at);
    if (end - start < limit) {
      deltas.addEach(vm, vms, start, end, 1);
    } else if (end - start == limit) {
      deltas.addAmong(vms, start, end, -1);
      deltas.passedLimit++;
    }
    insert(~at, hash, vm);
  }

  /** Takes a hash from a VM; nothing happens if it does not hold it. */
  public void remove(long hash, long vm, int limit, PairDeltas deltas) {
    int at = find(hash, vm);
    if (at < 0) {
      return;
    }
    delete(at);
    int start = start(hash, at);
    int end = end(hash, at);
    if (end - start < limit) {
      deltas.addEach(vm, vms, start, end, -1);
    } else if (end - start == limit) {
      deltas.addAmong(vms, start, end, 1);
      deltas.backUnderLimit++;
    }
  }

  /** Whether nobody holds anything. */
  public boolean isEmpty() {
    return size == 0;
  }

  private int find(long hash, long vm) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(hashes[middle], hash);
      order = order == 0 ? Long.compare(vms[middle], vm) : order;
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return ~low;
  }

  /** The first entry of a hash, which one at {@code at} would be among. */
  private int start(long hash, int at) {
    int start = at;
    while (start > 0 && hashes[start - 1] == hash) {
      start--;
    }
    return start;
  }

  private int end(long hash, int at) {
    int end = at;
    while (end < size && hashes[end] == hash) {
      end++;
    }
    return end;
  }

  private void insert(int at, long hash, long vm) {
    if (size == hashes.length) {
      int room = size + Math.max(LEAST_ROOM, size / 4);
      hashes = Arrays.copyOf(hashes, room);
      vms = Arrays.copyOf(vms, room);
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    System.arraycopy(vms, at, vms, at + 1, size - at);
    hashes[at] = hash;
    vms[at] = vm;
    size++;
  }

  private void delete(int at) {
    size--;
    System.arraycopy(hashes, at + 1, hashes, at, size - at);
    System.arraycopy(vms, at + 1, vms, at, size - at);
  }
}
