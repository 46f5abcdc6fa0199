package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.pipeline.EmbeddedCluster;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input topics give the same output, whatever the parallelism and the order of arrival.
 */
class DeterminismIT {

  private static final int SECONDS = 100;
  private static final int CHANGE_AT = 50;
  private static final Instant END = Recording.START.plusSeconds(SECONDS);

  @RegisterExtension static final KafkaExtension ONE = new KafkaExtension();
  @RegisterExtension static final KafkaExtension OTHER = new KafkaExtension();

  @TempDir static Path directory;

  private record Run(
      Map<String, List<SpecificRecordBase>> edges,
      Map<String, List<SpecificRecordBase>> drift,
      Map<String, List<SpecificRecordBase>> plans) {}

  @Test
  void sameInputsGiveTheSameEdgesAndPlansAtAnyParallelism() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(64, 7));
    Recording.record(ONE.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
    InputLog.read(ONE.bootstrapServers()).writeTo(OTHER.bootstrapServers());

    Run one = run(ONE.bootstrapServers(), directory.resolve("one"), 1);
    Run other = run(OTHER.bootstrapServers(), directory.resolve("other"), 2);

    assertThat(one.edges).isNotEmpty();
    assertThat(one.plans).isNotEmpty();
    assertThat(other.edges).isEqualTo(one.edges);
    assertThat(other.drift).isEqualTo(one.drift);
    assertThat(other.plans).isEqualTo(one.plans);
  }

  private static Run run(String bootstrap, Path state, int parallelism) throws Exception {
    EmbeddedCluster cluster = Jobs.start(bootstrap, state, parallelism);
    try (cluster) {
      return new Run(
          read(bootstrap, Topics.EDGES, "affinity"),
          read(bootstrap, Topics.DRIFT, "drift"),
          read(bootstrap, Topics.PLANS, "reshape"));
    }
  }

  private static Map<String, List<SpecificRecordBase>> read(
      String bootstrap, Topic topic, String writer) {
    return Output.read(bootstrap, topic, writer, END);
  }
}
