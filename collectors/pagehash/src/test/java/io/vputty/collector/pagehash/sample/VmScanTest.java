package io.vputty.collector.pagehash.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.collector.pagehash.MadeProcess;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.memory.ProcessMemory;
import io.vputty.collector.pagehash.memory.Region;
import io.vputty.collector.pagehash.memory.SliceReader;
import io.vputty.schema.HashGaps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmScanTest {

  private static final int MEBIBYTES = 16;
  private static final int PAGES = MEBIBYTES * 256;
  private static final int BUDGET_BYTES = 2048;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Region MEMORY =
      new Region(MadeProcess.START, MadeProcess.START + ((long) MEBIBYTES << 20));

  @TempDir private Path proc;

  private final TrustDomain domain =
      new TrustDomain("shop", "0123456789abcdef".getBytes(StandardCharsets.UTF_8));

  private MadeProcess process;
  private ProcessMemory memory;

  VmScanTest() throws IOException {}

  @BeforeEach
  void starts() throws IOException {
    process = MadeProcess.start(proc, 41, "00000000-0000-4000-8000-000000000001", MEBIBYTES);
    memory = ProcessMemory.open(process.folder);
  }

  @AfterEach
  void ends() throws IOException {
    memory.close();
  }

  @Test
  void countsPagesOfEachKind() throws IOException {
    process.pages(MadeProcess.START, 0, 0, 1, 2, 3, 3, 3);
    process.swapped(MadeProcess.START + 100L * MadeProcess.PAGE);
    VmScan scan = scan(BUDGET_BYTES);

    Sketch sketch = pass(scan).get(0);

    assertThat(scan.counts()).isEqualTo(new PageCounts(PAGES, PAGES, 7, 2, 1));
    assertThat(sketch.distinctPages()).isEqualTo(3);
    assertThat(scan.counts().selfShared(3)).isEqualTo(2);
    assertThat(sketch.threshold()).isZero();
  }

  @Test
  void readsNoPageThatIsAbsent() throws IOException {
    process.pages(MadeProcess.START, 1, 2, 3);
    process.absent(MadeProcess.START + MadeProcess.PAGE);
    VmScan scan = scan(BUDGET_BYTES);

    assertThat(pass(scan).get(0).hashes()).hasSize(2);
  }

  @Test
  void keepsTheSameContentsOfTwoVmsWithinItsBudget() throws IOException {
    fill(1, PAGES);
    Sketch one = pass(scan(BUDGET_BYTES)).get(0);
    fill(1 + PAGES / 2, PAGES);
    Sketch other = pass(scan(BUDGET_BYTES)).get(0);

    for (Sketch sketch : List.of(one, other)) {
      assertThat(HashGaps.encode(sketch.hashes()).remaining())
          .isBetween(BUDGET_BYTES * 9 / 10, BUDGET_BYTES);
      assertThat((double) sketch.distinctPages())
          .isCloseTo(PAGES, within(PAGES * 5 / Math.sqrt(sketch.hashes().length)));
    }
    long lower =
        Long.compareUnsigned(one.threshold(), other.threshold()) < 0
            ? one.threshold()
            : other.threshold();
    long[] below = below(one, lower);
    long common = Arrays.stream(below).filter(hash -> contains(below(other, lower), hash)).count();
    assertThat((double) common / below.length).isCloseTo(0.5, within(0.15)); // 5 sigma
  }

  @Test
  void forgetsWhatASliceHeldBefore() throws IOException {
    fill(1, PAGES);
    VmScan scan = scan(1 << 16);
    long[] before = pass(scan).get(0).hashes();
    fill(1 + PAGES, PAGES);

    long[] after = pass(scan).get(0).hashes();

    assertThat(after).hasSize(PAGES).doesNotContain(before);
  }

  @Test
  void takesMoreContentsWhenThereAreFewerOfThem() throws IOException {
    fill(1, PAGES);
    VmScan scan = scan(BUDGET_BYTES);
    int full = pass(scan).get(0).hashes().length;
    fill(1, PAGES / 8);
    for (int page = PAGES / 8; page < PAGES; page++) {
      process.absent(MadeProcess.START + (long) page * MadeProcess.PAGE);
    }

    int sparse = pass(scan).get(0).hashes().length;
    int again = pass(scan).get(0).hashes().length;

    assertThat(sparse).isLessThan(full / 4);
    assertThat(again).isGreaterThan(sparse * 2);
  }

  @Test
  void tellsOldAndNewKeyAtTheEndOfOnePass() throws IOException {
    fill(1, 100);
    VmScan scan = scan(BUDGET_BYTES);
    pass(scan);
    scan.step();
    scan.key(domain, domain.keyAt(Instant.EPOCH.plus(DAY), DAY));

    List<Sketch> across = pass(scan);
    List<Sketch> afterwards = pass(scan);

    assertThat(across).extracting(sketch -> sketch.key().epoch()).containsExactly(0L, 1L);
    assertThat(across).allSatisfy(sketch -> assertThat(sketch.hashes()).hasSize(100));
    assertThat(across.get(0).hashes()).doesNotContain(across.get(1).hashes());
    assertThat(afterwards).extracting(sketch -> sketch.key().epoch()).containsExactly(1L);
  }

  @Test
  void followsMemoryThatIsPluggedInAndOut() throws IOException {
    long more = MadeProcess.START + 0x1000_0000L;
    process.pages(MadeProcess.START, 1, 2);
    process.pages(more, 3);
    VmScan scan = scan(BUDGET_BYTES);
    pass(scan);

    scan.regions(List.of(MEMORY, new Region(more, more + (3 << 20))));
    List<Sketch> larger = pass(scan);
    long total = scan.counts().total();
    scan.regions(List.of(MEMORY));

    assertThat(larger.get(0).hashes()).hasSize(3);
    assertThat(total).isEqualTo(PAGES + 3 * 256);
    assertThat(scan.sketch().hashes()).hasSize(2);
    assertThat(scan.counts().total()).isEqualTo(PAGES);
  }

  @Test
  void saysHowMuchItHasSeenOfItsFirstPass() throws IOException {
    fill(1, PAGES);
    VmScan scan = scan(1 << 16);
    scan.step();
    scan.step();

    assertThat(scan.counts().coverage()).isEqualTo(2.0 * SliceReader.SLICE_PAGES / PAGES);
    assertThat(scan.sketch().hashes()).hasSize(2 * SliceReader.SLICE_PAGES);
  }

  private void fill(long firstSeed, int count) throws IOException {
    process.pages(MadeProcess.START, LongStream.range(firstSeed, firstSeed + count).toArray());
  }

  private VmScan scan(int budgetBytes) {
    VmScan scan = new VmScan(new SliceReader(memory), budgetBytes, 7);
    scan.regions(List.of(MEMORY));
    scan.key(domain, domain.keyAt(Instant.EPOCH, DAY));
    return scan;
  }

  private static List<Sketch> pass(VmScan scan) throws IOException {
    while (true) {
      if (scan.step() instanceof VmScan.Step.PassEnded end) {
        return end.sketches();
      }
    }
  }

  private static long[] below(Sketch sketch, long threshold) {
    return Arrays.stream(sketch.hashes())
        .filter(hash -> Thresholds.keeps(threshold, hash))
        .toArray();
  }

  private static boolean contains(long[] hashes, long hash) {
    return Arrays.stream(hashes).anyMatch(each -> each == hash);
  }
}
