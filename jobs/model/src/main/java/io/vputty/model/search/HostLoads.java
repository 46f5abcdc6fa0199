package io.vputty.model.search;

/**
 * What hosts cost by what is on them: electricity while there is a VM and for each busy core, and
 * the mean over all periods of the load above the host's limit. Sums of profiles, kept up to date;
 * differences are O(periods).
 */
final class HostLoads {

  private final LoadTable table;
  private final int[] vms;
  private final int[] vmsOf;
  private final double[] sum;

  /** Hosts with nothing on them. */
  HostLoads(LoadTable table, int[] vmsOf, int hosts) {
    this.table = table;
    this.vmsOf = vmsOf;
    this.vms = new int[hosts];
    this.sum = new double[table.isEmpty() ? 0 : hosts * table.periods];
  }

  boolean isEmpty() {
    return table.isEmpty();
  }

  LoadTable table() {
    return table;
  }

  /** VMs on a host. */
  int vms(int host) {
    return vms[host];
  }

  void add(int unit, int host, int sign) {
    vms[host] += sign * vmsOf[unit];
    if (!table.isEmpty()) {
      for (int period = 0; period < table.periods; period++) {
        sum[host * table.periods + period] += sign * table.loadOf[unit * table.periods + period];
      }
    }
  }

  /** Cost of all hosts, $ per hour. */
  double total() {
    double total = 0;
    for (int host = 0; !table.isEmpty() && host < vms.length; host++) {
      total += cost(host, -1, -1);
    }
    return total;
  }

  /** Change of cost if a unit moved, $ per hour. */
  double moveDelta(int unit, int source, int target) {
    return table.isEmpty() || source == target
        ? 0
        : cost(source, unit, -1)
            + cost(target, -1, unit)
            - cost(source, -1, -1)
            - cost(target, -1, -1);
  }

  /** Change of cost if two units on different hosts changed places, $ per hour. */
  double swapDelta(int one, int here, int other, int there) {
    return table.isEmpty()
        ? 0
        : cost(here, one, other)
            + cost(there, other, one)
            - cost(here, -1, -1)
            - cost(there, -1, -1);
  }

  /** Cost of a host if a unit left and another came; -1 for nobody. */
  private double cost(int host, int leaving, int coming) {
    int left = vms[host] - (leaving < 0 ? 0 : vmsOf[leaving]) + (coming < 0 ? 0 : vmsOf[coming]);
    if (left == 0) {
      return 0;
    }
    int periods = table.periods;
    double load = 0;
    double excess = 0;
    for (int period = 0; period < periods; period++) {
      double now = sum[host * periods + period];
      now -= leaving < 0 ? 0 : table.loadOf[leaving * periods + period];
      now += coming < 0 ? 0 : table.loadOf[coming * periods + period];
      load += now;
      excess += Math.max(0, now - table.limit[host]);
    }
    double mean = periods == 0 ? 0 : 1.0 / periods;
    return table.idle[host] + table.perCore[host] * load * mean + table.contention * excess * mean;
  }
}
