package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.mapping.SettingChange;
import io.vputty.model.footprint.Prices;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainSettingsTest {

  @Test
  void aPriceThatIsSetReplacesTheDefault() {
    Prices prices = settings("price.network.rack", "0.5").prices();

    assertThat(prices).isEqualTo(Prices.defaults().with("price.network.rack", 0.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a lot", "-1", "NaN", "Infinity", "1e999"})
  void whatMakesNoSenseCountsAsNotSet(String value) {
    DomainSettings settings = settings("price.memory", value);

    assertThat(settings.prices()).isEqualTo(Prices.defaults());
    assertThat(settings.number("price.memory", 7)).isEqualTo(7);
  }

  @Test
  void aPriceThatIsNotSetIsTheOneOfTheStart() {
    Prices started = Prices.defaults().with("price.memory", 9);

    assertThat(new DomainSettings(Map.of(), started).prices()).isEqualTo(started);
  }

  private static DomainSettings settings(String name, String value) {
    return new DomainSettings(
        Map.of(name, new SettingChange(0, "dc", name, value, "ann", "", 0, 0)), Prices.defaults());
  }
}
