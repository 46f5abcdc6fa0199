package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.PlanResult;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Planner;
import io.vputty.model.plan.PlannerOptions;
import io.vputty.model.plan.Recommendation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The planner as a whole, as the job calls it: from hosts, VMs and edges to moves that pay, in
 * waves, with reasons. VMs have 4 GiB and a core that is busy by a day of hours, weights are kB per
 * second, each known to a tenth.
 */
public final class Whole implements Contender {

  private static final String DOMAIN = "default";
  private static final long MEMORY = 4L << 30;
  private static final double BYTES = 1000;
  private static final int PERIODS = 24;

  @Override
  public String name() {
    return "Planner";
  }

  @Override
  public boolean keepsBudgets() {
    return true;
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public Run ready(Instance instance, int migrations, long seed) {
    List<Host> hosts = hosts(instance);
    List<Vm> vms = vms(instance, hosts);
    List<WeightedEdge> edges = edges(instance, vms);
    Map<String, double[]> loads = loads(vms, new SplittableRandom(seed));
    PlannerOptions defaults = PlannerOptions.defaults();
    PlannerOptions options =
        new PlannerOptions(
            migrations,
            defaults.horizonHours(),
            defaults.margin(),
            0,
            seed,
            defaults.hostMovesAtOnce());
    return () -> {
      PlacementProblem.Builder problem =
          PlacementProblem.of(DOMAIN, Prices.defaults()).hosts(hosts).vms(vms).edges(edges);
      loads.forEach(problem::load);
      return hosts(instance, new Planner().plan(problem.build(), options));
    };
  }

  private static List<Host> hosts(Instance instance) {
    List<Host> hosts = new ArrayList<>();
    for (int host = 0; host < instance.hosts(); host++) {
      hosts.add(
          new Host(
              "host-%05d".formatted(host),
              DOMAIN,
              "rack-%03d".formatted(host / instance.hostsPerRack()),
              "",
              instance.slots(),
              instance.slots() * MEMORY,
              true,
              Map.of()));
    }
    return hosts;
  }

  private static List<Vm> vms(Instance instance, List<Host> hosts) {
    List<Vm> vms = new ArrayList<>();
    for (int vm = 0; vm < instance.vms(); vm++) {
      vms.add(
          new Vm(
              "%06d".formatted(vm),
              "",
              hosts.get(instance.home()[vm]).name(),
              DOMAIN,
              1,
              MEMORY,
              Automation.AUTOMATIC,
              "",
              "",
              Map.of(),
              "",
              -1));
    }
    return vms;
  }

  private static Map<String, double[]> loads(List<Vm> vms, SplittableRandom random) {
    Map<String, double[]> loads = new HashMap<>();
    for (Vm vm : vms) {
      double[] load = new double[PERIODS];
      Arrays.setAll(load, period -> random.nextDouble());
      loads.put(vm.id(), load);
    }
    return loads;
  }

  private static List<WeightedEdge> edges(Instance instance, List<Vm> vms) {
    List<WeightedEdge> edges = new ArrayList<>();
    for (int edge = 0; edge < instance.edges(); edge++) {
      double weight = instance.weight()[edge] * BYTES;
      edges.add(
          new WeightedEdge(
              new EdgeKey(
                  EdgeKind.NETWORK,
                  vms.get(instance.from()[edge]).id(),
                  vms.get(instance.to()[edge]).id()),
              new Interval(weight, 0.9 * weight, 1.1 * weight)));
    }
    return edges;
  }

  private static int[] hosts(Instance instance, PlanResult result) {
    int[] hosts = instance.home().clone();
    if (result instanceof Recommendation recommendation) {
      for (PlannedMove move : recommendation.moves()) {
        hosts[Integer.parseInt(move.vm())] =
            Integer.parseInt(move.target().substring("host-".length()));
      }
    }
    return hosts;
  }
}
