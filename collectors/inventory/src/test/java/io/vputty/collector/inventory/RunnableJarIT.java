package io.vputty.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that people start. */
class RunnableJarIT {

  // 10 MB of it are Kubernetes' models.
  private static final long LARGEST_BYTES = 35_000_000;

  private final Path jar = Path.of(System.getProperty("vputty.runnable.jar"));

  @Test
  void isSmallAndHoldsNoFlink() throws IOException {
    assertThat(Files.size(jar)).isLessThan(LARGEST_BYTES);
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.stream().map(entry -> entry.getName()))
          .contains("org/apache/kafka/clients/producer/KafkaProducer.class")
          .noneMatch(name -> name.startsWith("org/apache/flink/"));
    }
  }

  @Test
  void printsItsSettings() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    jar.toString(),
                    "--set",
                    "bootstrap=kafka:9092",
                    "--check-config"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(output).startsWith("bootstrap: kafka:9092");
    assertThat(process.exitValue()).isZero();
  }
}
