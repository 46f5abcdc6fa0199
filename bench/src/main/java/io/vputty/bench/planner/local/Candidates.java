package io.vputty.bench.planner.local;

/**
 * Hosts where a VM would be better, best first: those of its peers, and in the racks of its peers
 * the one with most room. O(degree) for a VM, whatever the number of hosts.
 */
public final class Candidates {

  private final Slots slots;
  private final double[] byHost;
  private final double[] byRack;
  private final int[] hosts;
  private final int[] racks;
  private int hostCount;
  private int rackCount;
  private double atHome;
  private int vm;

  public Candidates(Slots slots) {
    this.slots = slots;
    this.byHost = new double[slots.instance.hosts()];
    this.byRack = new double[slots.instance.racks()];
    this.hosts = new int[slots.instance.hosts()];
    this.racks = new int[slots.instance.racks()];
  }

  /** Looks at a VM. */
  public void look(int at) {
    clear();
    vm = at;
    for (int arc = slots.first[vm]; arc < slots.first[vm + 1]; arc++) {
      if (slots.peer[arc] != vm) {
        add(slots.host[slots.peer[arc]], slots.weight[arc]);
      }
    }
    atHome = attraction(slots.host[vm]);
  }

  private void clear() {
    for (int i = 0; i < hostCount; i++) {
      byHost[hosts[i]] = 0;
    }
    for (int i = 0; i < rackCount; i++) {
      byRack[racks[i]] = 0;
    }
    hostCount = 0;
    rackCount = 0;
  }

  private void add(int host, double weight) {
    if (byHost[host] == 0) {
      hosts[hostCount++] = host;
    }
    if (byRack[slots.rack(host)] == 0) {
      racks[rackCount++] = slots.rack(host);
    }
    byHost[host] += weight;
    byRack[slots.rack(host)] += weight;
  }

  private double attraction(int host) {
    return 2 * byHost[host] + 2 * byRack[slots.rack(host)];
  }

  int hostCount() {
    return hostCount;
  }

  /** A host of peers, in no order. */
  int host(int index) {
    return hosts[index];
  }

  /** What moving the VM to a host saves, weight x hops. O(1). */
  double gain(int host) {
    return attraction(host) - atHome;
  }

  /** The host with room that saves most, or -1 if none saves anything. */
  public int bestWithRoom() {
    int best = leastBad();
    return best >= 0 && gain(best) > 1e-9 ? best : -1;
  }

  /** The host with room that saves most or costs least, or -1 if there is none. */
  int leastBad() {
    int best = -1;
    for (int i = 0; i < hostCount; i++) {
      best = slots.hasRoom(hosts[i]) ? better(best, hosts[i]) : best;
    }
    int rack = -1;
    for (int i = 0; i < rackCount; i++) {
      rack = rack < 0 || byRack[racks[i]] > byRack[rack] ? racks[i] : rack;
    }
    int roomy = rack < 0 ? -1 : slots.roomiest(rack);
    return roomy < 0 ? best : better(best, roomy);
  }

  private int better(int best, int host) {
    return best < 0 || gain(host) > gain(best) ? host : best;
  }
}
