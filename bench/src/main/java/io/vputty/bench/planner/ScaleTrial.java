package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.contender.Ours;
import io.vputty.bench.planner.contender.Whole;
import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.TenantGenerator;
import java.io.IOException;

/** How time grows with the number of VMs: of the search, and of planning as a whole. */
final class ScaleTrial {

  static final String NAME = "scale";
  static final int[] SIZES = {1000, 3000, 10_000, 30_000, 100_000};
  static final Contender SEARCH = new Ours();
  static final Contender PLANNER = new Whole();

  /** Budgets of the search, % of the VMs. */
  static final double[] SEARCH_BUDGETS = {5, 100};

  /** Budgets of the whole planner, % of the VMs. */
  static final double[] PLANNER_BUDGETS = {0.1, 1, 5};

  private static final int HOSTS_PER_RACK = 30;
  private static final int SLOTS = 30;
  private static final double FULL = 0.85;

  private final Rows rows;
  private final Meter meter;

  ScaleTrial(Rows rows, Meter meter) {
    this.rows = rows;
    this.meter = meter;
  }

  static String name(int vms) {
    return NAME + "-" + vms;
  }

  /** Runs what has no row yet. */
  void run() throws IOException {
    for (int vms : SIZES) {
      int racks = (int) Math.ceil(vms / (FULL * HOSTS_PER_RACK * SLOTS));
      Instance tenants = new TenantGenerator(vms, 1).on(name(vms), racks, HOSTS_PER_RACK, SLOTS);
      for (double percent : SEARCH_BUDGETS) {
        rows.addMissing(tenants, SEARCH, percent, meter);
      }
      for (double percent : PLANNER_BUDGETS) {
        rows.addMissing(tenants, PLANNER, percent, meter);
      }
    }
  }
}
