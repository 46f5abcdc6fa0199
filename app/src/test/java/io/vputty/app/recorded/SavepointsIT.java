package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each job goes on from the savepoints of every released version: what it knew then, and what no
 * topic tells it any more, is in what it says next.
 */
class SavepointsIT {

  private static final Path KEPT = Path.of("src/test/resources/savepoints");
  private static final String WRITE = "vputty.savepoints";
  private static final long LARGEST_BYTES = 300_000;

  private static final int SECONDS = 60;
  private static final int CHANGE_AT = 30;
  private static final Instant END = Recording.START.plusSeconds(SECONDS);
  private static final Instant SAVE = Recording.START.plusSeconds(40);

  /** Output stands so far behind input: late telemetry is waited for. */
  private static final int LAG = 8;

  /** Checkpoints, after which nothing that was written is uncommitted. */
  private static final long REST_MILLIS = 5_000;

  @RegisterExtension static final KafkaExtension RECORDED = new KafkaExtension();

  @TempDir Path directory;

  static List<String> versions() throws IOException {
    try (Stream<Path> versions = Files.list(KEPT)) {
      return versions.map(version -> version.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void goesOnFromTheSavepointsOf(String version) throws Exception {
    InputLog log = recorded();
    for (String job : List.of("affinity", "drift", "reshape")) {
      Path archive = KEPT.resolve(version).resolve(job + ".zip");
      assertThat(Files.size(archive)).as(archive.toString()).isLessThan(LARGEST_BYTES);
      unzip(archive, directory.resolve(job));
    }
    try (EmbeddedBroker broker = broker();
        Pipeline pipeline = Run.start(broker.bootstrapServers(), directory, 1)) {
      assertThat(pipeline.restored().values()).allMatch(Optional::isPresent);
      log.from(SAVE).writeTo(broker.bootstrapServers());
      Run run = Run.read(broker.bootstrapServers(), END);

      assertThat(run.edges().keySet())
          .as("VMs known from before")
          .anyMatch(SavepointsIT::betweenVms);
      assertThat(run.plans().get(Recording.DOMAIN))
          .as("of a domain known from before")
          .isNotEmpty();
      assertThat(pipeline.failure()).isNotDone();
    }
  }

  private static boolean betweenVms(String edge) {
    return edge.startsWith("NETWORK/") && !edge.contains("world");
  }

  /** {@code -Dvputty.savepoints=VERSION} takes those of this version and keeps them. */
  @Test
  @EnabledIfSystemProperty(named = WRITE, matches = ".+")
  void keepsThoseOfThisVersion() throws Exception {
    Path kept = Files.createDirectories(KEPT.resolve(System.getProperty(WRITE)));
    InputLog log = recorded();
    try (EmbeddedBroker broker = broker();
        Pipeline pipeline = Run.start(broker.bootstrapServers(), directory.resolve("run"), 1)) {
      log.before(SAVE).writeTo(broker.bootstrapServers());
      Run.read(broker.bootstrapServers(), SAVE.minusSeconds(LAG));
      Thread.sleep(REST_MILLIS);
      Map<String, Path> saved = pipeline.save(directory.resolve("saved"));
      for (Map.Entry<String, Path> job : saved.entrySet()) {
        zip(job.getValue(), kept.resolve(job.getKey() + ".zip"));
      }
    }
  }

  private EmbeddedBroker broker() throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory(directory, "kafka"));
    ContractTopics.ensure(
        Map.of("bootstrap.servers", broker.bootstrapServers()), TopicAdmin.Sizing.REPLAY);
    return broker;
  }

  private InputLog recorded() throws Exception {
    InputLog log = InputLog.read(RECORDED.bootstrapServers());
    if (log.places() == 0) {
      DataCentre centre = new DataCentre(DataCentreSettings.forVms(24, 5));
      Recording.record(RECORDED.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
      log = InputLog.read(RECORDED.bootstrapServers());
    }
    assertThat(log.counts()).containsKey(Topics.FLOWS.name() + "-0");
    return log;
  }

  private static void zip(Path folder, Path archive) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(each).toString()));
        Files.copy(each, zip);
      }
    }
  }

  private static void unzip(Path archive, Path folder) throws IOException {
    Path into = Files.createDirectories(folder.resolve("savepoint"));
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, into.resolve(entry.getName()));
      }
    }
  }
}
