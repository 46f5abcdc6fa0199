package io.vputty.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryConfigTest {

  @Test
  void describesItsDefaults() {
    assertThat(ConfigLoader.describe(InventoryConfig.DEFAULTS).lines())
        .containsExactly(
            "bootstrap: localhost:9092",
            "source: yaml",
            "sources: [yaml]",
            "file: inventory.yaml",
            "poll: 500ms",
            "libvirt: [qemu:///system]",
            "openstack-auth-url: \"\"",
            "openstack-username: \"\"",
            "openstack-password: \"(hidden)\"",
            "openstack-project: \"\"",
            "openstack-user-domain: Default",
            "openstack-project-domain: Default",
            "openstack-region: \"\"",
            "openstack-tls-ca: \"\"",
            "kubernetes-config: \"\"",
            "kubernetes-context: \"\"",
            "kubernetes-rack-label: topology.kubernetes.io/rack",
            "domain: default",
            "refresh: 30s",
            "stale-after: 90s",
            "tombstone-after: 604800s",
            "kafka: {}",
            "http: 127.0.0.1:9644");
  }

  @Test
  void takesEverySetting() throws Exception {
    Map<String, String> flags = new HashMap<>();
    flags.putAll(Map.of("bootstrap", "kafka:1", "source", "east", "file", "e.yaml", "poll", "2s"));
    flags.putAll(Map.of("tombstone-after", "1d", "kafka", "client.id=x", "http", "off"));
    flags.putAll(Map.of("sources", "openstack,yaml", "libvirt", "test:///default,qemu:///session"));
    flags.putAll(Map.of("openstack-auth-url", "https://keystone/v3", "openstack-username", "u"));
    flags.putAll(Map.of("openstack-password", "p", "openstack-project", "admin"));
    flags.putAll(Map.of("openstack-user-domain", "U", "openstack-project-domain", "P"));
    flags.putAll(Map.of("openstack-region", "r", "openstack-tls-ca", "ca.pem"));
    flags.putAll(Map.of("kubernetes-config", "k.yaml", "kubernetes-context", "c"));
    flags.putAll(Map.of("kubernetes-rack-label", "rack", "domain", "d"));
    flags.putAll(Map.of("refresh", "5s", "stale-after", "20s"));
    assertThat(loader(flags).load())
        .isEqualTo(
            new InventoryConfig(
                "kafka:1",
                "east",
                List.of("openstack", "yaml"),
                Path.of("e.yaml"),
                Duration.ofSeconds(2),
                List.of("test:///default", "qemu:///session"),
                "https://keystone/v3",
                "u",
                "p",
                "admin",
                "U",
                "P",
                "r",
                Path.of("ca.pem"),
                Path.of("k.yaml"),
                "c",
                "rack",
                "d",
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofDays(1),
                Map.of("client.id", "x"),
                "off"));
  }

  @Test
  void takesAPasswordFromTheEnvironmentAndHidesIt() throws Exception {
    InventoryConfig config =
        loader(Map.of())
            .environment(
                Map.of(
                    "VPUTTY_INVENTORY_OPENSTACK_AUTH_URL", "https://keystone",
                    "VPUTTY_INVENTORY_OPENSTACK_PASSWORD", "hunter2"))
            .load();
    assertThat(config.openstack().password()).isEqualTo("hunter2");
    assertThat(ConfigLoader.describe(config)).doesNotContain("hunter2");
    assertThat(config.openstack().toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sources=yaml,libvrt | sources: 'libvrt' is not known; did you mean 'libvirt'?",
        "sources=yaml,yaml | sources: 'yaml' is named twice",
        "sources= | sources must name at least one of [yaml, libvirt, openstack, kubernetes]",
        "sources=openstack | sources: openstack needs openstack-auth-url",
        "stale-after=30s | stale-after (PT30S) must be longer than refresh (PT30S)",
        "refresh=0s | refresh (PT0S) must be positive",
      })
  void refusesWhatMakesNoSense(String flag, String why) {
    String[] parts = flag.split("=", 2);
    assertThatThrownBy(() -> loader(Map.of(parts[0], parts[1])).load())
        .isInstanceOf(ConfigException.class)
        .hasMessage(why);
  }

  @Test
  void refusesHypervisorsThatAreNamedTwice() {
    Map<String, String> flags = Map.of("sources", "libvirt", "libvirt", "a:///,a:///");
    assertThatThrownBy(() -> loader(flags).load())
        .isInstanceOf(ConfigException.class)
        .hasMessage("libvirt ([a:///, a:///]) must name hypervisors, each once");
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
