package io.vputty.model.plan;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * What hosts cost by what is on them, $ per hour: electricity, and contention of their VMs' summed
 * loads.
 *
 * <p>A host draws nothing while no VM is on it, else its idle power and a part of the rest that
 * follows its mean load. Contention is the mean over all periods of the load above {@link
 * #CONTENDED} of its hardware cores. VMs without a load have none.
 */
final class HostCosts {

  /** Share of a host's hardware above which its VMs contend. */
  static final double CONTENDED = 0.8;

  private static final double WATTS_PER_KW = 1000;
  private static final double[] NO_LOAD = {};

  private final Sites sites;
  private final Prices prices;
  private final List<double[]> loads = new ArrayList<>();
  private final int periods;
  private final boolean nothing;

  HostCosts(PlacementProblem problem, List<Vm> vms, Sites sites) {
    this.sites = sites;
    this.prices = problem.prices;
    for (Vm vm : vms) {
      loads.add(problem.loads.getOrDefault(vm.id(), NO_LOAD));
    }
    this.periods = loads.stream().mapToInt(load -> load.length).max().orElse(0);
    this.nothing =
        periods == 0
            && problem.hosts.values().stream().allMatch(host -> host.power().peakWatts() <= 0);
  }

  /**
   * A part of what hosts cost.
   *
   * @param energy electricity, $ per hour
   * @param contention expected contention, $ per hour
   */
  record Part(double energy, double contention) {

    private static final Part NONE = new Part(0, 0);

    private Part plus(Part other) {
      return new Part(energy + other.energy, contention + other.contention);
    }

    private Part minus(Part other) {
      return new Part(energy - other.energy, contention - other.contention);
    }

    double total() {
      return energy + contention;
    }
  }

  /** Whether hosts cost nothing by themselves, whatever is on them. */
  boolean nothing() {
    return nothing;
  }

  int periods() {
    return periods;
  }

  /** Load of a vertex, cores in each period; empty if it has none. */
  double[] load(int vertex) {
    return vertex < loads.size() ? loads.get(vertex) : NO_LOAD;
  }

  /** What a host costs while it carries a VM, $ per hour. */
  double idle(int host) {
    return sites.isHost(host) ? perHour(sites.host(host).power().idleWatts()) : 0;
  }

  /** What a busy core of a host adds, $ per hour. */
  double perCore(int host) {
    if (!sites.isHost(host) || !(sites.host(host).hardwareCores() > 0)) {
      return 0;
    }
    Host of = sites.host(host);
    return perHour(of.power().dynamicWatts()) / of.hardwareCores();
  }

  /** Load above which VMs of a host contend, cores. */
  double limit(int host) {
    return sites.isHost(host)
        ? CONTENDED * sites.host(host).hardwareCores()
        : Double.POSITIVE_INFINITY;
  }

  private double perHour(double watts) {
    return watts / WATTS_PER_KW * prices.energyPerKwh();
  }

  /** Cost of all hosts. */
  Part cost(int[] hostOf) {
    if (nothing) {
      return Part.NONE;
    }
    int[] vertices = new int[sites.count()];
    double[] loadOf = new double[sites.count() * periods];
    for (int vertex = 0; vertex < hostOf.length; vertex++) {
      int host = hostOf[vertex];
      vertices[host]++;
      double[] load = load(vertex);
      for (int period = 0; period < load.length; period++) {
        loadOf[host * periods + period] += load[period];
      }
    }
    Part sum = Part.NONE;
    for (int host = 0; host < vertices.length; host++) {
      if (vertices[host] > 0 && sites.isHost(host)) {
        sum = sum.plus(part(host, loadOf, host * periods));
      }
    }
    return sum;
  }

  /** What moving one vertex gains at its hosts. */
  Part gain(Occupancy now, int vertex, int target) {
    return gain(now::on, List.of(vertex), at -> now.hosts()[at], at -> target);
  }

  /**
   * What moving some vertices gains at their hosts. O(what is on these hosts).
   *
   * @param on the vertices on a host as things stand
   * @param before where the vertices are
   * @param after where they are to be
   */
  Part gain(
      IntFunction<? extends Collection<Integer>> on,
      Collection<Integer> vertices,
      IntUnaryOperator before,
      IntUnaryOperator after) {
    if (nothing) {
      return Part.NONE;
    }
    TreeSet<Integer> touched = new TreeSet<>();
    for (int vertex : vertices) {
      touched.add(before.applyAsInt(vertex));
      touched.add(after.applyAsInt(vertex));
    }
    Part gain = Part.NONE;
    for (int host : touched) {
      TreeSet<Integer> now = new TreeSet<>(on.apply(host));
      gain = gain.plus(cost(host, now));
      for (int vertex : vertices) {
        if (after.applyAsInt(vertex) == host) {
          now.add(vertex);
        } else {
          now.remove(vertex);
        }
      }
      gain = gain.minus(cost(host, now));
    }
    return gain;
  }

  /** Cost of one host with some vertices on it. */
  Part cost(int host, Collection<Integer> on) {
    if (on.isEmpty() || !sites.isHost(host)) {
      return Part.NONE;
    }
    double[] loadOf = new double[periods];
    for (int vertex : on) {
      double[] of = load(vertex);
      for (int period = 0; period < of.length; period++) {
        loadOf[period] += of[period];
      }
    }
    return part(host, loadOf, 0);
  }

  private Part part(int host, double[] loadOf, int first) {
    double load = 0;
    double excess = 0;
    for (int period = 0; period < periods; period++) {
      double now = loadOf[first + period];
      load += now;
      excess += Math.max(0, now - limit(host));
    }
    double mean = periods == 0 ? 0 : 1.0 / periods;
    return new Part(
        idle(host) + perCore(host) * load * mean, prices.contentionPerHour() * excess * mean);
  }
}
