package io.vputty.model.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PricesTest {

  @Test
  void everySettingReplacesItsOwnPriceAlone() {
    for (String name : Prices.defaults().byName().keySet()) {
      Map<String, Double> expected = Prices.defaults().byName();
      expected.put(name, 7.5);

      assertThat(Prices.defaults().with(name, 7.5).byName()).isEqualTo(expected);
    }
  }

  @Test
  void rejectsAnUnknownSettingNamingTheKnownOnes() {
    assertThatThrownBy(() -> Prices.defaults().with("price.network.rock", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price.network.rock")
        .hasMessageContaining("price.network.rack");
  }

  @Test
  void rejectsANegativePrice() {
    assertThatThrownBy(() -> Prices.defaults().with("price.memory", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1.0");
  }

  @Test
  void fartherIsDearer() {
    double before = -1;
    for (Tier tier : Tier.values()) {
      assertThat(Prices.defaults().networkPerByte(tier)).isGreaterThan(before);
      before = Prices.defaults().networkPerByte(tier);
    }
  }
}
