package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The collectors on an ordinary host: what the script installs, and systemd's word on it. */
class SystemdUnitsIT {

  private static final Path SCRIPT = Path.of("..", "collectors", "install.sh");

  @TempDir static Path root;

  @ParameterizedTest
  @ValueSource(strings = {"sflow", "blkio", "pagehash", "inventory"})
  void areInstalledWithSettingsOnceAndAreCleanToSystemd(String name) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))
            && Files.isExecutable(Path.of("/usr/bin/java")),
        "needs /usr/bin/systemd-analyze and /usr/bin/java");
    Path settings = root.resolve("etc/vputty/" + name + ".yaml");

    String first = run(SCRIPT.toString(), name, "kafka:9092");
    Files.writeString(settings, "bootstrap: mine:9092\n");
    run(SCRIPT.toString(), name, "kafka:9092");

    assertThat(first).contains("systemctl enable --now vputty-collector-" + name);
    assertThat(settings).hasContent("bootstrap: mine:9092");
    assertThat(root.resolve("usr/lib/vputty/collector-" + name + ".jar")).isNotEmptyFile();
    Path unit = root.resolve("etc/systemd/system/vputty-collector-" + name + ".service");
    assertThat(run("systemd-analyze", "verify", unit.toString())).isEmpty();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.environment().put("DESTDIR", root.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
