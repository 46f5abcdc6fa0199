package io.vputty.bench.consolidation;

import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.Planner;
import io.vputty.model.plan.PlannerOptions;
import io.vputty.model.plan.Recommendation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A day of a data centre whose VMs the planner moves: every five minutes it sees what the VMs used
 * in the last hour, and nothing of what comes; what it plans is done at once.
 *
 * <p>Cores of the planner are 10^9 instructions per second. Promised cores do not bind: all VMs
 * together may be promised more than there is, and load is bound by its price. Memory binds in the
 * beginning only: in CloudSim's runs of these days VMs that run hold none.
 */
final class Simulation {

  private static final long MIB = 1L << 20;
  private static final double UNBOUND = 1000;

  private final List<Guest> guests;
  private final List<Machine> machines;
  private final Prices prices;
  private final PlannerOptions options;
  private final int window;
  private final int[] host;

  /**
   * A day that begins with every VM on the next host that has room for all it may use.
   *
   * @param window samples that the planner sees
   */
  Simulation(
      List<Guest> guests,
      List<Machine> machines,
      Prices prices,
      PlannerOptions options,
      int window) {
    this.guests = guests;
    this.machines = machines;
    this.prices = prices;
    this.options = options;
    this.window = window;
    this.host = firstFit();
  }

  private int[] firstFit() {
    int[] where = new int[guests.size()];
    double[] gips = new double[machines.size()];
    int[] memory = new int[machines.size()];
    for (int guest = 0; guest < where.length; guest++) {
      Guest of = guests.get(guest);
      int at = 0;
      while (gips[at] + of.gips() > machines.get(at).gips()
          || memory[at] + of.memoryMib() > machines.get(at).memoryMib()) {
        at++;
      }
      where[guest] = at;
      gips[at] += of.gips();
      memory[at] += of.memoryMib();
    }
    return where;
  }

  /** Runs the day. */
  Tally run() {
    Tally tally = new Tally(machines, guests.size());
    int steps = guests.stream().mapToInt(guest -> guest.load().length).min().orElse(0);
    for (int step = 0; step < steps; step++) {
      if (step > 0) {
        reshape(tally, step);
      }
      tally.step(guests, host, step);
    }
    return tally;
  }

  private void reshape(Tally tally, int step) {
    PlacementProblem.Builder problem = PlacementProblem.of("d", prices).hosts(hosts()).vms(vms());
    for (int guest = 0; guest < host.length; guest++) {
      problem.load(name(guest), seen(guests.get(guest), step));
    }
    if (new Planner().plan(problem.build(), options) instanceof Recommendation plan) {
      plan.moves()
          .forEach(
              move -> {
                int guest = Integer.parseInt(move.vm());
                host[guest] = Integer.parseInt(move.target());
                tally.migrate(guest, guests.get(guest), step);
              });
    }
  }

  /** What a VM used lately; before there are enough samples the first one stands for them. */
  private double[] seen(Guest guest, int step) {
    double[] seen = new double[window];
    Arrays.setAll(seen, i -> guest.gips(Math.max(0, step - window + i)));
    return seen;
  }

  private List<Host> hosts() {
    List<Host> hosts = new ArrayList<>();
    for (int i = 0; i < machines.size(); i++) {
      Machine machine = machines.get(i);
      Power power = new Power(machine.watts(0), machine.watts(1));
      hosts.add(
          new Host(
              name(i),
              "d",
              "rack",
              "",
              UNBOUND,
              Math.round(UNBOUND * machine.memoryMib() * MIB),
              true,
              Map.of(),
              machine.gips(),
              power,
              ""));
    }
    return hosts;
  }

  private List<Vm> vms() {
    List<Vm> vms = new ArrayList<>();
    for (int i = 0; i < host.length; i++) {
      Guest guest = guests.get(i);
      vms.add(
          new Vm(
              name(i),
              "",
              name(host[i]),
              "d",
              guest.gips(),
              guest.memoryMib() * MIB,
              Automation.AUTOMATIC,
              "",
              "",
              Map.of(),
              "",
              -1));
    }
    return vms;
  }

  private static String name(int number) {
    return "%04d".formatted(number);
  }
}
