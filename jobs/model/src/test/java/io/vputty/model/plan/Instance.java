package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A benchmark instance as a problem whose cost is the sum of weight times hops: 0 on one host, 2 in
 * one rack, 4 across racks. A VM takes one slot, of which a host has so many cores.
 */
record Instance(List<Host> hosts, List<Vm> vms, List<WeightedEdge> edges) {

  private static final double PER_HOP = Prices.GIB / 3600;

  static final Prices HOPS =
      Prices.defaults()
          .with("price.network.rack", 2 * PER_HOP)
          .with("price.network.zone", 4 * PER_HOP);

  static Instance read(String name) {
    var stream = Instance.class.getResourceAsStream("/planner/" + name + ".txt");
    Objects.requireNonNull(stream, name);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Instance parse(List<String> lines) {
    Instance instance = new Instance(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String line : lines) {
      String[] parts = line.split(" ", -1);
      switch (parts[0]) {
        case "topology" ->
            instance.build(
                Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        case "vm" -> instance.vms.add(vm(parts[1], host(Integer.parseInt(parts[2])), 0));
        case "edge" -> instance.edges.add(edge(parts[1], parts[2], Double.parseDouble(parts[3])));
        default -> throw new IllegalArgumentException(line);
      }
    }
    return instance;
  }

  private void build(int racks, int hostsPerRack, int slots) {
    for (int i = 0; i < racks * hostsPerRack; i++) {
      hosts.add(host(host(i), "rack-" + i / hostsPerRack, slots, 0));
    }
  }

  PlacementProblem problem() {
    return PlacementProblem.of("d", HOPS).hosts(hosts).vms(vms).edges(edges).build();
  }

  static String host(int index) {
    return "host-%05d".formatted(index);
  }

  static Host host(String name, String rack, double cores, long memoryBytes) {
    return new Host(name, "d", rack, "z", cores, memoryBytes, true, Map.of());
  }

  static Vm vm(String id, String host, long memoryBytes) {
    return new Vm(
        id, "", host, "d", 1, memoryBytes, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
  }

  static WeightedEdge edge(String from, String to, double bytesPerSecond) {
    return new WeightedEdge(
        new EdgeKey(EdgeKind.NETWORK, from, to), Interval.exactly(bytesPerSecond));
  }
}
