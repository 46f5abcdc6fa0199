package io.vputty.bench.consolidation;

import java.util.List;

/**
 * Energy and service levels of a simulated day by the metrics of Beloglazov and Buyya (CCPE 2012):
 * SLATAH, the share of the active time of hosts in which their VMs wanted all they have or more;
 * PDM, what VMs lose while they migrate, a tenth of what they use; SLAV, their product; ESV, that
 * times the energy.
 */
final class Tally {

  private static final double STEP_SECONDS = 300;
  private static final double LOST_IN_MIGRATION = 0.1;

  /** Half of a link of 1 Gbit/s carries migrations. */
  private static final double MIB_PER_SECOND = 62.5;

  private static final double JOULES_PER_KWH = 3.6e6;

  private final List<Machine> machines;
  private final double[] wanted;
  private final double[] lost;
  private double joules;
  private double active;
  private double full;
  private int migrations;
  private long hostSteps;
  private int steps;

  Tally(List<Machine> machines, int guests) {
    this.machines = machines;
    this.wanted = new double[guests];
    this.lost = new double[guests];
  }

  /** Counts five minutes in which everything stays where it is. */
  void step(List<Guest> guests, int[] host, int step) {
    double[] load = new double[machines.size()];
    boolean[] on = new boolean[machines.size()];
    for (int guest = 0; guest < host.length; guest++) {
      double gips = guests.get(guest).gips(step);
      load[host[guest]] += gips;
      on[host[guest]] = true;
      wanted[guest] += gips * STEP_SECONDS;
    }
    steps++;
    for (int i = 0; i < load.length; i++) {
      if (on[i]) {
        Machine machine = machines.get(i);
        joules += machine.watts(load[i] / machine.gips()) * STEP_SECONDS;
        active += STEP_SECONDS;
        full += load[i] >= machine.gips() ? STEP_SECONDS : 0;
        hostSteps++;
      }
    }
  }

  /** Counts the migration of a VM. */
  void migrate(int number, Guest guest, int step) {
    migrations++;
    lost[number] += LOST_IN_MIGRATION * guest.gips(step) * guest.memoryMib() / MIB_PER_SECOND;
  }

  double kwh() {
    return joules / JOULES_PER_KWH;
  }

  double slatah() {
    return full / active;
  }

  double pdm() {
    double sum = 0;
    for (int guest = 0; guest < wanted.length; guest++) {
      sum += wanted[guest] > 0 ? lost[guest] / wanted[guest] : 0;
    }
    return sum / wanted.length;
  }

  double slav() {
    return slatah() * pdm();
  }

  double esv() {
    return kwh() * slav();
  }

  int migrations() {
    return migrations;
  }

  double meanHosts() {
    return (double) hostSteps / steps;
  }
}
