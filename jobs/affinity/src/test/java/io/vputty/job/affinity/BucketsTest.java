package io.vputty.job.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.graph.EdgeWindow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody has much more to do than another, though one VM has three of ten edges. */
class BucketsTest {

  private static final int VMS = 5_000;
  private static final int EDGES = 100_000;
  private static final double HUB_SHARE = 0.3;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6})
  void subtasksStayWithinTwiceEachOther(int subtasks) {
    List<EdgePane> edges = edges();

    assertThat(imbalance(edges, Buckets::ofEdge, subtasks)).isLessThan(1.2);
    assertThat(imbalance(edges, Buckets::ofSender, subtasks)).isLessThan(2);
    assertThat(imbalance(edges, Buckets::ofReceiver, subtasks)).isLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void whatEveryoneTalksToIsNoHotKey(int subtasks) {
    List<EdgePane> edges = new ArrayList<>();
    for (int vm = 0; vm < VMS; vm++) {
      edges.add(Fixtures.pane(id(vm), EdgeWindow.WORLD, 1_000, 1));
    }

    assertThat(imbalance(edges, Buckets::ofReceiver, subtasks)).isLessThan(1.2);
  }

  private static double imbalance(List<EdgePane> edges, EdgeBlocks.Bucket bucket, int subtasks) {
    long[] load = new long[subtasks];
    for (EdgePane edge : edges) {
      int key = bucket.applyAsInt(edge);
      load[KeyGroupRangeAssignment.assignKeyToParallelOperator(key, Buckets.COUNT, subtasks)]++;
    }
    return (double) Arrays.stream(load).max().orElseThrow()
        / Arrays.stream(load).min().orElseThrow();
  }

  private static List<EdgePane> edges() {
    Random random = new Random(7);
    List<EdgePane> edges = new ArrayList<>();
    for (int i = 0; i < EDGES; i++) {
      int one = random.nextDouble() < HUB_SHARE ? 0 : random.nextInt(VMS);
      int other = random.nextInt(VMS);
      boolean sends = random.nextBoolean();
      edges.add(Fixtures.pane(id(sends ? one : other), id(sends ? other : one), 1_000, 1));
    }
    return edges;
  }

  private static String id(int vm) {
    return UUID.nameUUIDFromBytes(("vm-" + vm).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
