package io.vputty.bench.planner.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TenantGeneratorTest {

  /** The files of 10,000 have 33,361 to 33,625 edges, and their starts cost 5.7 to 6.4 million. */
  @Test
  void hasAsManyEdgesAsTheFiles() {
    Instance tenants = new TenantGenerator(10_000, 1).on("t", 20, 20, 30);

    assertThat(tenants.edges()).isBetween(32_800, 34_200);
    assertThat(tenants.cost(tenants.home())).isBetween(5.0e6, 7.0e6);
  }

  @Test
  void sameSeedGivesTheSame() {
    Instance one = new TenantGenerator(500, 3).on("t", 2, 10, 30);
    Instance other = new TenantGenerator(500, 3).on("t", 2, 10, 30);

    assertThat(one.from()).isEqualTo(other.from());
    assertThat(one.home()).isEqualTo(other.home());
    assertThat(one.weight()).isEqualTo(other.weight());
  }

  @Test
  void hubsHaveATenthOfAllVms() {
    Instance tenants = new TenantGenerator(1000, 1).withHubs().on("t", 2, 20, 30);
    int[] degrees = new int[tenants.vms()];
    IntStream.range(0, tenants.edges()).forEach(edge -> degrees[tenants.from()[edge]]++);
    IntStream.range(0, tenants.edges()).forEach(edge -> degrees[tenants.to()[edge]]++);

    assertThat(IntStream.of(degrees).filter(degree -> degree > 80)).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void roleSwapsChangeAsManyAsAsked() {
    Instance before = new TenantGenerator(1000, 1).on("t", 2, 20, 30);
    Instance after = RoleSwaps.of(before, "s", 5, 1);
    IntStream changed =
        IntStream.range(0, before.edges())
            .filter(edge -> before.from()[edge] != after.from()[edge])
            .map(edge -> before.from()[edge])
            .distinct();

    assertThat(changed.count()).isBetween(30L, 50L);
    assertThat(after.cost(after.home())).isNotEqualTo(before.cost(before.home()));
  }
}
