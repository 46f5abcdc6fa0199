package io.vputty.model.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * How many hosts keep a copy of each sampled content, under one placement of the VMs after the
 * other.
 *
 * <p>Counts VMs by content and host in an open hash table of plain arrays. Another placement costs
 * O(VMs), and O(sample) for each VM that stands elsewhere in it; so does what a move changes.
 */
public final class PageCopies {

  private static final long NO_KEY = -1;
  private static final int LEAST_ROOM = 16;

  private final CommonPages pages;
  private final int hosts;
  private final int[] hostOf;

  /** Hosts with a copy of each content. */
  private final int[] copies;

  private long[] keys = {};
  private int[] counts = {};
  private int used;

  /** Contents looked at by what is asked at present, and by how many their copies change. */
  private final int[] noted;

  private final int[] by;
  private final boolean[] isNoted;
  private int notedCount;

  /**
   * All VMs stand nowhere at first.
   *
   * @param hosts number of hosts
   */
  public PageCopies(CommonPages pages, int hosts) {
    this.pages = pages;
    this.hosts = hosts;
    this.hostOf = new int[pages.vmCount()];
    Arrays.fill(hostOf, -1);
    this.copies = new int[pages.hashCount()];
    this.noted = new int[pages.hashCount()];
    this.by = new int[pages.hashCount()];
    this.isNoted = new boolean[pages.hashCount()];
    makeRoom(2 * pages.size());
  }

  /** Goes over to a placement. */
  public void follow(IntUnaryOperator placement) {
    for (int vm = 0; vm < hostOf.length; vm++) {
      move(vm, placement.applyAsInt(vm));
    }
    forget();
  }

  /**
   * What one group's contents change by when VMs go to other hosts, in hashes.
   *
   * @param group number of the group
   * @param fewer copies that go
   * @param fewerSquares the same, squared for each hash
   * @param more copies that come
   * @param moreSquares the same, squared for each hash
   */
  public record Change(int group, long fewer, long fewerSquares, long more, long moreSquares) {}

  /**
   * Moves VMs on from where they are, and tells what that changes, for each of their groups.
   *
   * @param after where they go
   */
  public List<Change> change(Collection<Integer> vms, IntUnaryOperator after) {
    SortedMap<Integer, long[]> sums = new TreeMap<>();
    for (int vm : vms) {
      if (pages.groupOf(vm) >= 0) {
        sums.computeIfAbsent(pages.groupOf(vm), absent -> new long[4]);
        move(vm, after.applyAsInt(vm));
      }
    }
    for (int i = 0; i < notedCount; i++) {
      long step = by[noted[i]];
      int sign = step < 0 ? 0 : 2;
      long[] of = Objects.requireNonNull(sums.get(pages.groupOfHash(noted[i])));
      of[sign] += Math.abs(step);
      of[sign + 1] += step * step;
    }
    forget();
    List<Change> changes = new ArrayList<>();
    sums.forEach((group, of) -> changes.add(new Change(group, of[0], of[1], of[2], of[3])));
    return changes;
  }

  /** Copies beyond the first of a group's contents, on all hosts together, in hashes. */
  public long surplus(int group) {
    CommonPages.Group of = pages.group(group);
    long surplus = 0;
    for (int hash = of.firstHash(); hash < of.firstHash() + of.hashCount(); hash++) {
      surplus += Math.max(0, copies[hash] - 1);
    }
    return surplus;
  }

  /** Hashes of a VM that no other VM of its host holds, but one elsewhere does. */
  public int lonely(int vm) {
    int lonely = 0;
    for (int i = pages.firstHash(vm); i < pages.firstHash(vm + 1); i++) {
      int hash = pages.hash(i);
      boolean only = count(hash, hostOf[vm]) == 1;
      lonely += only && copies[hash] > 1 ? 1 : 0;
    }
    return lonely;
  }

  /**
   * What a host keeps of one group.
   *
   * @param group number of the group
   * @param vms VMs of the group on it
   * @param distinct sampled hashes that any of them holds
   * @param elsewhere those of them of which another host keeps a copy, too
   */
  public record Kept(int group, int vms, int distinct, int elsewhere) {}

  /** What a host keeps of each group that has VMs there. */
  public List<Kept> kept(int host) {
    SortedMap<Integer, int[]> sums = new TreeMap<>();
    for (int vm = 0; vm < hostOf.length; vm++) {
      if (hostOf[vm] == host && pages.groupOf(vm) >= 0) {
        keep(vm, sums.computeIfAbsent(pages.groupOf(vm), absent -> new int[3]));
      }
    }
    forget();
    List<Kept> kept = new ArrayList<>();
    sums.forEach((group, of) -> kept.add(new Kept(group, of[0], of[1], of[2])));
    return kept;
  }

  private void keep(int vm, int[] sums) {
    sums[0]++;
    sums[1] += pages.alone(vm);
    for (int i = pages.firstHash(vm); i < pages.firstHash(vm + 1); i++) {
      int hash = pages.hash(i);
      if (!isNoted[hash]) {
        note(hash, 0);
        sums[1]++;
        sums[2] += copies[hash] > 1 ? 1 : 0;
      }
    }
  }

  private void move(int vm, int host) {
    int was = hostOf[vm];
    if (was == host) {
      return;
    }
    hostOf[vm] = host;
    for (int i = pages.firstHash(vm); i < pages.firstHash(vm + 1); i++) {
      int hash = pages.hash(i);
      if (was >= 0 && add(hash, was, -1) == 0) {
        copies[hash]--;
        note(hash, -1);
      }
      if (host >= 0 && add(hash, host, 1) == 1) {
        copies[hash]++;
        note(hash, 1);
      }
    }
  }

  private void note(int hash, int step) {
    if (!isNoted[hash]) {
      isNoted[hash] = true;
      noted[notedCount++] = hash;
    }
    by[hash] += step;
  }

  private void forget() {
    for (int i = 0; i < notedCount; i++) {
      by[noted[i]] = 0;
      isNoted[noted[i]] = false;
    }
    notedCount = 0;
  }

  private int count(int hash, int host) {
    return host < 0 ? 0 : add(hash, host, 0);
  }

  /** Returns the count as it is then. */
  private int add(int hash, int host, int vms) {
    int at = slot(hash, host); // may make another table
    counts[at] += vms;
    return counts[at];
  }

  /** Where the count of a content on a host is, made if there is none. */
  private int slot(int hash, int host) {
    long key = (long) hash * hosts + host;
    int at = place(key);
    if (keys[at] == NO_KEY) {
      if (4L * (used + 1) > 3L * keys.length) {
        makeRoom(4 * used);
        at = place(key);
      }
      keys[at] = key;
      used++;
    }
    return at;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    while (keys[at] != NO_KEY && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Another table, without counts that fell to 0. */
  private void makeRoom(int least) {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    int room = Integer.highestOneBit(Math.max(LEAST_ROOM, least) - 1) * 2;
    keys = new long[room];
    Arrays.fill(keys, NO_KEY);
    counts = new int[room];
    used = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
        used++;
      }
    }
  }
}
