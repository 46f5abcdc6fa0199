package io.vputty.sink.console.view;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.sink.console.state.FleetState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The graph to be drawn: boxes, dots in them, and lines between either. A small fleet is hosts with
 * their VMs; a large one racks with their hosts, of which one rack, or one host, may be opened.
 * Edges whose ends are drawn as the same two things are one line.
 */
public final class GraphView {
  private static final int MOST_VMS = 300;
  private static final int HEAVIEST = 25;
  private static final Comparator<AffinityEdge> HEAVIEST_FIRST =
      Comparator.<AffinityEdge>comparingDouble(edge -> -edge.getWeight().getValue())
          .thenComparing(AffinityEdge::getFrom)
          .thenComparing(AffinityEdge::getTo);

  private final Query query;
  private final Map<String, Host> hosts = new TreeMap<>();
  private final Map<String, Vm> vms = new TreeMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();
  private final List<AffinityEdge> edges;
  private final Level level;

  /**
   * What is asked for.
   *
   * @param domain placement domain; empty for all
   * @param tenant of an end of each edge; empty for all
   * @param kind of edges
   * @param least weight of an edge, in the unit of its kind
   * @param most lines, the heaviest
   * @param rack that is opened; empty for none
   * @param host that is opened; empty for none
   */
  public record Query(
      String domain,
      String tenant,
      String kind,
      double least,
      int most,
      String rack,
      String host) {}

  /** How much of the fleet is drawn how closely. */
  private enum Level {
    FLEET_OF_VMS,
    FLEET_OF_HOSTS,
    RACK,
    HOST
  }

  /** Edges that are drawn as one. */
  private static final class Line {
    private final String from;
    private final String to;
    private double weight;
    private int count;

    private Line(String from, String to) {
      this.from = from;
      this.to = to;
    }

    private Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("from", from);
      tree.put("to", to);
      tree.put("weight", weight);
      tree.put("edges", count);
      return tree;
    }
  }

  private GraphView(FleetState state, Query query) {
    this.query = query;
    for (Inventory known : state.inventory()) {
      if (known.getVm() != null) {
        names.put(known.getVm().getId(), known.getVm().getName());
      }
      if (query.domain().isEmpty() || known.getDomain().equals(query.domain())) {
        add(known);
      }
    }
    for (Vm vm : vms.values()) {
      sizes.merge("host/" + vm.getHost(), 1, Integer::sum);
      sizes.merge("rack/" + rack(vm.getHost()), 1, Integer::sum);
    }
    this.level = level();
    this.edges = state.edges().stream().filter(this::isAskedFor).toList();
  }

  private void add(Inventory known) {
    if (known.getHost() != null && !known.getHost().getNetworkSwitch()) {
      hosts.put(known.getHost().getName(), known.getHost());
    } else if (known.getVm() != null) {
      vms.put(known.getVm().getId(), known.getVm());
    }
  }

  private Level level() {
    if (!query.host().isEmpty()) {
      return Level.HOST;
    }
    if (!query.rack().isEmpty()) {
      return Level.RACK;
    }
    return vms.size() <= MOST_VMS ? Level.FLEET_OF_VMS : Level.FLEET_OF_HOSTS;
  }

  private boolean isAskedFor(AffinityEdge edge) {
    Vm from = vms.get(edge.getFrom());
    Vm to = vms.get(edge.getTo());
    return edge.getKind().name().equals(query.kind())
        && edge.getWeight().getValue() >= query.least()
        && (from != null || to != null)
        && (query.tenant().isEmpty() || isOfTenant(from) || isOfTenant(to));
  }

  private boolean isOfTenant(@Nullable Vm vm) {
    return vm != null && vm.getTenant().equals(query.tenant());
  }

  /** The graph. */
  public static Map<String, @Nullable Object> tree(FleetState state, Query query) {
    return new GraphView(state, query).tree(domains(state));
  }

  private static Collection<String> domains(FleetState state) {
    Collection<String> domains = new TreeSet<>();
    state.inventory().forEach(known -> domains.add(known.getDomain()));
    return domains;
  }

  private Map<String, @Nullable Object> tree(Collection<String> domains) {
    List<Line> lines = lines();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("level", level.name());
    tree.put("hosts", hosts.size());
    tree.put("vms", vms.size());
    tree.put("edges", edges.size());
    tree.put("domains", domains);
    tree.put("tenants", new TreeSet<>(vms.values().stream().map(Vm::getTenant).toList()));
    tree.put("boxes", boxes(lines));
    tree.put("lines", lines.stream().map(Line::tree).toList());
    tree.put(
        "heaviest",
        edges.stream()
            .sorted(HEAVIEST_FIRST)
            .limit(HEAVIEST)
            .map(edge -> EntityViews.edge(edge, names))
            .toList());
    return tree;
  }

  private List<Line> lines() {
    Map<String, Line> lines = new HashMap<>();
    for (AffinityEdge edge : edges) {
      String one = place(edge.getFrom(), edge.getFromHost());
      String other = place(edge.getTo(), edge.getToHost());
      if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
        String from = one.compareTo(other) < 0 ? one : other;
        String to = from.equals(one) ? other : one;
        Line line = lines.computeIfAbsent(from + "\n" + to, key -> new Line(from, to));
        line.weight += edge.getWeight().getValue();
        line.count++;
      }
    }
    return lines.values().stream()
        .filter(this::isInView)
        .sorted(
            Comparator.<Line>comparingDouble(line -> -line.weight)
                .thenComparing(line -> line.from)
                .thenComparing(line -> line.to))
        .limit(query.most())
        .toList();
  }

  /** Of an opened rack or host what touches it. */
  private boolean isInView(Line line) {
    boolean whole = level == Level.FLEET_OF_VMS || level == Level.FLEET_OF_HOSTS;
    return whole || line.from.startsWith("vm/") || line.to.startsWith("vm/");
  }

  /** Id of the box or dot as which an end of an edge is drawn; empty if it is nowhere. */
  private String place(String end, String hostThen) {
    Vm vm = vms.get(end);
    String host = vm == null ? hostThen : vm.getHost();
    if (!hosts.containsKey(host)) {
      return "";
    }
    String here = vm == null ? "host/" + host : "vm/" + end;
    return switch (level) {
      case FLEET_OF_VMS -> here;
      case FLEET_OF_HOSTS -> "host/" + host;
      case RACK -> rack(host).equals(query.rack()) ? here : "rack/" + rack(host);
      case HOST -> host.equals(query.host()) ? here : "host/" + host;
    };
  }

  private String rack(String host) {
    Host known = hosts.get(host);
    return known == null || known.getRack().isEmpty() ? "no rack" : known.getRack();
  }

  private List<Map<String, @Nullable Object>> boxes(List<Line> lines) {
    Map<String, List<Map<String, @Nullable Object>>> dots = new TreeMap<>();
    for (Host host : hosts.values()) {
      if (level == Level.FLEET_OF_HOSTS) {
        dots.computeIfAbsent("rack/" + rack(host.getName()), key -> new ArrayList<>())
            .add(dot("host/" + host.getName(), host.getName(), ""));
      } else if (isOpen(host.getName())) {
        dots.put("host/" + host.getName(), new ArrayList<>());
      }
    }
    if (level != Level.FLEET_OF_HOSTS) {
      for (Vm vm : vms.values()) {
        List<Map<String, @Nullable Object>> inside = dots.get("host/" + vm.getHost());
        if (inside != null) {
          inside.add(dot("vm/" + vm.getId(), vm.getName(), vm.getTenant()));
        }
      }
      lines.forEach(line -> List.of(line.from, line.to).forEach(end -> addClosed(dots, end)));
    }
    List<Map<String, @Nullable Object>> boxes = new ArrayList<>();
    dots.forEach((id, inside) -> boxes.add(box(id, inside)));
    return boxes;
  }

  /** What an opened rack or host exchanges with is a box without dots. */
  private static void addClosed(Map<String, List<Map<String, @Nullable Object>>> dots, String end) {
    if (!end.startsWith("vm/")) {
      dots.putIfAbsent(end, List.of());
    }
  }

  private boolean isOpen(String host) {
    return switch (level) {
      case FLEET_OF_VMS -> true;
      case FLEET_OF_HOSTS -> false;
      case RACK -> rack(host).equals(query.rack());
      case HOST -> host.equals(query.host());
    };
  }

  private Map<String, @Nullable Object> box(String id, List<Map<String, @Nullable Object>> inside) {
    String name = id.substring(id.indexOf('/') + 1);
    boolean rack = id.startsWith("rack/");
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("name", name);
    tree.put("rack", rack ? name : rack(name));
    tree.put("vms", sizes.getOrDefault(id, 0));
    tree.put("dots", inside);
    return tree;
  }

  private static Map<String, @Nullable Object> dot(String id, String name, String note) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("name", name);
    tree.put("note", note);
    return tree;
  }
}
