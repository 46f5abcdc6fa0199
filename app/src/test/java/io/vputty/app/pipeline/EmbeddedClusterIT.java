package io.vputty.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EmbeddedClusterIT {
  private static final String JOB = "sums";
  private static final NavigableMap<Long, Long> SUMS = new ConcurrentSkipListMap<>();

  @TempDir private Path directory;

  @AfterEach
  void forgetSums() {
    SUMS.clear();
  }

  @Test
  void continuesAfterCleanStop() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings())) {
      assertThat(cluster.submit(JOB, EmbeddedClusterIT::sums)).isEmpty();
      awaitElement(100);
    }
    long last = SUMS.lastKey();
    SUMS.clear();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings())) {
      Optional<Path> restored = cluster.submit(JOB, EmbeddedClusterIT::sums);
      assertThat(restored).hasValueSatisfying(path -> assertThat(path).exists());
      awaitElement(last + 100);
    }
    assertThat(SUMS.firstKey()).as("first element after the stop").isEqualTo(last + 1);
    assertSumsAreExact();
  }

  @Test
  void continuesFromTheNewestCheckpointAfterAbort() throws Exception {
    EmbeddedCluster crashing = EmbeddedCluster.start(settings());
    crashing.submit(JOB, EmbeddedClusterIT::sums);
    awaitElement(300);
    crashing.abort();
    SUMS.clear();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings())) {
      assertThat(cluster.submit(JOB, EmbeddedClusterIT::sums)).isPresent();
      awaitElement(400);
    }
    assertThat(SUMS.firstKey()).as("first element after the crash").isGreaterThan(100);
    assertSumsAreExact();
  }

  @Test
  void tellsThatAJobFailed() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings())) {
      cluster.submit("broken", EmbeddedClusterIT::broken);
      assertThat(cluster.failure().get(60, TimeUnit.SECONDS))
          .startsWith("job broken FAILED:")
          .contains("element 5 is poison");
    }
  }

  private ClusterSettings settings() {
    return new ClusterSettings(
        directory, 1, 1, Duration.ofMillis(100), 1, ClusterSettings.Backend.HEAP);
  }

  private static void awaitElement(long element) {
    await().atMost(Duration.ofSeconds(30)).until(() -> SUMS.ceilingKey(element) != null);
  }

  /** The sum at element n is n(n+1)/2 only if state and source position were restored together. */
  private static void assertSumsAreExact() {
    SUMS.forEach((n, sum) -> assertThat(sum).as("sum at %d", n).isEqualTo(n * (n + 1) / 2));
  }

  private static void sums(StreamExecutionEnvironment environment) {
    environment
        .fromSource(numbers(), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .keyBy(number -> 0, Types.INT)
        .process(new RunningSum())
        .name("sum")
        .uid("sum")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
  }

  private static void broken(StreamExecutionEnvironment environment) {
    environment
        .fromSource(numbers(), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .map(EmbeddedClusterIT::refusePoison)
        .uid("poison")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
  }

  private static Long refusePoison(Long element) {
    if (element == 5) {
      throw new IllegalStateException("element 5 is poison");
    }
    return element;
  }

  private static DataGeneratorSource<Long> numbers() {
    return new DataGeneratorSource<>(
        number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(200), Types.LONG);
  }

  private static final class RunningSum extends KeyedProcessFunction<Integer, Long, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> sum;

    @Override
    public void open(OpenContext context) {
      sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
      Long before = sum.value();
      long now = (before == null ? 0 : before) + number;
      sum.update(now);
      SUMS.put(number, now);
      out.collect(now);
    }
  }
}
