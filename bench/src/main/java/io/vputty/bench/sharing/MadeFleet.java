package io.vputty.bench.sharing;

import io.vputty.schema.HashGaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A made fleet of which it is known what VMs share. Every other VM is of one of a few images that
 * 250 VMs have, with a tenth of a mean VM's pages; the others are in groups of 5 to 50, each with
 * eight parts in common, of which a VM has three quarters on average. Beside that each VM is in
 * about six pairs with contents of their own, of a Jaccard coefficient between 0.005 and 0.5, even
 * on the scale of logarithms. VMs are of half, one and two times a mean size.
 */
final class MadeFleet {

  private static final int IMAGE_VMS = 250;
  private static final int LEAST_GROUP = 5;
  private static final int LARGEST_GROUP = 50;
  private static final int GROUP_PARTS = 8;
  private static final int PAIRS_A_VM = 3;
  private static final double LEAST_JACCARD = 0.005;
  private static final double LARGEST_JACCARD = 0.5;
  private static final double LEAST_OWN_SHARE = 0.1;
  private static final double TWO_TO_64 = 0x1p64;

  /** Parts of a VM's contents, each of which changes at once. */
  private static final int PARTS = 20;

  private final int sampleHashes;
  private final int[] pages;
  private final int[] ownPages;
  private final List<List<Integer>> blocksOf = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final SplittableRandom random;

  /** Contents that some VMs have in common, and nobody else has. */
  private record Block(int pages, List<Integer> vms) {}

  /**
   * @param meanPages distinct pages of a VM of mean size
   * @param sampleHashes hashes that a sample keeps, about
   */
  MadeFleet(int vms, int meanPages, int sampleHashes, long seed) {
    this.sampleHashes = sampleHashes;
    random = new SplittableRandom(seed);
    pages = new int[vms];
    Arrays.setAll(pages, vm -> (meanPages / 2) << random.nextInt(3));
    ownPages = pages.clone();
    for (int vm = 0; vm < vms; vm++) {
      blocksOf.add(new ArrayList<>());
    }
    addImages(meanPages / 10);
    addGroups(meanPages / 32);
    addPairs();
  }

  int size() {
    return pages.length;
  }

  /** Hashes below it are in a VM's sample, as an unsigned number. */
  long threshold(int vm) {
    return (long) (sampleHashes / (double) pages[vm] * 0x1p62) << 2;
  }

  /** A VM's sample when so many twentieths of its contents have become others, of its own. */
  long[] sample(int vm, int changedParts) {
    long threshold = threshold(vm);
    long[] kept = new long[2 * sampleHashes];
    int size = 0;
    for (int block : blocksOf.get(vm)) {
      int contents = blocks.get(block).pages;
      size = keep(block, contents, vm % PARTS, changedParts, threshold, kept, size);
      size = keep(own(vm, block), contents * changedParts / PARTS, 0, 0, threshold, kept, size);
    }
    size = keep(own(vm, -1), ownPages[vm], 0, changedParts, threshold, kept, size);
    int changed = ownPages[vm] * changedParts / PARTS;
    size = keep(own(vm, -2), changed, 0, 0, threshold, kept, size);
    for (int i = 0; i < size; i++) {
      kept[i] ^= Long.MIN_VALUE;
    }
    return Arrays.stream(kept, 0, size).sorted().distinct().map(h -> h ^ Long.MIN_VALUE).toArray();
  }

  /**
   * Jaccard coefficients of a VM and those it shares contents with, but for contents that more than
   * so many VMs have.
   */
  Map<Integer, Double> partners(int vm, int maxHolders) {
    Map<Integer, Integer> shared = new HashMap<>();
    for (int number : blocksOf.get(vm)) {
      Block block = blocks.get(number);
      if (block.vms.size() <= maxHolders) {
        block.vms.forEach(other -> shared.merge(other, block.pages, Integer::sum));
      }
    }
    shared.remove(vm);
    Map<Integer, Double> jaccard = new HashMap<>();
    shared.forEach(
        (other, both) -> jaccard.put(other, both / (double) (pages[vm] + pages[other] - both)));
    return jaccard;
  }

  /** Distinct pages of a VM. */
  int pages(int vm) {
    return pages[vm];
  }

  /** Share of all contents that a VM's sample keeps. */
  double share(int vm) {
    long threshold = threshold(vm);
    return (threshold < 0 ? threshold + TWO_TO_64 : threshold) / TWO_TO_64;
  }

  private void addImages(int imagePages) {
    for (int first = 0; first < size(); first += 2 * IMAGE_VMS) {
      List<Integer> vms = new ArrayList<>();
      for (int vm = first; vm < Math.min(size(), first + 2 * IMAGE_VMS); vm += 2) {
        vms.add(vm);
      }
      add(new Block(imagePages, vms));
    }
  }

  private void addGroups(int partPages) {
    int first = 1;
    while (first < size()) {
      int end = Math.min(size(), first + 2 * random.nextInt(LEAST_GROUP, LARGEST_GROUP + 1));
      for (int part = 0; part < GROUP_PARTS; part++) {
        List<Integer> vms = new ArrayList<>();
        for (int vm = first; vm < end; vm += 2) {
          if (random.nextInt(4) > 0) {
            vms.add(vm);
          }
        }
        add(new Block(partPages, vms));
      }
      first = end | 1;
    }
  }

  private void addPairs() {
    double steps = Math.log(LARGEST_JACCARD / LEAST_JACCARD);
    for (int pair = 0; pair < PAIRS_A_VM * size(); pair++) {
      int one = random.nextInt(size());
      int other = random.nextInt(size());
      double jaccard = LEAST_JACCARD * Math.exp(steps * random.nextDouble());
      int shared = (int) (jaccard / (1 + jaccard) * (pages[one] + pages[other]));
      if (one != other && hasRoom(one, shared) && hasRoom(other, shared)) {
        add(new Block(shared, List.of(one, other)));
      }
    }
  }

  private boolean hasRoom(int vm, int more) {
    return ownPages[vm] - more >= LEAST_OWN_SHARE * pages[vm];
  }

  private void add(Block block) {
    for (int vm : block.vms) {
      blocksOf.get(vm).add(blocks.size());
      ownPages[vm] -= block.pages;
    }
    blocks.add(block);
  }

  private static long own(int vm, long block) {
    return -1 - vm - (block << 32);
  }

  /**
   * Keeps those of so many contents that are below a threshold, but of every twenty some that have
   * changed, from one on; returns how many there are now.
   */
  private static int keep(
      long seed, int contents, int from, int changed, long threshold, long[] kept, int size) {
    SplittableRandom hashes = new SplittableRandom(seed);
    int now = size;
    for (int i = 0; i < contents; i++) {
      long hash = hashes.nextLong() & HashGaps.MASK;
      if (Long.compareUnsigned(hash, threshold) < 0 && (i + from) % PARTS >= changed) {
        kept[now++] = hash;
      }
    }
    return now;
  }
}
