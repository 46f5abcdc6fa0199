package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.PlanRound;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.PlanResult;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Planner;
import io.vputty.model.plan.PlannerOptions;
import io.vputty.model.plan.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traffic that only fluctuates moves nothing, whatever it tempts to. */
class StationaryTest {

  private static final long PANE = 10_000;
  private static final int PANES = 10_000;
  private static final int HOSTS = 6;
  private static final int VMS = 36;
  private static final int EDGES = 90;

  /** Enough for so few VMs. */
  private static final int EVALUATIONS = 20_000;

  private final Map<EdgeKey, Double> rates = new TreeMap<>();
  private List<Vm> vms = new ArrayList<>();

  /**
   * Ten thousand panes around constant rates, of a placement that is best for them.
   *
   * @param dispersion a pane of mean m bytes has a variance of m^2 / dispersion
   */
  @ParameterizedTest
  @CsvSource({"100, 1", "3, 2", "0.3, 3"})
  void nothingMovesInTenThousandPanes(double dispersion, long seed) throws Exception {
    Random random = new Random(seed);
    draw(random);
    place();
    CoBroadcastWithKeyedOperator<String, DomainEvent, ControlChange, PlanRound> operator =
        new CoBroadcastWithKeyedOperator<>(
            new PlanDomain(options(), null, PANE, Prices.defaults()), ControlBroadcast.states());
    try (KeyedBroadcastOperatorTestHarness<String, DomainEvent, ControlChange, PlanRound> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, DomainEvent::domain, Types.STRING, 10, 1, 0)) {
      harness.open();
      for (Host host : hosts()) {
        harness.processBroadcastElement(change(host, null), 0);
      }
      for (Vm vm : vms) {
        harness.processBroadcastElement(change(null, vm), 0);
      }
      for (int pane = 1; pane <= PANES; pane++) {
        for (Map.Entry<EdgeKey, Double> edge : rates.entrySet()) {
          double bytes = edge.getValue() * PANE / 1000 * gamma(dispersion, random) / dispersion;
          harness.processElement(event(pane, edge.getKey(), bytes), 0);
        }
        harness.processBroadcastWatermark(new Watermark(pane * PANE));
        harness.processWatermark(new Watermark(pane * PANE));
      }
      List<PlanRound> rounds = harness.extractOutputValues();
      assertThat(rounds).hasSizeGreaterThan(PANES / ReshapeOptions.DEFAULTS.everyPanes() - 2);
      assertThat(rounds).allSatisfy(round -> assertThat(round.recommendation()).isNull());
    }
  }

  private static ReshapeOptions options() {
    ReshapeOptions from = ReshapeOptions.DEFAULTS;
    return new ReshapeOptions(
        from.halfLifePanes(),
        from.warmUpPanes(),
        from.everyPanes(),
        from.expiryPanes(),
        from.restPanes(),
        from.loadPeriodPanes(),
        from.verdictPanes(),
        from.horizonHours(),
        EVALUATIONS,
        from.boldness(),
        from.limits());
  }

  private void draw(Random random) {
    IntStream.range(0, VMS).forEach(vm -> vms.add(vm(vm, vm % HOSTS)));
    while (rates.size() < EDGES) {
      int from = random.nextInt(VMS);
      int near = from / 6 * 6 + random.nextInt(6);
      int to = random.nextInt(3) == 0 ? random.nextInt(VMS) : near;
      if (from != to) {
        double rate = 1e6 * Math.pow(random.nextDouble(), -0.7);
        rates.put(new EdgeKey(EdgeKind.NETWORK, id(from), id(to)), rate);
      }
    }
  }

  /** Puts the VMs where the true rates want them. */
  private void place() {
    List<WeightedEdge> edges = new ArrayList<>();
    rates.forEach((key, rate) -> edges.add(new WeightedEdge(key, Interval.exactly(rate))));
    PlacementProblem problem =
        PlacementProblem.of("dc", Prices.defaults()).hosts(hosts()).vms(vms).edges(edges).build();
    PlanResult result =
        new Planner().plan(problem, PlannerOptions.defaults().withMaxMoves(VMS).withMargin(0));
    Map<String, String> targets = new TreeMap<>();
    for (PlannedMove move : ((Recommendation) result).moves()) {
      targets.put(move.vm(), move.target());
    }
    vms = vms.stream().map(vm -> vm.on(targets.getOrDefault(vm.id(), vm.host()))).toList();
  }

  /** Marsaglia and Tsang, ACM TOMS 26(3), 2000; mean and variance are the shape. */
  private static double gamma(double shape, Random random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private DomainEvent event(int pane, EdgeKey edge, double bytes) {
    EdgeWindow window =
        new EdgeWindow(
            pane * PANE,
            edge.kind(),
            edge.from(),
            edge.to(),
            new EdgeWindow.Place(hostOf(edge.from()), "dc"),
            new EdgeWindow.Place(hostOf(edge.to()), "dc"),
            Tier.ZONE,
            6 * PANE,
            PANE,
            Interval.exactly(bytes / PANE * 1000),
            100,
            new EdgeWindow.PaneCount(bytes, bytes / 1_000, 100, bytes * 1e4, 0.01),
            1,
            EdgeWindow.Writes.NONE,
            0);
    return DomainEvent.of(window).get(0);
  }

  private String hostOf(String vm) {
    return vms.get(Integer.parseInt(vm.substring(2))).host();
  }

  private static String id(int vm) {
    return "vm%02d".formatted(vm);
  }

  private static List<Host> hosts() {
    return IntStream.range(0, HOSTS)
        .mapToObj(
            host ->
                new Host("h" + host, "dc", "r" + host / 2, "zone", 16, 1L << 37, true, Map.of()))
        .toList();
  }

  private static Vm vm(int vm, int host) {
    return new Vm(
        id(vm), "", "h" + host, "dc", 2, 1L << 32, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
  }

  private static ControlChange change(@Nullable Host host, @Nullable Vm vm) {
    String entity = host == null ? "vm/" + Objects.requireNonNull(vm).id() : "host/" + host.name();
    return new ControlChange(
        new FleetChange(
            0, entity, "dc", false, host, vm, null, List.of(), false, List.of(), List.of(), -1,
            false, 0, 0),
        null);
  }
}
