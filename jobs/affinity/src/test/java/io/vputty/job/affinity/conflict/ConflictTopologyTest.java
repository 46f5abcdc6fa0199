package io.vputty.job.affinity.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ConflictTopologyTest {

  /** Flink makes every serializer here, and refuses Kryo. */
  @Test
  void isAPartOfTheJob() {
    JobSettings settings = JobSettings.of("localhost:9092", Map.of());
    StreamExecutionEnvironment env = JobEnvironment.of(settings);

    AffinityJob.topology(env, settings);

    assertThat(env.getStreamGraph().getStreamingPlanAsJSON())
        .contains("read vputty.load.v1", "vm loads", "host conflicts");
  }
}
