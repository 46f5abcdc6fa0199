package io.vputty.model.plan;

import static io.vputty.model.plan.Instance.edge;
import static io.vputty.model.plan.Instance.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.WeightedEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NicLimitTest {

  private static final long MIB = 1L << 20;
  private static final double BUSY = 10e6;

  private final Planner planner = new Planner();

  @Property(tries = 120, seed = "1")
  void noStateOnTheWayOverloadsANic(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 32) int vms, @ForAll boolean flying) {
    Random random = new Random(seed);
    Fleet fleet = Fleet.random(random, vms, flying);
    PlannerOptions options = new PlannerOptions(vms, 24, 1, 5_000, 1, 4);

    if (planner.plan(fleet.problem(), options) instanceof Recommendation plan) {
      assertThat(fleet.overloadedByWaves(plan)).isEmpty();
      assertThat(fleet.overloadedByDependencies(plan, random)).isEmpty();
    }
  }

  @Test
  void peersMayMeetOnASmallNicWhereTheyNeedItNoMore() {
    PlacementProblem problem = pair(host("h1", "r1", 100e6 * 1.01), host("h2", "r2", 200e6));

    Recommendation plan = (Recommendation) planner.plan(problem, PlannerOptions.defaults());

    assertThat(plan.moves()).hasSize(1);
    assertThat(plan.after().network()).isZero();
  }

  @Test
  void saysThatANicIsTooSmall() {
    List<Vm> vms = List.of(vm("a", "h1", MIB), vm("b", "h2", MIB), vm("c", "h3", MIB));
    List<WeightedEdge> edges = List.of(edge("a", "b", BUSY), edge("a", "c", 9e6));
    List<Host> hosts =
        List.of(host("h1", "r1", 160e6), host("h2", "r2", 100e6), host("h3", "r3", 100e6));
    PlacementProblem problem =
        PlacementProblem.of("d", Prices.defaults().with("price.network.zone", 1))
            .hosts(hosts)
            .vms(vms)
            .edges(edges)
            .frozen(Set.of("h1"))
            .build();
    PlacementProblem stuck =
        PlacementProblem.of("d", Prices.defaults().with("price.network.zone", 1))
            .hosts(List.of(host("h2", "r2", 100e6), host("h3", "r3", 0), host("h4", "r2", 0)))
            .vms(List.of(vm("a", "h2", MIB), vm("b", "h3", MIB), vm("e", "h4", MIB)))
            .edges(List.of(edge("a", "b", BUSY), edge("b", "e", 1.5 * BUSY)))
            .resting(Set.of("a", "e"))
            .frozen(Set.of("h4"))
            .build();

    assertThat(new Footprints(problem).vm("c", "h2").refusal())
        .contains("its NIC would carry 0.15 Gbit/s, above its 0.10");
    assertThat(((NoMove) planner.plan(stuck, PlannerOptions.defaults())).reason())
        .contains("moving b would overload a NIC");
  }

  @Test
  void onlySoManyMigrationsUseANicAtOnce() {
    List<Vm> vms = new ArrayList<>();
    List<WeightedEdge> edges = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      vms.add(vm("a" + i, "h1", MIB));
      vms.add(vm("b" + i, "h2", MIB));
      edges.add(edge("a" + i, "b" + i, 1e6));
    }
    PlacementProblem.Builder problem =
        PlacementProblem.of("d", Prices.defaults().with("price.network.zone", 1))
            .vms(vms)
            .edges(edges);
    List<Host> known = List.of(host("h1", "r1", 10e9), host("h2", "r2", 10e9));
    List<Host> unknown = List.of(host("h1", "r1", 0), host("h2", "r2", 0));

    assertThat(widestWave(problem.hosts(unknown).build())).isEqualTo(4);
    assertThat(widestWave(problem.hosts(known).build())).isEqualTo(3);
  }

  private long widestWave(PlacementProblem problem) {
    Recommendation plan = (Recommendation) planner.plan(problem, PlannerOptions.defaults());
    assertThat(plan.after().network()).isZero();
    return plan.moves().stream().filter(move -> move.wave() == 0).count();
  }

  private static PlacementProblem pair(Host one, Host other) {
    return PlacementProblem.of("d", Prices.defaults())
        .hosts(List.of(one, other))
        .vms(List.of(vm("a", "h1", MIB), vm("b", "h2", MIB)))
        .edges(List.of(edge("a", "b", 6e6)))
        .build();
  }

  private static Host host(String name, String rack, double nicBits) {
    return new Host(
        name,
        "d",
        rack,
        "z",
        12,
        1L << 40,
        true,
        Map.of(),
        12,
        Power.UNKNOWN,
        "",
        (long) nicBits,
        "");
  }

  /**
   * VMs on hosts whose NICs are about as large as what they carry.
   *
   * @param goals where VMs in flight go
   */
  private record Fleet(
      Map<String, Host> hosts,
      Map<String, String> where,
      List<WeightedEdge> edges,
      Map<String, String> goals) {

    static Fleet random(Random random, int count, boolean flying) {
      int hosts = count / 4 + 2;
      Map<String, String> where = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        where.put("vm-" + i, Instance.host(i % hosts));
      }
      Map<EdgeKey, WeightedEdge> edges = new TreeMap<>();
      for (int i = 0; i < 2 * count; i++) {
        int from = random.nextInt(count);
        int near = Math.min(count - 1, from / 3 * 3 + random.nextInt(3));
        int to = random.nextInt(4) == 0 ? random.nextInt(count) : near;
        if (from != to) {
          WeightedEdge edge = edge("vm-" + from, "vm-" + to, 1 + random.nextInt(1000));
          edges.put(edge.key(), edge);
        }
      }
      Map<String, String> goals = flying ? Map.of("vm-0", Instance.host(1)) : Map.of();
      Fleet bare = new Fleet(new TreeMap<>(), where, List.copyOf(edges.values()), goals);
      Map<String, Host> named = new TreeMap<>();
      for (int i = 0; i < hosts; i++) {
        double nic = (0.8 + 1.2 * random.nextDouble()) * bare.traffic(where, Instance.host(i));
        String name = Instance.host(i);
        named.put(
            name,
            new Host(
                name,
                "d",
                "rack-" + i / 2,
                "z",
                6,
                1L << 40,
                true,
                Map.of(),
                6,
                Power.UNKNOWN,
                "",
                8 * Math.round(nic),
                ""));
      }
      return new Fleet(named, where, bare.edges(), goals);
    }

    PlacementProblem problem() {
      PlacementProblem.Builder problem =
          PlacementProblem.of("d", Instance.HOPS).hosts(hosts.values()).edges(edges);
      where.forEach((id, host) -> problem.vms(List.of(vm(id, host, 1))));
      goals.forEach(problem::inFlight);
      return problem.build();
    }

    /** Bytes per second between a host and all others, from scratch. */
    double traffic(Map<String, String> places, String host) {
      return edges.stream()
          .filter(
              edge ->
                  host.equals(places.get(edge.key().from()))
                      != host.equals(places.get(edge.key().to())))
          .mapToDouble(edge -> edge.weight().value())
          .sum();
    }

    private double limit(String host) {
      Host of = hosts.get(host);
      return of == null || of.nicBitsPerSecond() == 0
          ? Double.POSITIVE_INFINITY
          : of.nicBitsPerSecond() / 8.0;
    }

    /** States of a wave: any part of it may have landed, and what was in flight before too. */
    List<String> overloadedByWaves(Recommendation plan) {
      List<String> found = new ArrayList<>();
      Map<String, String> now = new TreeMap<>(where);
      int waves = plan.moves().stream().mapToInt(PlannedMove::wave).max().orElse(0) + 1;
      for (int wave = 0; wave < waves; wave++) {
        int number = wave;
        List<PlannedMove> moves = plan.moves().stream().filter(m -> m.wave() == number).toList();
        for (long landed = 0; landed < 1L << Math.min(10, moves.size()); landed++) {
          Map<String, String> state = new TreeMap<>(now);
          for (int i = 0; i < moves.size(); i++) {
            if (((landed >> i) & 1) == 1) {
              state.put(moves.get(i).vm(), moves.get(i).target());
            }
          }
          found.addAll(overloaded(state, moves));
          state.putAll(goals);
          found.addAll(overloaded(state, moves));
        }
        moves.forEach(move -> now.put(move.vm(), move.target()));
      }
      return found;
    }

    /** Moves one by one as soon as those that they come after are done, some of which fail. */
    List<String> overloadedByDependencies(Recommendation plan, Random random) {
      List<String> found = new ArrayList<>();
      Map<String, String> now = new TreeMap<>(where);
      boolean[] done = new boolean[plan.moves().size()];
      for (int i = 0; i < done.length; i++) {
        PlannedMove move = plan.moves().get(i);
        if (move.after().stream().allMatch(index -> done[index]) && random.nextInt(4) > 0) {
          now.put(move.vm(), move.target());
          done[i] = true;
          found.addAll(overloaded(now, List.of()));
        }
      }
      return found;
    }

    private Set<String> overloaded(Map<String, String> state, List<PlannedMove> moving) {
      Set<String> found = new TreeSet<>();
      for (String host : hosts.keySet()) {
        double traffic = traffic(state, host);
        double before = Math.max(traffic(where, host), traffic(landed(where), host));
        long arriving = moving.stream().filter(move -> move.target().equals(host)).count();
        long leaving = moving.stream().filter(move -> move.source().equals(host)).count();
        boolean alone = arriving == 0 && leaving <= 1;
        double migrations = alone ? 0 : (arriving + leaving) * (limit(host) / 4 - 1);
        boolean tooMany = !alone && traffic + migrations > limit(host) + 1;
        if (tooMany || traffic > Math.max(limit(host), before)) {
          found.add("%s: %.0f of %.0f".formatted(host, traffic, limit(host)));
        }
      }
      return found;
    }

    private Map<String, String> landed(Map<String, String> places) {
      Map<String, String> state = new TreeMap<>(places);
      state.putAll(goals);
      return state;
    }
  }
}
