package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.contender.CpSat;
import io.vputty.bench.planner.contender.Ours;
import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.RoleSwaps;
import io.vputty.bench.planner.instance.SharedInstances;
import io.vputty.bench.planner.instance.TenantGenerator;
import java.io.IOException;
import java.util.List;

/**
 * How much of a loss few moves win back: from a good placement of 100,000 VMs, 5% of them change
 * roles in pairs. Ratios of its rows are to the cost after the change; the row {@link #BEFORE} has
 * the cost before it.
 */
final class RoleTrial {

  static final String NAME = SharedInstances.TENANTS + "-roles";
  static final String BEFORE = "Before";

  /** Budgets of moves, % of the VMs: as many as changed, and a few more. */
  static final double[] BUDGETS = {5, 5.2};

  private static final double CHANGED = 5;

  private final Rows rows;
  private final Meter meter;

  RoleTrial(Rows rows, Meter meter) {
    this.rows = rows;
    this.meter = meter;
  }

  /** Runs what has no row yet. */
  void run(List<Contender> all) throws IOException {
    List<Contender> contenders = all.stream().filter(each -> !(each instanceof CpSat)).toList();
    if (contenders.stream().allMatch(this::isDone)) {
      return;
    }
    Instance tenants = new TenantGenerator(100_000, 1).on(SharedInstances.TENANTS, 131, 30, 30);
    int[] good = meter.run(tenants, new Ours(), 100, 1).hosts();
    Instance changed = RoleSwaps.of(tenants.from(NAME, good), NAME, CHANGED, 1);
    if (rows.of(NAME, BEFORE, 0).isEmpty()) {
      rows.add(new Row(NAME, BEFORE, 0, 1, tenants.cost(good) / changed.cost(good), 0, 0));
    }
    for (Contender contender : contenders) {
      for (double percent : budgets(contender)) {
        rows.addMissing(changed, contender, percent, meter);
      }
    }
  }

  static double[] budgets(Contender contender) {
    return contender.keepsBudgets() ? BUDGETS.clone() : new double[] {100};
  }

  private boolean isDone(Contender contender) {
    boolean done = true;
    for (double percent : budgets(contender)) {
      for (long seed : contender.seeds(percent >= 100)) {
        done &= rows.has(NAME, contender.name(), percent, seed);
      }
    }
    return done;
  }
}
