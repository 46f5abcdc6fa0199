package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.EmbeddedCluster;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import io.vputty.schema.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunIT {

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @TempDir static Path directory;

  @Test
  void smoke() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(64, 7));
    Recording.record(KAFKA.bootstrapServers(), centre, 100, 50, directory);
    JobSettings settings =
        JobSettings.of(
                KAFKA.bootstrapServers(),
                JobArguments.partitions(Map.of("bootstrap.servers", KAFKA.bootstrapServers())))
            .windows(Duration.ofSeconds(1), Duration.ofSeconds(5))
            .checkpointing(Duration.ofMillis(500));
    ClusterSettings cluster =
        new ClusterSettings(
            directory.resolve("flink"),
            3,
            1,
            Duration.ofMillis(500),
            3,
            ClusterSettings.Backend.HEAP);
    try (EmbeddedCluster flink = EmbeddedCluster.start(cluster)) {
      flink.submit(AffinityJob.NAME, env -> AffinityJob.topology(env, settings));
      flink.submit(DriftJob.NAME, env -> DriftJob.topology(env, settings));
      flink.submit(ReshapeJob.NAME, env -> ReshapeJob.topology(env, settings));
      var unused = flink.failure().thenAccept(line -> System.out.println("FAILED " + line));
      Instant end = Recording.START.plusSeconds(101);
      var edges = Output.read(KAFKA.bootstrapServers(), Topics.EDGES, "affinity", end);
      System.out.println("edges " + edges.size() + " " + edges.values().iterator().next().get(0));
      var drift = Output.read(KAFKA.bootstrapServers(), Topics.DRIFT, "drift", end);
      System.out.println("drift " + drift.size());
      drift.values().stream().limit(20).forEach(d -> System.out.println(d));
      var plans = Output.read(KAFKA.bootstrapServers(), Topics.PLANS, "reshape", end);
      plans.values().forEach(list -> list.forEach(p -> System.out.println("PLAN " + p)));
      assertThat(edges).isNotEmpty();
    }
  }
}
