package io.vputty.model.footprint;

import java.util.Map;

/**
 * How live migrations go: memory is sent while the guest runs, then again what it has dirtied
 * meanwhile, until what is left can be sent while it stands still (pre-copy; Clark et al., NSDI
 * 2005). With a dirty rate of r times the bandwidth, round n sends r^n of the memory.
 *
 * @param bytesPerSecond bandwidth of one migration
 * @param factors what migrations of a size class sent over what was expected of them, by {@link
 *     #sizeClass}; 1 where there is none
 */
public record LiveMigration(double bytesPerSecond, Map<Integer, Double> factors) {

  /** Half of a link of 10 Gbit/s, and nothing measured. */
  public static final LiveMigration DEFAULT = new LiveMigration(600e6, Map.of());

  /** The guest stands still while so much is sent, as QEMU does by default, seconds. */
  private static final double DOWNTIME_SECONDS = 0.3;

  private static final int MOST_ROUNDS = 30;

  public LiveMigration {
    factors = Map.copyOf(factors);
    if (!(bytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "bandwidth of migrations (%s B/s) must be positive".formatted(bytesPerSecond));
    }
  }

  /** Size class of a VM: its memory lies between 2^class and twice that, GiB; 0 below. */
  public static int sizeClass(long memoryBytes) {
    long gib = memoryBytes >> 30;
    return gib < 1 ? 0 : 63 - Long.numberOfLeadingZeros(gib);
  }

  /** What migrations of VMs of a size sent over what was expected of them. */
  public double factor(long memoryBytes) {
    return factors.getOrDefault(sizeClass(memoryBytes), 1.0);
  }

  /** What a VM's migration is expected to send, bytes. */
  public double bytes(Vm vm) {
    double sent = 0;
    double round = vm.memoryBytes();
    for (int rounds = 0; rounds < MOST_ROUNDS && round > pause(); rounds++) {
      sent += round;
      round *= ratio(vm);
    }
    return (sent + round) * factor(vm.memoryBytes());
  }

  /** Time a VM's migration is expected to take, seconds. */
  public double seconds(Vm vm) {
    return bytes(vm) / bytesPerSecond;
  }

  /** Whether a migration comes to an end: not if memory is dirtied faster than it is sent. */
  public boolean converges(Vm vm) {
    return vm.memoryBytes() * StrictMath.pow(ratio(vm), MOST_ROUNDS) <= pause();
  }

  private double ratio(Vm vm) {
    return Math.max(0, vm.dirtyRatePerSecond()) * vm.memoryBytes() / bytesPerSecond;
  }

  private double pause() {
    return DOWNTIME_SECONDS * bytesPerSecond;
  }
}
