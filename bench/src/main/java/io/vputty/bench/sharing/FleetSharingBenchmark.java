package io.vputty.bench.sharing;

import java.util.Locale;

/**
 * What it costs to know who shares memory with whom in fleets of growing size, in CPU time of one
 * thread, and how many of each VM's true partners are found. Prints a table; all but its times are
 * always the same.
 */
public final class FleetSharingBenchmark {

  private static final int[] VMS = {1_250, 2_500, 5_000, 10_000};
  private static final int MEAN_PAGES = 65_536;
  private static final int SAMPLE_HASHES = 7_400;
  private static final long SEED = 17;
  private static final double NANOS_A_MILLI = 1e6;

  private FleetSharingBenchmark() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    row(VMS[0]); // warms up
    System.out.println(
        "| VMs | edges | first: ms a VM | pairs a VM | 5% changed: ms a VM | pairs a VM"
            + " | recall | in the top ten |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int vms : VMS) {
      System.out.println(row(vms));
    }
  }

  private static String row(int vms) {
    FleetSharing sharing = new FleetSharing(new MadeFleet(vms, MEAN_PAGES, SAMPLE_HASHES, SEED));
    FleetSharing.Work first = sharing.fill();
    FleetSharing.Recall recall = sharing.recall();
    FleetSharing.Work change = sharing.change();
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %.2f | %,d | %.2f | %,d | %.4f | %.4f |",
        vms,
        recall.edges(),
        first.nanos() / NANOS_A_MILLI / vms,
        first.operations() / vms,
        change.nanos() / NANOS_A_MILLI / vms,
        change.operations() / vms,
        recall.amongEdges(),
        recall.amongTop());
  }
}
