package io.vputty.model.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierTest {

  @ParameterizedTest
  @CsvSource({
    "a, r1, z1, a, r1, z1, HOST",
    "a, r1, z1, b, r1, z1, RACK",
    "a, r1, z1, b, r2, z1, ZONE",
    "a, r1, z1, b, r1, z2, BEYOND",
    "a, '', '', b, '', '', ZONE"
  })
  void followsHostRackAndZone(
      String one, String rack, String zone, String other, String rack2, String zone2, Tier tier) {
    assertThat(Tier.between(host(one, rack, zone), host(other, rack2, zone2))).isEqualTo(tier);
    assertThat(Tier.between(host(other, rack2, zone2), host(one, rack, zone))).isEqualTo(tier);
  }

  private static Host host(String name, String rack, String zone) {
    return new Host(name, "d", rack, zone, 1, 1, true, Map.of());
  }
}
