package io.vputty.bench.planner.instance;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Change that leaves a placement good for what was: pairs of VMs, drawn from all, take each other's
 * traffic.
 */
public final class RoleSwaps {

  /** Apart from the seeds of instances, whose first shuffle puts tenants in the same order. */
  private static final long STREAM = 1_000_003;

  private RoleSwaps() {}

  /**
   * The instance with some VMs in each other's role.
   *
   * @param percent VMs that have another role afterwards, % of all
   */
  public static Instance of(Instance before, String name, double percent, long seed) {
    int[] order = Shuffle.order(before.vms(), new SplittableRandom(seed + STREAM));
    int[] role = new int[before.vms()];
    Arrays.setAll(role, vm -> vm);
    int pairs = (int) (before.vms() * percent / 100 / 2);
    for (int pair = 0; pair < pairs; pair++) {
      role[order[2 * pair]] = order[2 * pair + 1];
      role[order[2 * pair + 1]] = order[2 * pair];
    }
    return new Instance(
        name,
        before.racks(),
        before.hostsPerRack(),
        before.slots(),
        before.home(),
        Arrays.stream(before.from()).map(vm -> role[vm]).toArray(),
        Arrays.stream(before.to()).map(vm -> role[vm]).toArray(),
        before.weight());
  }
}
