package io.vputty.collector.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SflowConfigTest {

  @TempDir Path folder;

  @Test
  void describesItsDefaults() {
    assertThat(ConfigLoader.describe(SflowConfig.DEFAULTS).lines())
        .containsExactly(
            "bootstrap: localhost:9092",
            "collector: main",
            "bind: 127.0.0.1",
            "port: 6343",
            "workers: 1",
            "receive-buffer-bytes: 4194304",
            "largest-datagram-bytes: 9216",
            "kafka-buffer-bytes: 67108864",
            "backlog-bytes: 268435456",
            "allowed-agents: []",
            "refuse-others: true",
            "agent-datagrams-per-second: 20000",
            "inventory-domain: \"\"",
            "kafka: {}",
            "http: 127.0.0.1:9643");
  }

  @Test
  void takesFileThenEnvironmentThenFlags() throws Exception {
    Path file =
        file(
            """
            bootstrap: kafka:9092
            collector: dc1
            bind: 0.0.0.0
            port: 1
            receive-buffer-bytes: 8MiB
            allowed-agents: [10.0.0.0/8, "2001:db8::/32"]
            kafka: {security.protocol: SSL}
            http: off
            """);
    SflowConfig config =
        new ConfigLoader<>(SflowConfig.DEFAULTS, "VPUTTY_SFLOW")
            .file(file)
            .environment(
                Map.of("VPUTTY_SFLOW_PORT", "2", "VPUTTY_SFLOW_KAFKA_BUFFER_BYTES", "1GiB"))
            .flags(Map.of("port", "3"))
            .load();
    assertThat(config)
        .isEqualTo(
            new SflowConfig(
                "kafka:9092",
                "dc1",
                "0.0.0.0",
                3,
                1,
                8L << 20,
                9216,
                1L << 30,
                256L << 20,
                List.of("10.0.0.0/8", "2001:db8::/32"),
                true,
                20_000,
                "",
                Map.of("security.protocol", "SSL"),
                "off"));
    assertThat(config.kafkaSettings())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("buffer.memory", 1L << 30)
        .containsEntry("security.protocol", "SSL");
  }

  @Test
  void refusesWhatItDoesNotKnowAllAtOnce() throws IOException {
    Path file = file("prot: 1\nport: many\n");
    ConfigLoader<SflowConfig> loader =
        new ConfigLoader<>(SflowConfig.DEFAULTS, "VPUTTY_SFLOW")
            .file(file)
            .environment(Map.of("VPUTTY_SFLOW_BINT", "x"))
            .flags(Map.of("port", "-1"));
    assertThatThrownBy(loader::load)
        .isInstanceOf(ConfigException.class)
        .message()
        .isEqualToNormalizingNewlines(
            """
            FILE:1:1: key 'prot' is not known; did you mean 'port'?
            FILE:2:7: port: 'many' is not a whole number from 0
            VPUTTY_SFLOW_BINT: key 'bint' is not known; did you mean 'bind'?
            --port: '-1' is not a whole number from 0"""
                .replace("FILE", file.toString()));
  }

  @Test
  void refusesWhatMakesNoSense() {
    ConfigLoader<SflowConfig> loader =
        new ConfigLoader<>(SflowConfig.DEFAULTS, "VPUTTY_SFLOW").flags(Map.of("port", "70000"));
    assertThatThrownBy(loader::load)
        .isInstanceOf(ConfigException.class)
        .hasMessage("port (70000) must be 0 to 65535");
  }

  @Test
  void refusesHttpAtNoAddress() {
    ConfigLoader<SflowConfig> loader =
        new ConfigLoader<>(SflowConfig.DEFAULTS, "VPUTTY_SFLOW").flags(Map.of("http", "9643"));
    assertThatThrownBy(loader::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("http (9643) must be ADDRESS:PORT");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sflow.yaml"), text);
  }
}
