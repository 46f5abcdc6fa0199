package io.vputty.sink.console.view;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.sink.console.state.FleetState;
import io.vputty.sink.console.tree.RecordTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One VM or one host: what it is, whom it talks to, what drifted there, and its moves. */
public final class EntityViews {
  private static final int MOST_EDGES = 200;

  private EntityViews() {}

  /** A VM; empty if the inventory has none of this id or name. */
  public static Optional<Map<String, @Nullable Object>> vm(FleetState state, String idOrName) {
    return state.inventory().stream()
        .filter(known -> isVm(known.getVm(), idOrName))
        .findFirst()
        .map(known -> vm(state, known));
  }

  private static boolean isVm(@Nullable Vm vm, String idOrName) {
    return vm != null && (vm.getId().equals(idOrName) || vm.getName().equals(idOrName));
  }

  private static Map<String, @Nullable Object> vm(FleetState state, Inventory known) {
    Vm vm = known.getVm();
    Map<String, @Nullable Object> tree = vmTree(vm, known.getDomain());
    Map<String, String> names = names(state);
    tree.put("edges", edges(state, names, vm.getId(), ""));
    List<DriftEvent> drifts =
        state.drifts().stream().filter(drift -> concerns(drift, vm.getId())).toList();
    tree.put("drift", RecordTree.all(drifts));
    tree.put(
        "moves",
        RecordTree.all(
            state.outcomes().stream().filter(o -> o.getVm().equals(vm.getId())).toList()));
    return tree;
  }

  private static boolean concerns(DriftEvent drift, String vm) {
    return drift.getFrom().equals(vm)
        || drift.getTo().equals(vm)
        || drift.getSubject().equals("vm/" + vm);
  }

  static Map<String, @Nullable Object> vmTree(Vm vm, String domain) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", vm.getId());
    tree.put("name", vm.getName());
    tree.put("domain", domain);
    tree.put("host", vm.getHost());
    tree.put("tenant", vm.getTenant());
    tree.put("cpuCores", vm.getCpuCores());
    tree.put("memoryBytes", vm.getMemoryBytes());
    tree.put("volumes", vm.getVolumes());
    tree.put("automation", vm.getAutomation().name());
    return tree;
  }

  /** A host; empty if the inventory has none of this name. */
  public static Optional<Map<String, @Nullable Object>> host(FleetState state, String name) {
    return state.inventory().stream()
        .filter(known -> known.getHost() != null && known.getHost().getName().equals(name))
        .findFirst()
        .map(known -> host(state, known));
  }

  private static Map<String, @Nullable Object> host(FleetState state, Inventory known) {
    Host host = known.getHost();
    Map<String, @Nullable Object> tree = hostTree(host, known.getDomain());
    List<Map<String, @Nullable Object>> vms = new ArrayList<>();
    for (Inventory other : state.inventory()) {
      if (other.getVm() != null && other.getVm().getHost().equals(host.getName())) {
        vms.add(vmTree(other.getVm(), other.getDomain()));
      }
    }
    tree.put("vms", vms);
    tree.put("edges", edges(state, names(state), "", host.getName()));
    return tree;
  }

  static Map<String, @Nullable Object> hostTree(Host host, String domain) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", host.getName());
    tree.put("domain", domain);
    tree.put("rack", host.getRack());
    tree.put("zone", host.getZone());
    tree.put("cpuCores", host.getCpuCores());
    tree.put("cpuOvercommit", host.getCpuOvercommit());
    tree.put("memoryBytes", host.getMemoryBytes());
    tree.put("schedulable", host.getSchedulable());
    tree.put("networkSwitch", host.getNetworkSwitch());
    return tree;
  }

  /** Names of VMs by their ids. */
  public static Map<String, String> names(FleetState state) {
    Map<String, String> names = new TreeMap<>();
    for (Inventory known : state.inventory()) {
      if (known.getVm() != null) {
        names.put(known.getVm().getId(), known.getVm().getName());
      }
    }
    return names;
  }

  /** The heaviest edges of each kind at a VM, or, if that is empty, across the border of a host. */
  private static List<Map<String, @Nullable Object>> edges(
      FleetState state, Map<String, String> names, String vm, String host) {
    return state.edges().stream()
        .filter(edge -> vm.isEmpty() ? crosses(edge, host) : touches(edge, vm))
        .sorted(
            Comparator.comparing(AffinityEdge::getKind)
                .thenComparing(edge -> -edge.getWeight().getValue()))
        .limit(MOST_EDGES)
        .map(edge -> edge(edge, names))
        .toList();
  }

  private static boolean touches(AffinityEdge edge, String vm) {
    return edge.getFrom().equals(vm) || edge.getTo().equals(vm);
  }

  private static boolean crosses(AffinityEdge edge, String host) {
    return edge.getFromHost().equals(host) != edge.getToHost().equals(host);
  }

  static Map<String, @Nullable Object> edge(AffinityEdge edge, Map<String, String> names) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("kind", edge.getKind().name());
    tree.put("from", edge.getFrom());
    tree.put("fromName", names.getOrDefault(edge.getFrom(), edge.getFrom()));
    tree.put("fromHost", edge.getFromHost());
    tree.put("to", edge.getTo());
    tree.put("toName", names.getOrDefault(edge.getTo(), edge.getTo()));
    tree.put("toHost", edge.getToHost());
    tree.put("tier", edge.getTier().name());
    tree.put("weight", RecordTree.of(edge.getWeight()));
    tree.put("unit", edge.getKind() == EdgeKind.MEMORY ? "bytes" : "bytes/s");
    tree.put("completeness", edge.getCompleteness().name());
    tree.put("time", edge.getTime().toEpochMilli());
    return tree;
  }
}
