package io.vputty.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryConfigTest {

  @Test
  void describesItsDefaults() {
    assertThat(ConfigLoader.describe(InventoryConfig.DEFAULTS).lines())
        .containsExactly(
            "bootstrap: localhost:9092",
            "source: yaml",
            "file: inventory.yaml",
            "poll: 500ms",
            "tombstone-after: 604800s",
            "kafka: {}",
            "http: 127.0.0.1:9644");
  }

  @Test
  void takesEverySetting() throws Exception {
    assertThat(
            loader(
                    Map.of(
                        "bootstrap", "kafka:1",
                        "source", "east",
                        "file", "e.yaml",
                        "poll", "2s",
                        "tombstone-after", "1d",
                        "kafka", "client.id=x",
                        "http", "off"))
                .load())
        .isEqualTo(
            new InventoryConfig(
                "kafka:1",
                "east",
                Path.of("e.yaml"),
                Duration.ofSeconds(2),
                Duration.ofDays(1),
                Map.of("client.id", "x"),
                "off"));
  }

  @Test
  void refusesToLookWithoutPause() {
    assertThatThrownBy(() -> loader(Map.of("poll", "0s")).load())
        .isInstanceOf(ConfigException.class)
        .hasMessage("poll (PT0S) must be positive");
  }

  private static ConfigLoader<InventoryConfig> loader(Map<String, String> flags) {
    return new ConfigLoader<>(InventoryConfig.DEFAULTS, "VPUTTY_INVENTORY").flags(flags);
  }
}
