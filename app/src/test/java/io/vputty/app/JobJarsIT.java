package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jars that {@code flink run} takes. */
class JobJarsIT {

  private static final long LARGEST_BYTES = 30_000_000;

  @ParameterizedTest
  @CsvSource({"affinity, AffinityJob", "drift, DriftJob", "reshape, ReshapeJob"})
  void holdTheJobAndItsConnectorButNothingOfTheCluster(String job, String main) throws IOException {
    Path jar = jar(job);
    assertThat(Files.size(jar)).isLessThan(LARGEST_BYTES);
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.getManifest().getMainAttributes().get(Attributes.Name.MAIN_CLASS))
          .isEqualTo("io.vputty.job.%s.%s".formatted(job, main));
      List<String> names = file.stream().map(entry -> entry.getName()).toList();
      assertThat(names)
          .contains(
              "io/vputty/job/%s/%s.class".formatted(job, main),
              "io/vputty/schema/Plan.class",
              "org/apache/flink/connector/kafka/source/KafkaSource.class",
              "org/apache/flink/connector/base/DeliveryGuarantee.class",
              "org/apache/kafka/clients/producer/KafkaProducer.class",
              "org/apache/avro/Schema.class")
          .noneMatch(JobJarsIT::comesWithTheCluster);
    }
  }

  private static boolean comesWithTheCluster(String name) {
    return Stream.of(
                "org/apache/flink/api/common/",
                "org/apache/flink/core/fs/",
                "org/apache/flink/runtime/",
                "org/apache/flink/streaming/api/",
                "org/slf4j/",
                "org/apache/log4j/",
                "org/apache/logging/")
            .anyMatch(name::startsWith)
        || name.endsWith("module-info.class")
        || name.endsWith(".SF");
  }

  private static Path jar(String job) throws IOException {
    Path target = Path.of("..", "jobs", job, "target");
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
  }
}
