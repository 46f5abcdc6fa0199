package io.vputty.sink.console.view;

import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Inventory;
import io.vputty.schema.Plan;
import io.vputty.sink.console.state.FleetState;
import io.vputty.sink.console.state.MoveOrder;
import io.vputty.sink.console.tree.RecordTree;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as a whole: what it costs, what reshaping would save, and how well all that is known.
 */
public final class FleetView {
  private static final int TREND_POINTS = 300;

  private final FleetState state;
  private final Prices prices;
  private final Clock clock;

  /**
   * @param prices what traffic costs that has been measured since the last plan
   */
  public FleetView(FleetState state, Prices prices, Clock clock) {
    this.state = state;
    this.prices = prices;
    this.clock = clock;
  }

  /** The whole view. */
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    List<AffinityEdge> edges = state.edges();
    tree.put("now", clock.millis());
    tree.put("domains", domains());
    tree.put("networkNowPerHour", networkPerHour(edges));
    tree.put("edges", edges.size());
    tree.put("completeness", completeness(edges));
    tree.put("stages", stages());
    return tree;
  }

  private List<Map<String, @Nullable Object>> domains() {
    Map<String, List<Plan>> plans = new TreeMap<>();
    Map<String, int[]> sizes = new TreeMap<>();
    for (Inventory known : state.inventory()) {
      int[] size = sizes.computeIfAbsent(known.getDomain(), key -> new int[2]);
      size[0] += known.getHost() != null && !known.getHost().getNetworkSwitch() ? 1 : 0;
      size[1] += known.getVm() != null ? 1 : 0;
      plans.computeIfAbsent(known.getDomain(), key -> new ArrayList<>());
    }
    state.plans().forEach(p -> plans.computeIfAbsent(p.getDomain(), k -> new ArrayList<>()).add(p));
    List<Map<String, @Nullable Object>> domains = new ArrayList<>();
    plans.forEach(
        (name, own) -> domains.add(domain(name, own, sizes.getOrDefault(name, new int[2]))));
    return domains;
  }

  private Map<String, @Nullable Object> domain(String name, List<Plan> newestFirst, int[] size) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("domain", name);
    tree.put("hosts", size[0]);
    tree.put("vms", size[1]);
    tree.put("pause", state.pause(name).map(RecordTree::of).orElse(null));
    if (!newestFirst.isEmpty()) {
      Plan newest = newestFirst.get(0);
      tree.put("cost", RecordTree.of(newest.getBefore()));
      tree.put("costTime", newest.getTime().toEpochMilli());
      tree.put("frozenHosts", newest.getFrozenHosts());
      tree.put("newest", PlanViews.summary(state, newest, clock.instant()));
      tree.put("open", open(newestFirst));
      tree.put("trend", trend(newestFirst));
    }
    return tree;
  }

  /** The newest plan that can still be decided on. */
  private @Nullable Map<String, @Nullable Object> open(List<Plan> newestFirst) {
    return newestFirst.stream()
        .filter(plan -> MoveOrder.status(state, plan, clock.instant()).open())
        .findFirst()
        .map(plan -> PlanViews.summary(state, plan, clock.instant()))
        .orElse(null);
  }

  private static List<List<Number>> trend(List<Plan> newestFirst) {
    List<List<Number>> points = new ArrayList<>();
    for (int i = Math.min(TREND_POINTS, newestFirst.size()) - 1; i >= 0; i--) {
      Plan plan = newestFirst.get(i);
      points.add(List.of(plan.getTime().toEpochMilli(), plan.getBefore().getTotal()));
    }
    return points;
  }

  private double networkPerHour(List<AffinityEdge> edges) {
    double perSecond = 0;
    for (AffinityEdge edge : edges) {
      if (edge.getKind() == EdgeKind.NETWORK && edge.getTier() != io.vputty.schema.Tier.UNKNOWN) {
        Tier tier = Tier.valueOf(edge.getTier().name());
        perSecond += edge.getWeight().getValue() * prices.networkPerByte(tier);
      }
    }
    return perSecond * Duration.ofHours(1).toSeconds();
  }

  private static Map<String, Integer> completeness(List<AffinityEdge> edges) {
    Map<String, Integer> counts = new TreeMap<>(Map.of("VALID", 0, "PARTIAL", 0, "INVALID", 0));
    edges.forEach(edge -> counts.merge(edge.getCompleteness().name(), 1, Integer::sum));
    return counts;
  }

  private List<Map<String, @Nullable Object>> stages() {
    List<Map<String, @Nullable Object>> stages = new ArrayList<>();
    state
        .marks()
        .forEach(
            mark -> {
              Map<String, @Nullable Object> stage = new LinkedHashMap<>();
              stage.put("topic", mark.topic());
              stage.put("writer", mark.writer());
              stage.put("lagMs", Math.max(0, clock.millis() - mark.throughMs()));
              stage.put("left", mark.left());
              stages.add(stage);
            });
    return stages;
  }
}
