package io.vputty.bench.planner.instance;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Tenants that talk among themselves, with popular strangers, as in the instances {@code sbm-*}.
 *
 * <p>Sizes of tenants follow a power law of exponent 2 from 3 to 120. Every VM draws 2 + floor(Exp
 * of mean 3) edges, 15% of them to a popular stranger (rank floor(n u^2.5) in one random order),
 * the others inside its tenant (index floor(size u^1.5)). A weight is min(1e5, 10 / (1-u)^(1/1.3)),
 * half of that for strangers; parallel edges add up. The start is random.
 */
public final class TenantGenerator {

  private static final double STRANGERS = 0.15;
  private static final double SMALLEST = 3;
  private static final double LARGEST = 120;
  private static final int HUBS = 10;

  private final int vms;
  private final SplittableRandom random;
  private final int[] ids;
  private final int[] popularity;
  private final Map<Long, Double> edges = new TreeMap<>();

  /** Generates {@code vms} VMs; the same seed gives the same ones. */
  public TenantGenerator(int vms, long seed) {
    this.vms = vms;
    this.random = new SplittableRandom(seed);
    this.ids = Shuffle.order(vms, random);
    this.popularity = Shuffle.order(vms, random);
    int first = 0;
    while (first < vms) {
      int size = Math.min(tenantSize(), vms - first);
      for (int index = 0; index < size; index++) {
        draw(first, size, first + index);
      }
      first += size;
    }
  }

  /** Adds ten VMs with each of which a tenth of all VMs talk, as with a name server or a log. */
  public TenantGenerator withHubs() {
    for (int rank = 0; rank < HUBS; rank++) {
      int hub = popularity[rank];
      for (int peer = 0; peer < vms / 10; peer++) {
        add(hub, random.nextInt(vms), weight() / 2);
      }
    }
    return this;
  }

  /** The instance on racks of equal hosts. */
  public Instance on(String name, int racks, int hostsPerRack, int slots) {
    int[] from = new int[edges.size()];
    int[] to = new int[edges.size()];
    double[] weights = new double[edges.size()];
    int edge = 0;
    for (Map.Entry<Long, Double> entry : edges.entrySet()) {
      from[edge] = ids[(int) (entry.getKey() / vms)];
      to[edge] = ids[(int) (entry.getKey() % vms)];
      weights[edge++] = Math.max(1, Math.floor(entry.getValue()));
    }
    int[] start = Shuffle.start(vms, racks * hostsPerRack, slots, random);
    return new Instance(name, racks, hostsPerRack, slots, start, from, to, weights);
  }

  private int tenantSize() {
    double least = 1 / LARGEST;
    double most = 1 / SMALLEST;
    return (int) (1 / (most - random.nextDouble() * (most - least)));
  }

  private void draw(int first, int size, int vm) {
    int draws = 2 + (int) (-Math.log(1 - random.nextDouble()) * 3);
    for (int each = 0; each < draws; each++) {
      if (random.nextDouble() < STRANGERS) {
        add(vm, popularity[(int) (vms * Math.pow(random.nextDouble(), 2.5))], weight() / 2);
      } else {
        add(vm, first + (int) (size * Math.pow(random.nextDouble(), 1.5)), weight());
      }
    }
  }

  private double weight() {
    return Math.min(1e5, 10 / Math.pow(1 - random.nextDouble(), 1 / 1.3));
  }

  private void add(int vm, int peer, double weight) {
    if (vm != peer) {
      edges.merge((long) Math.min(vm, peer) * vms + Math.max(vm, peer), weight, Double::sum);
    }
  }
}
