package io.vputty.collector.config;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static ConfigLoader<Settings> loader() {
    return new ConfigLoader<>(DEFAULTS, "X");
  }

  private ConfigLoader<Settings> file(String text) throws IOException {
    return loader().file(Files.writeString(folder.resolve("settings.yaml"), text));
  }
}
