package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.WeightedEdge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlannerPropertyTest {

  private final Planner planner = new Planner();

  @Property(tries = 40, seed = "1")
  void noStepOverfillsAHost(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int vms, @ForAll boolean tight) {
    Instance instance = random(new Random(seed), vms, tight);
    if (planner.plan(instance.problem(), options(vms)) instanceof Recommendation plan) {
      assertThat(overfilled(instance, plan)).isEmpty();
      assertThat(brokenDependencies(plan)).isEmpty();
      assertThat(overfilledInOrderOfDependencies(instance, plan, new Random(seed))).isEmpty();
    }
  }

  @Property(tries = 40, seed = "2")
  void reportsTheGainThatRecomputingGives(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int vms) {
    Instance instance = random(new Random(seed), vms, false);
    if (planner.plan(instance.problem(), options(vms)) instanceof Recommendation plan) {
      Map<String, String> where = where(instance);
      double before = cost(instance, where);
      plan.moves().forEach(move -> where.put(move.vm(), move.target()));
      double after = cost(instance, where);
      double steps = plan.moves().stream().mapToDouble(move -> move.gainPerHour().value()).sum();
      assertThat(plan.before().total()).isCloseTo(before, within(1e-6 * before));
      assertThat(plan.after().total()).isCloseTo(after, within(1e-6 * before));
      assertThat(plan.gainPerHour().value()).isCloseTo(before - after, within(1e-6 * before));
      assertThat(steps).isCloseTo(before - after, within(1e-6 * before));
    }
  }

  @Property(tries = 40, seed = "3")
  void inputOrderChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int vms) {
    Instance instance = random(new Random(seed), vms, false);
    Instance shuffled =
        new Instance(
            new ArrayList<>(instance.hosts()),
            new ArrayList<>(instance.vms()),
            new ArrayList<>(instance.edges()));
    Random random = new Random(seed + 1);
    Collections.shuffle(shuffled.hosts(), random);
    Collections.shuffle(shuffled.vms(), random);
    Collections.shuffle(shuffled.edges(), random);

    assertThat(planner.plan(shuffled.problem(), options(vms)))
        .isEqualTo(planner.plan(instance.problem(), options(vms)));
  }

  private static PlannerOptions options(int moves) {
    return new PlannerOptions(moves, 24, 1, 3_000, 1, 4);
  }

  /** Tenants of three over hosts of four slots, some with little memory left. */
  private static Instance random(Random random, int count, boolean tight) {
    Instance instance = new Instance(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int hosts = count / 4 + (tight ? 2 : 4);
    for (int i = 0; i < hosts; i++) {
      instance.hosts().add(Instance.host(Instance.host(i), "rack-" + i / 3, 4, 40));
    }
    for (int i = 0; i < count; i++) {
      String host = Instance.host(i % hosts);
      instance.vms().add(Instance.vm("vm-" + i, host, 1 + random.nextInt(9)));
    }
    Map<EdgeKey, WeightedEdge> edges = new TreeMap<>();
    for (int i = 0; i < 2 * count; i++) {
      int from = random.nextInt(count);
      int near = from / 3 * 3 + random.nextInt(3);
      int to = random.nextInt(4) == 0 ? random.nextInt(count) : Math.min(near, count - 1);
      if (from != to) {
        WeightedEdge edge = Instance.edge("vm-" + from, "vm-" + to, 1 + random.nextInt(1000));
        edges.put(edge.key(), edge);
      }
    }
    instance.edges().addAll(edges.values());
    return instance;
  }

  private static Map<String, String> where(Instance instance) {
    Map<String, String> where = new TreeMap<>();
    instance.vms().forEach(vm -> where.put(vm.id(), vm.host()));
    return where;
  }

  private static double cost(Instance instance, Map<String, String> where) {
    Map<String, Host> hosts = new HashMap<>();
    instance.hosts().forEach(host -> hosts.put(host.name(), host));
    double cost = 0;
    for (WeightedEdge edge : instance.edges()) {
      Host from = Objects.requireNonNull(hosts.get(where.get(edge.key().from())));
      Host to = Objects.requireNonNull(hosts.get(where.get(edge.key().to())));
      Tier tier = Tier.between(from, to);
      cost += edge.weight().value() * (tier == Tier.HOST ? 0 : tier == Tier.RACK ? 2 : 4);
    }
    return cost;
  }

  /** Hosts that are too full while a wave runs, its VMs counted at both ends. */
  private static List<String> overfilled(Instance instance, Recommendation plan) {
    List<String> found = new ArrayList<>();
    Map<String, String> where = where(instance);
    int waves = plan.moves().stream().mapToInt(PlannedMove::wave).max().orElse(0) + 1;
    for (int wave = 0; wave < waves; wave++) {
      int now = wave;
      List<PlannedMove> moves = plan.moves().stream().filter(m -> m.wave() == now).toList();
      found.addAll(tooFull(instance, where, moves));
      moves.forEach(move -> assertThat(where.get(move.vm())).isEqualTo(move.source()));
      moves.forEach(move -> where.put(move.vm(), move.target()));
    }
    return found;
  }

  /**
   * The same where some moves fail, and each starts as soon as those that it comes after are done.
   */
  private static List<String> overfilledInOrderOfDependencies(
      Instance instance, Recommendation plan, Random random) {
    List<String> found = new ArrayList<>();
    Map<String, String> where = where(instance);
    boolean[] done = new boolean[plan.moves().size()];
    for (int i = 0; i < done.length; i++) {
      PlannedMove move = plan.moves().get(i);
      boolean ready = move.after().stream().allMatch(index -> done[index]);
      if (ready && random.nextInt(4) > 0) {
        found.addAll(tooFull(instance, where, List.of(move)));
        where.put(move.vm(), move.target());
        done[i] = true;
      }
    }
    return found;
  }

  private static List<String> tooFull(
      Instance instance, Map<String, String> where, List<PlannedMove> moves) {
    Map<String, Double> cpu = new TreeMap<>();
    Map<String, Long> memory = new TreeMap<>();
    for (Vm vm : instance.vms()) {
      cpu.merge(where.getOrDefault(vm.id(), ""), vm.cpuCores(), Double::sum);
      memory.merge(where.getOrDefault(vm.id(), ""), vm.memoryBytes(), Long::sum);
    }
    for (PlannedMove move : moves) {
      cpu.merge(move.target(), 1.0, Double::sum);
      memory.merge(move.target(), move.memoryBytes(), Long::sum);
    }
    return instance.hosts().stream()
        .filter(host -> moves.stream().anyMatch(move -> move.target().equals(host.name())))
        .filter(
            host ->
                cpu.getOrDefault(host.name(), 0.0) > host.cpuCores()
                    || memory.getOrDefault(host.name(), 0L) > host.memoryBytes())
        .map(Host::name)
        .toList();
  }

  private static List<PlannedMove> brokenDependencies(Recommendation plan) {
    return plan.moves().stream()
        .filter(
            move ->
                move.after().stream()
                    .anyMatch(index -> plan.moves().get(index).wave() >= move.wave()))
        .toList();
  }
}
