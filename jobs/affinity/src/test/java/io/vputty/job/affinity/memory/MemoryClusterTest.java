package io.vputty.job.affinity.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.VmPages;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.graph.EdgeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class MemoryClusterTest {

  private static final JobSettings SETTINGS =
      JobSettings.of("nowhere:1", Map.of())
          .windows(Duration.ofSeconds(1), Duration.ofSeconds(1))
          .with("min-common", "1")
          .with("sample-age", "20s");

  @Test
  void emitsTheSameAtAnyParallelism() throws Exception {
    List<EdgeWindow> one = run(1);

    assertThat(one).anyMatch(edge -> edge.samples() > 1);
    assertThat(run(2)).isEqualTo(one);
  }

  @Test
  void isPartOfTheJob() {
    StreamExecutionEnvironment env = JobEnvironment.of(SETTINGS);
    AffinityJob.topology(env, SETTINGS);

    StreamGraph graph = env.getStreamGraph();

    assertThat(graph.getStreamNodes())
        .extracting(node -> node.getTransformationUID())
        .contains("read-pagehash", "sample-changes", "page-holders", "shared-memory");
  }

  private static List<EdgeWindow> run(int parallelism) throws Exception {
    Configuration configuration = JobEnvironment.configuration(SETTINGS);
    // What is only here, samples made up and edges collected, has none.
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    var samples =
        env.fromData(TypeInformation.of(VmPages.class), samples().toArray(VmPages[]::new));
    var fleet = env.fromData(TypeInformation.of(FleetChange.class), MemoryChain.vm("vm1", "a"));
    List<EdgeWindow> edges = new ArrayList<>();
    try (CloseableIterator<EdgeWindow> emitted =
        MemoryEdges.of(samples, SETTINGS, fleet).executeAndCollect()) {
      emitted.forEachRemaining(edges::add);
    }
    edges.sort(Comparator.comparing(EdgeWindow::endMs).thenComparing(EdgeWindow::subject));
    return edges;
  }

  private static List<VmPages> samples() {
    Random random = new Random(5);
    List<VmPages> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long[] hashes = random.longs(20, 0, 60).distinct().sorted().toArray();
      PageSample sample = new PageSample(1L << 62, hashes, 1);
      samples.add(new VmPages(i * 300L, "vm" + i % 8, "a", "t", "k", i / 40, 4096, sample));
    }
    return samples;
  }
}
