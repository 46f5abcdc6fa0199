package io.vputty.model.plan;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Traffic of VMs with each other and with volumes, and what of it leaves a host. A VM in flight
 * stands at its target here.
 */
final class Traffic {

  private static final double BITS = 8;
  private static final double GIGA = 1e9;

  private final Map<String, List<Flow>> flowsOf = new HashMap<>();
  private final Map<String, String> hostOf = new TreeMap<>();
  private final Map<String, Double> crossing = new HashMap<>();

  /**
   * What a VM exchanges with one other end.
   *
   * @param peer VM, or "volume" and a slash before the id of a volume
   */
  private record Flow(String peer, double bytesPerSecond) {}

  /** Traffic of a problem with VMs on these hosts. */
  Traffic(PlacementProblem problem, Collection<Vm> vms) {
    for (Vm vm : vms) {
      String goal = problem.inFlight.getOrDefault(vm.id(), vm.host());
      hostOf.put(vm.id(), problem.hosts.containsKey(goal) ? goal : vm.host());
    }
    for (Volume volume : problem.volumes.values()) {
      hostOf.put(name(volume.id()), volume.host());
    }
    problem.edges.forEach(this::add);
    hostOf.forEach((end, host) -> crossing.merge(host, crossing(end, host), Double::sum));
  }

  private void add(WeightedEdge edge) {
    EdgeKey key = edge.key();
    String to = key.kind() == EdgeKind.STORAGE ? name(key.to()) : key.to();
    if (Wiring.isTraffic(key.kind()) && hostOf.containsKey(key.from()) && hostOf.containsKey(to)) {
      double bytes = Math.max(0, edge.weight().value());
      flowsOf.computeIfAbsent(key.from(), vm -> new ArrayList<>()).add(new Flow(to, bytes));
      flowsOf.computeIfAbsent(to, vm -> new ArrayList<>()).add(new Flow(key.from(), bytes));
    }
  }

  private static String name(String volume) {
    return "volume/" + volume;
  }

  /** What leaves or reaches a host, bytes per second. */
  double crossing(String host) {
    return crossing.getOrDefault(host, 0.0);
  }

  /** Why the NIC of a host cannot bear a VM's traffic there; empty if it can. */
  Optional<String> refusal(Vm vm, Host host) {
    long limit = Wiring.limit(host);
    if (host.name().equals(hostOf.get(vm.id()))) {
      return Optional.empty();
    }
    double now = crossing(host.name());
    double apart = crossing(vm.id(), host.name());
    double beside = all(vm.id()) - apart;
    double then = now + apart - beside;
    return then <= limit || then <= now
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "its NIC would carry %.2f Gbit/s, above its %.2f",
                then * BITS / GIGA,
                limit * BITS / GIGA));
  }

  private double all(String end) {
    return flowsOf.getOrDefault(end, List.of()).stream().mapToDouble(Flow::bytesPerSecond).sum();
  }

  private double crossing(String end, String host) {
    return flowsOf.getOrDefault(end, List.of()).stream()
        .filter(flow -> !host.equals(hostOf.get(flow.peer())))
        .mapToDouble(Flow::bytesPerSecond)
        .sum();
  }
}
