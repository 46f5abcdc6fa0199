package io.vputty.collector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  private static final Settings DEFAULTS = new Settings(List.of("10.0.0.0/8"), Map.of());

  @TempDir Path folder;

  /** A configuration with what has several values. */
  public record Settings(List<String> agents, Map<String, String> kafka) {}

  @Test
  void takesAListFromAYamlSequence() throws Exception {
    assertThat(file("agents: [10.1.0.0/16, 'fe80::/10']").load().agents())
        .containsExactly("10.1.0.0/16", "fe80::/10");
  }

  @Test
  void takesAListWithCommasFromEnvironmentAndFlags() throws Exception {
    assertThat(loader().environment(Map.of("X_AGENTS", "a, b")).load().agents())
        .containsExactly("a", "b");
    assertThat(loader().flags(Map.of("agents", "c,d")).load().agents()).containsExactly("c", "d");
  }

  @Test
  void emptiesAListThatIsGivenEmpty() throws Exception {
    assertThat(file("agents: []").load().agents()).isEmpty();
    assertThat(loader().flags(Map.of("agents", "")).load().agents()).isEmpty();
  }

  @Test
  void describesWhatGivesTheSameAgain() throws Exception {
    Settings settings =
        new Settings(
            List.of("fe80::", "::1", "10.0.0.0/8", "a, b", "null", ""),
            Map.of("ssl.cipher.suites", "A,B: \"C\" \\ D\nE"));
    assertThat(file(ConfigLoader.describe(settings)).load()).isEqualTo(settings);
  }

  @Test
  void hidesSecrets() {
    Settings settings =
        new Settings(
            List.of(),
            Map.of(
                "sasl.jaas.config", "... required password=\"hunter2\";",
                "ssl.keystore.password", "hunter2",
                "ssl.keystore.key", "hunter2",
                "sasl.oauthbearer.client.credentials.client.secret", "hunter2",
                "security.protocol", "SASL_SSL"));
    assertThat(ConfigLoader.describe(settings))
        .contains("security.protocol: SASL_SSL", "ssl.keystore.password: \"(hidden)\"")
        .doesNotContain("hunter2");
  }

  @Test
  void takesKafkasFileBelowWhatEverythingElseSays() throws Exception {
    Path kafka =
        Files.writeString(
            folder.resolve("kafka.properties"),
            "security.protocol=SSL\nlinger.ms=1\nssl.key.password=${dir:/run:p}\n");
    Map<String, String> settings =
        loader().kafkaFile(kafka).flags(Map.of("kafka", "linger.ms=7")).load().kafka();
    assertThat(settings)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "7")
        .containsEntry("ssl.key.password", "${dir:/run:p}")
        .containsEntry("config.providers", "file,dir");
  }

  @Test
  void saysThatKafkasFileCannotBeRead() {
    assertThatThrownBy(() -> loader().kafkaFile(folder.resolve("none")).load())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none");
  }

  @Test
  void doesNotRepeatAMapThatItCannotRead() {
    assertThatThrownBy(() -> loader().flags(Map.of("kafka", "hunter2")).load())
        .isInstanceOf(ConfigException.class)
        .hasMessage("--kafka: it is not a list such as name=value,name=value");
  }

  private static ConfigLoader<Settings> loader() {
    return new ConfigLoader<>(DEFAULTS, "X");
  }

  private ConfigLoader<Settings> file(String text) throws IOException {
    return loader().file(Files.writeString(folder.resolve("settings.yaml"), text));
  }
}
