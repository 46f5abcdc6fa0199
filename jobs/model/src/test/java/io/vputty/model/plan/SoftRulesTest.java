package io.vputty.model.plan;

import static io.vputty.model.plan.Instance.edge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Wishes;
import io.vputty.model.graph.WeightedEdge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoftRulesTest {

  private static final double RULE = Prices.defaults().rulePerHour();
  private static final Wishes TOGETHER = new Wishes(Map.of(), "shop", "");
  private static final Wishes APART = new Wishes(Map.of(), "", "db");
  private static final Wishes FLASH = new Wishes(Map.of("disk", "flash"), "", "");

  private final Planner planner = new Planner();

  @Test
  void takesApartWhatShouldBeApart() {
    Recommendation plan = plan(List.of(vm("a", "h1", APART), vm("b", "h1", APART)), List.of());

    assertThat(plan.before().rules()).isEqualTo(RULE);
    assertThat(plan.after().rules()).isZero();
    assertThat(plan.moves()).hasSize(1);
    assertThat(plan.moves().get(0).explanation()).contains("soft rules").contains("$0.0100");
  }

  @Test
  void bringsTogetherWhatShouldBeTogether() {
    Recommendation plan =
        plan(List.of(vm("a", "h1", TOGETHER), vm("b", "h2", TOGETHER)), List.of());

    assertThat(plan.after().rules()).isZero();
  }

  @Test
  void goesWhereTheLabelIs() {
    Recommendation plan = plan(List.of(vm("a", "h1", FLASH)), List.of());

    assertThat(plan.moves()).singleElement().extracting(PlannedMove::target).isEqualTo("h3");
    assertThat(plan.gainPerHour().value()).isEqualTo(RULE, within(1e-12));
  }

  @Test
  void aDearerEdgeBreaksARule() {
    List<Vm> vms = List.of(vm("a", "h1", APART), vm("b", "h2", APART));

    Recommendation plan = plan(vms, List.of(edge("a", "b", 10e6)));

    assertThat(plan.after().network()).isZero();
    assertThat(plan.after().rules()).isEqualTo(RULE);
  }

  @Test
  void footprintsTellWhatIsBroken() {
    PlacementProblem problem =
        problem(List.of(vm("a", "h1", FLASH), vm("b", "h1", APART), vm("c", "h1", APART)));
    Footprints footprints = new Footprints(problem);

    assertThat(footprints.host("h1").physical().cost().rules()).isEqualTo(2 * RULE);
    assertThat(footprints.vm("b").physical().cost().rules()).isEqualTo(RULE);
    assertThat(footprints.vm("a", "h3").physical().cost().rules()).isZero();
    assertThat(footprints.vm("a", "h3").gainPerHour().value()).isEqualTo(RULE, within(1e-12));
  }

  @Property(tries = 60, seed = "1")
  void reportedGainIsTheRecomputedOne(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 24) int count) {
    Random random = new Random(seed);
    List<Vm> vms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> labels = random.nextInt(3) == 0 ? FLASH.labels() : Map.of();
      String together = random.nextBoolean() ? "t" + random.nextInt(3) : "";
      String apart = random.nextBoolean() ? "a" + random.nextInt(3) : "";
      vms.add(vm("vm-" + i, "h" + (1 + i % 3), new Wishes(labels, together, apart)));
    }
    if (planner.plan(problem(vms), new PlannerOptions(count, 24, 1, 5_000, 1, 4))
        instanceof Recommendation plan) {
      Map<String, String> where = new TreeMap<>();
      vms.forEach(vm -> where.put(vm.id(), vm.host()));
      assertThat(plan.before().rules()).isEqualTo(cost(vms, where), within(1e-9));
      plan.moves().forEach(move -> where.put(move.vm(), move.target()));
      double after = cost(vms, where);
      double steps = plan.moves().stream().mapToDouble(move -> move.gainPerHour().value()).sum();
      assertThat(plan.after().rules()).isEqualTo(after, within(1e-9));
      assertThat(steps).isEqualTo(plan.before().rules() - after, within(1e-9));
    }
  }

  /** VMs that would have to go elsewhere, counted from scratch. */
  private static double cost(List<Vm> vms, Map<String, String> where) {
    Map<String, List<String>> together = new TreeMap<>();
    Map<String, List<String>> apart = new TreeMap<>();
    int broken = 0;
    for (Vm vm : vms) {
      String host = where.getOrDefault(vm.id(), "");
      broken += vm.wishes().labels().isEmpty() || host.equals("h3") ? 0 : 1;
      together.computeIfAbsent(vm.wishes().together(), any -> new ArrayList<>()).add(host);
      apart.computeIfAbsent(vm.wishes().apart(), any -> new ArrayList<>()).add(host);
    }
    together.remove("");
    apart.remove("");
    for (List<String> hosts : together.values()) {
      broken +=
          hosts.size()
              - hosts.stream()
                  .mapToInt(one -> (int) hosts.stream().filter(one::equals).count())
                  .max()
                  .orElse(0);
    }
    for (List<String> hosts : apart.values()) {
      broken += hosts.size() - new HashSet<>(hosts).size();
    }
    return broken * RULE;
  }

  private Recommendation plan(List<Vm> vms, List<WeightedEdge> edges) {
    PlacementProblem problem =
        PlacementProblem.of("d", Prices.defaults()).hosts(hosts()).vms(vms).edges(edges).build();
    return (Recommendation) planner.plan(problem, PlannerOptions.defaults());
  }

  private static PlacementProblem problem(List<Vm> vms) {
    return PlacementProblem.of("d", Prices.defaults()).hosts(hosts()).vms(vms).build();
  }

  private static List<Host> hosts() {
    List<Host> hosts = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      Map<String, String> labels = i == 3 ? Map.of("disk", "flash") : Map.of();
      hosts.add(new Host("h" + i, "d", "r" + i, "z", 16, 1L << 40, true, labels));
    }
    return hosts;
  }

  private static Vm vm(String id, String host, Wishes wishes) {
    return new Vm(
        id, "", host, "d", 1, 1L << 28, Automation.AUTOMATIC, "", "", Map.of(), "", -1, wishes);
  }
}
