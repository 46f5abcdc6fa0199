package io.vputty.collector.pagehash;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.schema.HashGaps;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topic;
import io.vputty.schema.UnreadableRecordException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagehashFeedTest {

  private static final String VM = "00000000-0000-4000-8000-00000000000";
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir private Path root;

  private final Recording outbox = new Recording();
  private final Counters counters = new Counters();
  private Instant now = START;
  private MadeProcess one;

  PagehashFeedTest() {}

  @BeforeEach
  void starts() throws IOException {
    one = MadeProcess.start(root.resolve("proc"), 41, VM + 1, 16);
    one.pages(MadeProcess.START, 0, 1, 2, 3, 3);
  }

  @Test
  void tellsOfEachVmAndItsSharedContents() throws IOException, UnreadableRecordException {
    MadeProcess other = MadeProcess.start(root.resolve("proc"), 42, VM + 2, 16);
    other.pages(MadeProcess.START, 3, 4);
    PagehashFeed feed = feed(Map.of());

    tick(feed, 2);

    PageHashSample first = outbox.newest(VM + 1);
    assertThat(first.getHost()).isEqualTo("hv1");
    assertThat(first.getTrustDomain()).isEqualTo("shop");
    assertThat(List.of(first.getTotalPages(), first.getPresentPages(), first.getZeroPages()))
        .containsExactly(4096L, 5L, 1L);
    assertThat(List.of(first.getDistinctPages(), first.getSelfSharedPages()))
        .containsExactly(3L, 1L);
    assertThat(first.getCoverage()).isEqualTo(1);
    assertThat(hashes(first)).containsAnyOf(hashes(outbox.newest(VM + 2))).hasSize(3);
  }

  @Test
  void tellsWhenAVmIsGone() throws IOException {
    PagehashFeed feed = feed(Map.of());
    tick(feed, 2);
    one.end();

    tick(feed, 20);

    assertThat(outbox.newest(VM + 1).getRemoved()).isTrue();
    assertThat(counters.value("vms.gone")).isEqualTo(1);
  }

  @Test
  void leavesAloneWhatIsOff() throws IOException {
    tick(feed(Map.of(VM + 1, "off")), 2);

    assertThat(outbox.records).isEmpty();
    assertThat(outbox.marks).isNotEmpty();
  }

  @Test
  void readsNothingWithoutASecretAndSaysSo() throws IOException {
    PagehashFeed feed = feed(Map.of(VM + 1, "bank"));

    tick(feed, 30);

    assertThat(outbox.records).isEmpty();
    assertThat(counters.value("vms.without-key")).isEqualTo(1);
  }

  @Test
  void tellsWhatItKnowsWhileAPassGoesOn() throws IOException {
    one.pages(MadeProcess.START, LongStream.range(0, 4096).toArray());
    PagehashConfig slow = config(Map.of(), 600, Duration.ofSeconds(5)); // a slice each 0.85 s
    PagehashFeed feed = new PagehashFeed(slow, Pace.of(slow, this::nanos), outbox, counters);

    tick(feed, 6);

    assertThat(outbox.newest(VM + 1).getCoverage()).isBetween(0.1, 0.9);
  }

  @Test
  void marksEverySecondAndNeverBackwards() throws IOException {
    PagehashFeed feed = feed(Map.of());
    tick(feed, 3);
    now = START.minusSeconds(60);

    tick(feed, 2);

    assertThat(outbox.marks).containsExactly(START, START.plusSeconds(1), START.plusSeconds(2));
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  /** Ticks twenty times a second. */
  private void tick(PagehashFeed feed, int seconds) {
    for (int i = 0; i < seconds * 20; i++) {
      feed.tick(now);
      now = now.plusMillis(50);
    }
  }

  private PagehashFeed feed(Map<String, String> vms) {
    PagehashConfig config = config(vms, 0, Duration.ofMinutes(5));
    return new PagehashFeed(config, Pace.of(config, this::nanos), outbox, counters);
  }

  private PagehashConfig config(Map<String, String> vms, long pagesPerSecond, Duration interval) {
    PagehashConfig defaults = PagehashConfig.DEFAULTS;
    return new PagehashConfig(
        "",
        "hv1",
        "shop",
        "0123456789abcdef",
        "",
        vms,
        defaults.rotation(),
        10,
        pagesPerSecond,
        defaults.sampleBytes(),
        interval,
        defaults.look(),
        root,
        Map.of(),
        "off");
  }

  private static Long[] hashes(PageHashSample sample) throws UnreadableRecordException {
    long[] hashes = HashGaps.decode(sample.getHashGaps(), sample.getHashCount());
    return Arrays.stream(hashes).boxed().toArray(Long[]::new);
  }

  /** Keeps what it is given. */
  private static final class Recording implements Outbox {

    final List<PageHashSample> records = new ArrayList<>();
    final List<Instant> marks = new ArrayList<>();

    PageHashSample newest(String vm) {
      return records.stream()
          .filter(record -> record.getVm().equals(vm))
          .reduce((a, b) -> b)
          .orElseThrow();
    }

    @Override
    public void send(Topic topic, String key, SpecificRecordBase record) {
      assertThat(record).isInstanceOf(PageHashSample.class);
      assertThat(key).isEqualTo(((PageHashSample) record).getVm());
      records.add((PageHashSample) record);
    }

    @Override
    public void mark(Topic topic, Instant time) {
      marks.add(time);
    }

    @Override
    public void tombstone(Topic topic, String key, Instant time) {}

    @Override
    public void lastMark(Topic topic, Instant time) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
