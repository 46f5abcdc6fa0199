package io.vputty.sink.console.view;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Inventory;
import io.vputty.sink.console.state.FleetState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts, VMs and the heaviest edges between them. */
public final class GraphView {

  private GraphView() {}

  /**
   * What is asked for.
   *
   * @param domain placement domain; empty for all
   * @param tenant of an end of each edge; empty for all
   * @param kind of edges
   * @param least weight of an edge, in the unit of its kind
   * @param most edges, the heaviest first
   */
  public record Query(String domain, String tenant, String kind, double least, int most) {}

  /** The graph. */
  public static Map<String, @Nullable Object> tree(FleetState state, Query query) {
    List<Map<String, @Nullable Object>> hosts = new ArrayList<>();
    List<Map<String, @Nullable Object>> vms = new ArrayList<>();
    Map<String, String> tenants = new LinkedHashMap<>();
    for (Inventory known : state.inventory()) {
      if (!query.domain().isEmpty() && !known.getDomain().equals(query.domain())) {
        continue;
      }
      if (known.getHost() != null && !known.getHost().getNetworkSwitch()) {
        hosts.add(EntityViews.hostTree(known.getHost(), known.getDomain()));
      } else if (known.getVm() != null) {
        vms.add(EntityViews.vmTree(known.getVm(), known.getDomain()));
        tenants.put(known.getVm().getId(), known.getVm().getTenant());
      }
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("hosts", hosts);
    tree.put("vms", vms);
    tree.put("edges", edges(state, query, tenants));
    return tree;
  }

  private static List<Map<String, @Nullable Object>> edges(
      FleetState state, Query query, Map<String, String> tenants) {
    Map<String, String> names = EntityViews.names(state);
    return state.edges().stream()
        .filter(edge -> edge.getKind().name().equals(query.kind()))
        .filter(edge -> edge.getWeight().getValue() >= query.least())
        .filter(edge -> tenants.containsKey(edge.getFrom()) || tenants.containsKey(edge.getTo()))
        .filter(edge -> query.tenant().isEmpty() || isOf(edge, query.tenant(), tenants))
        .sorted(Comparator.comparingDouble(edge -> -edge.getWeight().getValue()))
        .limit(query.most())
        .map(edge -> EntityViews.edge(edge, names))
        .toList();
  }

  private static boolean isOf(AffinityEdge edge, String tenant, Map<String, String> tenants) {
    return tenant.equals(tenants.get(edge.getFrom())) || tenant.equals(tenants.get(edge.getTo()));
  }
}
