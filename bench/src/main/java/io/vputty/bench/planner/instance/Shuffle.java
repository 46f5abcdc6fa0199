package io.vputty.bench.planner.instance;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random orders and starts. */
final class Shuffle {

  private Shuffle() {}

  /** The numbers below {@code count} in a random order. */
  static int[] order(int count, SplittableRandom random) {
    int[] order = new int[count];
    Arrays.setAll(order, number -> number);
    shuffle(order, random);
    return order;
  }

  /** A random assignment of VMs to slots: the host of each VM. */
  static int[] start(int vms, int hosts, int slots, SplittableRandom random) {
    int[] hostOfSlot = new int[hosts * slots];
    Arrays.setAll(hostOfSlot, slot -> slot / slots);
    shuffle(hostOfSlot, random);
    return Arrays.copyOf(hostOfSlot, vms);
  }

  private static void shuffle(int[] numbers, SplittableRandom random) {
    for (int last = numbers.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int kept = numbers[last];
      numbers[last] = numbers[other];
      numbers[other] = kept;
    }
  }
}
