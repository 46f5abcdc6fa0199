package io.vputty.model.sharing;

import io.vputty.model.estimate.PageSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which sampled page contents several VMs hold, and which VMs those are.
 *
 * <p>VMs are numbered from 0. All samples of a group are cut at the lowest of their thresholds, so
 * that each content of any of its VMs is in them with one probability: unions, and what they change
 * by, are then sums over hashes. A VM with a very low threshold makes those of its group coarse.
 * Contents that one VM alone holds are counted only. Arrays; O(n log n) for n hashes.
 */
public final class CommonPages {

  /** Samples that compare. */
  private final List<Group> groups = new ArrayList<>();

  private final int[] groupOfVm;
  private final int[] alone;

  /** Hashes of VM v: {@code hashes[firstHash[v]]} to {@code hashes[firstHash[v + 1]]}. */
  private final int[] firstHash;

  private final int[] hashes;

  /** VMs of hash h likewise, ascending. */
  private final int[] firstHolder;

  private final int[] holders;

  /**
   * Samples that compare, cut at one threshold.
   *
   * @param share share of all contents that they keep, 0-1
   * @param pageBytes size of a page, bytes
   * @param firstHash number of the first hash that several VMs hold
   * @param hashCount how many there are
   */
  public record Group(double share, int pageBytes, int firstHash, int hashCount) {

    /** Bytes that a sampled hash stands for. */
    public double bytesPerHash() {
      return pageBytes / share;
    }
  }

  /**
   * The contents of some VMs.
   *
   * @param held what is known of each, null where nothing is
   */
  public CommonPages(List<@Nullable HeldPages> held) {
    groupOfVm = new int[held.size()];
    Arrays.fill(groupOfVm, -1);
    alone = new int[held.size()];
    int[][] hashesOf = new int[held.size()][];
    SortedMap<Long, List<Integer>> vmsOf = new TreeMap<>();
    for (int vm = 0; vm < held.size(); vm++) {
      HeldPages pages = held.get(vm);
      hashesOf[vm] = new int[0];
      if (pages != null) {
        vmsOf.computeIfAbsent(pages.group(), absent -> new ArrayList<>()).add(vm);
      }
    }
    int count = 0;
    for (List<Integer> vms : vmsOf.values()) {
      count += gather(vms, held, count, hashesOf);
    }
    firstHash = new int[held.size() + 1];
    for (int vm = 0; vm < held.size(); vm++) {
      firstHash[vm + 1] = firstHash[vm] + hashesOf[vm].length;
    }
    hashes = new int[firstHash[held.size()]];
    for (int vm = 0; vm < held.size(); vm++) {
      System.arraycopy(hashesOf[vm], 0, hashes, firstHash[vm], hashesOf[vm].length);
    }
    firstHolder = new int[count + 1];
    holders = new int[hashes.length];
    turn(count);
  }

  /** Numbers the hashes of a group that several VMs hold; returns how many there are. */
  private int gather(
      List<Integer> vms, List<@Nullable HeldPages> held, int first, int[][] hashesOf) {
    List<HeldPages> pages = new ArrayList<>();
    vms.forEach(
        vm -> {
          HeldPages of = held.get(vm);
          if (of != null) {
            pages.add(of);
          }
        });
    long threshold =
        pages.stream().mapToLong(of -> of.sample().threshold()).reduce(0, PageSample::lower);
    int pageBytes = pages.stream().mapToInt(HeldPages::pageBytes).min().orElse(1);
    int all = pages.stream().mapToInt(of -> of.sample().countBelow(threshold)).sum();
    long[] sorted = new long[all];
    int at = 0;
    for (HeldPages of : pages) {
      int below = of.sample().countBelow(threshold);
      System.arraycopy(of.sample().hashes(), 0, sorted, at, below);
      at += below;
    }
    Arrays.sort(sorted);
    long[] common = heldTwice(sorted);
    for (int i = 0; i < pages.size(); i++) {
      groupOfVm[vms.get(i)] = groups.size();
      hashesOf[vms.get(i)] = number(pages.get(i).sample(), threshold, common, first, vms.get(i));
    }
    groups.add(new Group(PageSample.share(threshold), pageBytes, first, common.length));
    return common.length;
  }

  private static long[] heldTwice(long[] sorted) {
    long[] common = new long[sorted.length / 2];
    int count = 0;
    for (int i = 1; i < sorted.length; i++) {
      boolean again = sorted[i] == sorted[i - 1];
      if (again && (count == 0 || common[count - 1] != sorted[i])) {
        common[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(common, count);
  }

  private int[] number(PageSample sample, long threshold, long[] common, int first, int vm) {
    int below = sample.countBelow(threshold);
    int[] numbers = new int[below];
    int count = 0;
    for (int i = 0; i < below; i++) {
      int index = Arrays.binarySearch(common, sample.hashes()[i]);
      if (index >= 0) {
        numbers[count++] = first + index;
      }
    }
    alone[vm] = below - count;
    Arrays.sort(numbers, 0, count);
    return Arrays.copyOf(numbers, count);
  }

  private void turn(int count) {
    for (int hash : hashes) {
      firstHolder[hash + 1]++;
    }
    for (int hash = 0; hash < count; hash++) {
      firstHolder[hash + 1] += firstHolder[hash];
    }
    int[] next = firstHolder.clone();
    for (int vm = 0; vm + 1 < firstHash.length; vm++) {
      for (int i = firstHash[vm]; i < firstHash[vm + 1]; i++) {
        holders[next[hashes[i]]++] = vm;
      }
    }
  }

  /** Groups of samples that compare. */
  public int groupCount() {
    return groups.size();
  }

  /** A group by its number. */
  public Group group(int number) {
    return groups.get(number);
  }

  /** Number of the group that has a hash. */
  int groupOfHash(int hash) {
    int low = 0;
    int high = groups.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      Group group = groups.get(middle);
      if (hash < group.firstHash() + group.hashCount()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** VMs, those of which nothing is known included. */
  public int vmCount() {
    return groupOfVm.length;
  }

  /** Number of the group of a VM's sample; -1 if it has none. */
  public int groupOf(int vm) {
    return groupOfVm[vm];
  }

  /** Sampled hashes that the VM alone holds. */
  int alone(int vm) {
    return alone[vm];
  }

  /** Sampled hashes that several VMs hold. */
  int hashCount() {
    return firstHolder.length - 1;
  }

  /** Pairs of a VM and a hash that it and others hold. */
  int size() {
    return hashes.length;
  }

  int firstHash(int vm) {
    return firstHash[vm];
  }

  int hash(int index) {
    return hashes[index];
  }

  /** Whom a pair is told to. */
  @FunctionalInterface
  public interface Pairs {
    /**
     * What two VMs have in common.
     *
     * @param hashes sampled hashes in common
     * @param weight the same with each hash counted by its part in the saving: of k holders on one
     *     host, k - 1 save a copy, which makes 1 / (k - 1) a pair, or less
     */
    void add(int vm, int other, int hashes, double weight);
  }

  /**
   * Tells each pair with enough in common once, the lower number first. O(sum of squares of
   * holders) up to {@code mostHolders}.
   *
   * @param leastCommon fewest hashes in common that make a pair
   * @param mostHolders hashes that more VMs hold do not make pairs
   */
  public void pairs(int leastCommon, int mostHolders, Pairs pairs) {
    int[] common = new int[vmCount()];
    double[] weights = new double[vmCount()];
    int[] touched = new int[vmCount()];
    for (int vm = 0; vm < vmCount(); vm++) {
      int count = 0;
      for (int i = firstHash[vm]; i < firstHash[vm + 1]; i++) {
        int end = firstHolder[hashes[i] + 1];
        int of = end - firstHolder[hashes[i]];
        for (int at = end - 1; of <= mostHolders && holders[at] > vm; at--) {
          int other = holders[at];
          if (common[other]++ == 0) {
            touched[count++] = other;
          }
          weights[other] += 1.0 / (of - 1);
        }
      }
      Arrays.sort(touched, 0, count);
      for (int i = 0; i < count; i++) {
        int other = touched[i];
        if (common[other] >= leastCommon) {
          pairs.add(vm, other, common[other], weights[other]);
        }
        common[other] = 0;
        weights[other] = 0;
      }
    }
  }

  /**
   * The VM that has the most in common with another one, by the hashes that make pairs; the first
   * of several, -1 if there is none. O(sum of holders).
   *
   * @param eligible which VMs it may be
   */
  public int closest(int vm, int leastCommon, int mostHolders, IntPredicate eligible) {
    SortedMap<Integer, Integer> common = new TreeMap<>();
    for (int i = firstHash[vm]; i < firstHash[vm + 1]; i++) {
      int start = firstHolder[hashes[i]];
      int end = firstHolder[hashes[i] + 1];
      for (int at = start; end - start <= mostHolders && at < end; at++) {
        common.merge(holders[at], 1, Integer::sum);
      }
    }
    common.remove(vm);
    int closest = -1;
    int most = leastCommon - 1;
    for (Map.Entry<Integer, Integer> other : common.entrySet()) {
      if (other.getValue() > most && eligible.test(other.getKey())) {
        closest = other.getKey();
        most = other.getValue();
      }
    }
    return closest;
  }

  /** Sampled hashes that two VMs have in common. */
  public int common(int vm, int other) {
    int common = 0;
    int i = firstHash[vm];
    int j = firstHash[other];
    while (groupOfVm[vm] == groupOfVm[other] && i < firstHash[vm + 1] && j < firstHash[other + 1]) {
      int order = Integer.compare(hashes[i], hashes[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return common;
  }
}
