package io.vputty.job.affinity.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.mapping.VmPages;
import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.estimate.PageSharing;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryEdgesTest {

  private static final long HALF = 1L << 63;
  private static final long AGE_MS = 60_000;
  private static final long REFRESH_MS = 10_000;
  private static final MemoryOptions OPTIONS =
      new MemoryOptions(3, 3, Duration.ofMillis(AGE_MS), Duration.ofMillis(REFRESH_MS));

  private MemoryChain chain;

  @BeforeEach
  void open() throws Exception {
    chain = new MemoryChain(OPTIONS);
  }

  @AfterEach
  void close() throws Exception {
    chain.close();
  }

  @Test
  void weighsWhatOneCopyWouldSave() throws Exception {
    chain.tell(pages(100, "g2", "b", 1, 2, 3, 4));
    chain.tell(pages(200, "g1", "a", 2, 3, 4, 5));

    List<EdgeWindow> edges = chain.advance(1_000);

    assertThat(edges).hasSize(1);
    EdgeWindow edge = edges.get(0);
    assertThat(edge.subject()).isEqualTo("MEMORY/g1/g2");
    assertThat(edge.endMs()).isEqualTo(1_000);
    assertThat(edge.weight()).isEqualTo(PageSharing.intersection(3, HALF, 1).times(4096));
    assertThat(edge.samples()).isEqualTo(3);
    assertThat(edge.completeness()).isEqualTo(1);
    assertThat(edge.tier()).isEqualTo(Tier.RACK);
    assertThat(edge.fromPlace().host()).isEqualTo("a");
    assertThat(edge.pane()).isEqualTo(new EdgeWindow.PaneCount(0, 0, 0, 0, 0));
  }

  @Test
  void nothingCountsBeforeThePaneEnds() throws Exception {
    chain.tell(pages(100, "g1", "a", 1, 2, 3));
    chain.tell(pages(200, "g2", "b", 1, 2, 3));

    assertThat(chain.advance(999)).isEmpty();
    assertThat(chain.advance(1_000)).hasSize(1);
  }

  @Test
  void aNewSampleReplacesTheOldExactly() throws Exception {
    share(1, 2, 3, 4, 5);
    chain.tell(pages(1_500, "g2", "b", 3, 4, 5, 6, 7));

    assertThat(samples(chain.advance(2_000))).isEqualTo(Map.of("MEMORY/g1/g2", 3L));
    chain.tell(pages(2_500, "g2", "b", 3, 4, 5, 6, 7));
    assertThat(chain.advance(3_000)).as("nothing new").isEmpty();
  }

  @Test
  void ofSamplesOfOnePaneTheNewestCounts() throws Exception {
    chain.tell(pages(100, "g1", "a", 1, 2, 3));
    chain.tell(pages(900, "g2", "b", 1, 2, 3));
    chain.tell(pages(300, "g2", "b", 7, 8, 9));

    assertThat(chain.advance(1_000)).hasSize(1);
  }

  @Test
  void anEdgeWithTooLittleInCommonIsToldOnceWithNoWeight() throws Exception {
    share(1, 2, 3);
    chain.tell(pages(1_500, "g2", "b", 2, 3));

    List<EdgeWindow> edges = chain.advance(2_000);

    assertThat(edges).hasSize(1);
    assertThat(edges.get(0).weight().value()).isZero();
    assertThat(edges.get(0).weight().high()).as("it may have something").isPositive();
    assertThat(edges.get(0).samples()).isEqualTo(2);
    chain.tell(pages(2_500, "g2", "b", 3));
    assertThat(chain.advance(30_000)).isEmpty();
  }

  @Test
  void aVmThatHasLeftItsHostSharesNothing() throws Exception {
    share(1, 2, 3);
    chain.tell(left(1_500, "g2", "a"));
    assertThat(chain.advance(2_000)).as("another host says so").isEmpty();

    chain.tell(left(2_500, "g2", "b"));
    List<EdgeWindow> edges = chain.advance(3_000);
    assertThat(edges).extracting(EdgeWindow::weight).containsExactly(Interval.ZERO);
    assertThat(edges).extracting(EdgeWindow::subject).containsExactly("MEMORY/g1/g2");
  }

  @Test
  void aVmThatHasMovedCountsAtItsNewHost() throws Exception {
    share(1, 2, 3);
    chain.tell(pages(1_200, "g2", "a", 1, 2, 3));
    chain.tell(left(1_500, "g2", "b"));

    assertThat(samples(chain.advance(2_000))).isEqualTo(Map.of("MEMORY/g1/g2", 3L));
  }

  @Test
  void whatTheInventorySaysIsRemovedSharesNothing() throws Exception {
    share(1, 2, 3);
    chain.tell(VmPages.gone("g1", 1_500));

    assertThat(chain.advance(2_000)).extracting(EdgeWindow::weight).containsExactly(Interval.ZERO);
  }

  @Test
  void aSampleThatNobodyTellsAgainExpires() throws Exception {
    share(1, 2, 3);
    chain.tell(pages(30_000, "g1", "a", 1, 2, 3));
    chain.advance(60_000);

    List<EdgeWindow> edges = chain.advance(62_000);

    assertThat(edges).extracting(EdgeWindow::endMs).containsExactly(61_000L);
    assertThat(edges).extracting(EdgeWindow::weight).containsExactly(Interval.ZERO);
  }

  @Test
  void leavesNothingBehind() throws Exception {
    share(1, 2, 3);
    chain.tell(pages(1_500, "g3", "b", 2, 3, 4));
    chain.tell(VmPages.gone("g9", 1_500));

    chain.advance(200_000);

    assertThat(chain.remains()).isZero();
  }

  @Test
  void isToldAgainAfterARefreshPeriod() throws Exception {
    share(1, 2, 3);

    assertThat(chain.advance(32_000))
        .extracting(EdgeWindow::endMs)
        .containsExactly(11_000L, 21_000L, 31_000L);
  }

  @Test
  void comparesByTheNewestEpochThatBothHave() throws Exception {
    chain.tell(pages(100, "g1", "a", 1, 2, 3, 4));
    chain.tell(pages(100, "g2", "b", 1, 2, 3, 4));
    chain.advance(1_000);
    chain.tell(epoch(1_500, "g1", "t", 8, 1, 2, 3));
    assertThat(samples(chain.advance(2_000)))
        .as("the other has no such sample yet")
        .isEqualTo(Map.of("MEMORY/g1/g2", 4L));

    chain.tell(epoch(2_500, "g2", "t", 8, 1, 2, 3));
    assertThat(samples(chain.advance(3_000))).isEqualTo(Map.of("MEMORY/g1/g2", 3L));

    chain.tell(epoch(3_500, "g2", "t", 8, 9));
    List<EdgeWindow> edges = chain.advance(4_000);
    assertThat(edges).extracting(edge -> edge.weight().value()).containsExactly(0.0);

    chain.tell(epoch(4_500, "g2", "t", 9, 1, 2, 3));
    chain.tell(epoch(4_500, "g1", "t", 9, 1, 2, 3));
    assertThat(chain.advance(5_000)).hasSize(1);
  }

  @Test
  void aKeyThatIsReplacedWithinItsEpochIsKnownUntilAllHaveTheNewOne() throws Exception {
    share(1, 2, 3);
    chain.tell(pages(1_500, "g1", "a", 1, 2, 3));
    PageSample other = new PageSample(HALF, new long[] {1, 2, 3, 4}, 1);
    chain.tell(new VmPages(1_500, "g1", "a", "t", "k2", 7, 4096, other));
    assertThat(samples(chain.advance(2_000))).isEqualTo(Map.of("MEMORY/g1/g2", 3L));

    chain.tell(new VmPages(2_500, "g1", "a", "t", "k2", 7, 4096, other));
    chain.tell(new VmPages(2_500, "g2", "b", "t", "k2", 7, 4096, other));
    assertThat(samples(chain.advance(3_000))).isEqualTo(Map.of("MEMORY/g1/g2", 4L));
  }

  @Test
  void neverComparesAcrossTrustDomains() throws Exception {
    chain.tell(epoch(100, "g1", "t", 7, 1, 2, 3));
    chain.tell(epoch(100, "g2", "u", 7, 1, 2, 3));
    assertThat(chain.advance(1_000)).isEmpty();

    chain.tell(epoch(1_500, "g2", "t", 7, 1, 2, 3));
    assertThat(chain.advance(2_000)).hasSize(1);
    chain.tell(epoch(2_500, "g2", "u", 7, 1, 2, 3));
    assertThat(chain.advance(3_000)).extracting(edge -> edge.weight().value()).containsExactly(0.0);
  }

  @Test
  void whatTooManyHoldIsNotPairedUntilFewerDo() throws Exception {
    for (String vm : List.of("g1", "g2", "g3")) {
      chain.tell(pages(100, vm, "b", 1, 2, 3));
    }
    assertThat(chain.advance(1_000)).hasSize(3);

    chain.tell(pages(1_500, "g4", "b", 1, 2, 3));
    assertThat(chain.advance(2_000)).hasSize(3).allMatch(edge -> edge.weight().value() == 0);

    chain.tell(left(2_500, "g2", "b"));
    assertThat(samples(chain.advance(3_000)))
        .isEqualTo(Map.of("MEMORY/g1/g3", 3L, "MEMORY/g1/g4", 3L, "MEMORY/g3/g4", 3L));
  }

  @Test
  void tellsThatMoreOfTheMemoryWasSeen() throws Exception {
    chain.tell(pages(100, "g1", "a", 1, 2, 3));
    chain.tell(partly(200, "g2", 0.5, HALF, 1, 2, 3));
    EdgeWindow half = chain.advance(1_000).get(0);
    assertThat(half.completeness()).isEqualTo(0.5);
    assertThat(half.weight().value()).isEqualTo(3 / 0.5 / 0.5 * 4096);

    chain.tell(partly(1_500, "g2", 1, 1L << 62, 1, 2, 3));
    EdgeWindow whole = chain.advance(2_000).get(0);
    assertThat(whole.completeness()).isEqualTo(1);
    assertThat(whole.weight().value()).isEqualTo(3 / 0.25 * 4096);
  }

  @Test
  void whatComesLateCountsInTheOpenPane() throws Exception {
    chain.tell(pages(100, "g1", "a", 1, 2, 3));
    chain.advance(5_500);
    chain.tell(pages(200, "g2", "b", 1, 2, 3));

    assertThat(chain.advance(6_000)).extracting(EdgeWindow::endMs).containsExactly(6_000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void afterAnyChangesCountsWhatAComparisonOfAllSamplesCounts(long seed) throws Exception {
    chain.close();
    chain =
        new MemoryChain(new MemoryOptions(3, 1, Duration.ofDays(1), Duration.ofMillis(REFRESH_MS)));
    Random random = new Random(seed);
    Map<String, long[]> current = new TreeMap<>();
    Map<String, Long> edges = new HashMap<>();
    for (long pane = 0; pane < 40; pane++) {
      for (int i = random.nextInt(6); i > 0; i--) {
        change(random, pane * MemoryChain.PANE_MS + 500 - 10L * i, current);
      }
      edges.putAll(samples(chain.advance((pane + 1) * MemoryChain.PANE_MS)));
      Map<String, Long> live = new HashMap<>(edges);
      live.values().removeIf(samples -> samples == 0);
      assertThat(live).isEqualTo(compared(current, 3));
    }
  }

  private void change(Random random, long timeMs, Map<String, long[]> current) throws Exception {
    String vm = "vm" + random.nextInt(7);
    if (random.nextInt(4) == 0) {
      chain.tell(random.nextBoolean() ? left(timeMs, vm, "b") : VmPages.gone(vm, timeMs));
      current.remove(vm);
    } else {
      long[] hashes = random.longs(random.nextInt(15), 0, 25).distinct().sorted().toArray();
      chain.tell(pages(timeMs, vm, "b", hashes));
      current.put(vm, hashes);
    }
  }

  private static Map<String, Long> compared(Map<String, long[]> current, int maxHolders) {
    Map<String, Long> counts = new HashMap<>();
    for (long hash = 0; hash < 25; hash++) {
      long wanted = hash;
      List<String> holders =
          current.entrySet().stream()
              .filter(entry -> Arrays.stream(entry.getValue()).anyMatch(h -> h == wanted))
              .map(Map.Entry::getKey)
              .toList();
      for (int i = 0; i < holders.size() && holders.size() <= maxHolders; i++) {
        for (int j = i + 1; j < holders.size(); j++) {
          counts.merge("MEMORY/" + holders.get(i) + "/" + holders.get(j), 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  private void share(long... hashes) throws Exception {
    chain.tell(pages(100, "g1", "a", hashes));
    chain.tell(pages(200, "g2", "b", hashes));
    assertThat(chain.advance(1_000)).hasSize(1);
  }

  private static Map<String, Long> samples(List<EdgeWindow> edges) {
    Map<String, Long> samples = new HashMap<>();
    for (EdgeWindow edge : edges) {
      assertThat(edge.kind()).isEqualTo(EdgeKind.MEMORY);
      samples.put(edge.subject(), edge.weight().value() == 0 ? 0 : edge.samples());
    }
    return samples;
  }

  private static VmPages pages(long timeMs, String vm, String host, long... hashes) {
    return new VmPages(timeMs, vm, host, "t", "k", 7, 4096, new PageSample(HALF, hashes, 1));
  }

  private static VmPages epoch(
      long timeMs, String vm, String trustDomain, long epoch, long... hashes) {
    PageSample sample = new PageSample(HALF, hashes, 1);
    return new VmPages(timeMs, vm, "b", trustDomain, "k", epoch, 4096, sample);
  }

  private static VmPages partly(
      long timeMs, String vm, double coverage, long threshold, long... hashes) {
    PageSample sample = new PageSample(threshold, hashes, coverage);
    return new VmPages(timeMs, vm, "b", "t", "k", 7, 4096, sample);
  }

  private static VmPages left(long timeMs, String vm, String host) {
    return new VmPages(timeMs, vm, host, "", "", 0, 4096, null);
  }
}
