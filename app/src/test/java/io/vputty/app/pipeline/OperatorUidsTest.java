package io.vputty.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Flink makes no graph of a job one of whose operators has no uid. */
class OperatorUidsTest {

  private static final JobSettings SETTINGS = JobSettings.of("nowhere:1", Map.of());

  static Stream<Arguments> jobs() {
    return Stream.of(
        job(AffinityJob.NAME, AffinityJob::topology),
        job(DriftJob.NAME, DriftJob::topology),
        job(ReshapeJob.NAME, ReshapeJob::topology));
  }

  private static Arguments job(
      String name, BiConsumer<StreamExecutionEnvironment, JobSettings> topology) {
    return Arguments.of(name, topology);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void everyOperatorHasOne(
      String name, BiConsumer<StreamExecutionEnvironment, JobSettings> topology) {
    StreamExecutionEnvironment env = JobEnvironment.of(SETTINGS);
    topology.accept(env, SETTINGS);

    assertThat(env.getStreamGraph().getJobGraph().getNumberOfVertices()).isGreaterThan(5);
  }

  @Test
  void oneWithoutIsRefused() {
    StreamExecutionEnvironment env = JobEnvironment.of(SETTINGS);
    env.fromSequence(1, 2).sinkTo(new DiscardingSink<>());

    assertThatThrownBy(() -> env.getStreamGraph().getJobGraph())
        .hasMessageContaining("no UID or hash has been assigned");
  }
}
