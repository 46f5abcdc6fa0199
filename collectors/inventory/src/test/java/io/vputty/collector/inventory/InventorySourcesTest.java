package io.vputty.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.collector.Counters;
import io.vputty.collector.inventory.source.FakeSource;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SnapshotBuilder;
import io.vputty.collector.inventory.source.SourceReader;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published of sources that answer, fail, hang, and come back. */
class InventorySourcesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration OFTEN = Duration.ofMillis(5);

  private final SettableClock clock = new SettableClock(NOON);
  private final RecordingOutbox outbox = new RecordingOutbox();
  private final Counters counters = new Counters();
  private final FakeSource left = new FakeSource("libvirt left");
  private final FakeSource right = new FakeSource("libvirt right");
  private final List<SourceReader> readers = new ArrayList<>();

  @AfterEach
  void close() {
    readers.forEach(SourceReader::close);
  }

  @Test
  void publishesWhatAllSourcesSay() {
    left.says(vms("u"));
    right.says(vms("v"));
    InventoryFeed feed = feed(Map.of());
    look(feed);
    assertThat(changes()).containsExactly("record vm/u", "record vm/v");
    assertThat(outbox.records).allMatch(record -> record.getSource().equals("yaml"));
  }

  @Test
  void removesWhatASourceNoLongerSays() {
    left.says(vms("u", "v"));
    InventoryFeed feed = feed(Map.of());
    look(feed);
    left.says(vms("u"));
    look(feed);
    assertThat(changes()).containsExactly("record vm/u", "record vm/v", "removed vm/v");
  }

  @Test
  void marksWhatASilentSourceSaidAndClearsTheMarkWhenItIsBack() {
    left.says(vms("u"));
    right.says(vms("v"));
    InventoryFeed feed = feed(Map.of());
    look(feed);
    outbox.records.clear();

    left.fails("connection refused");
    clock.advance(Duration.ofSeconds(91));
    look(feed);
    assertThat(stale()).containsExactly("vm/u true");
    assertThat(counters.value("sources.stale.libvirt")).isEqualTo(1);
    look(feed);
    assertThat(stale()).as("told once").containsExactly("vm/u true");

    left.says(vms("u"));
    look(feed);
    assertThat(stale()).containsExactly("vm/u true", "vm/u false");
    assertThat(changes()).noneMatch(change -> change.startsWith("removed"));
  }

  @Test
  void goesOnWithTheOthersWhenOneHangs() {
    left.hangs();
    right.says(vms("v"));
    InventoryFeed feed = feed(Map.of());
    await().until(() -> right.reads() > 1);
    feed.look(clock.instant());
    assertThat(changes()).containsExactly("record vm/v");
    clock.advance(Duration.ofSeconds(1));
    feed.look(clock.instant());
    assertThat(outbox.take()).contains("mark 2026-11-22T12:00:01Z");
  }

  @Test
  void removesNothingOfAnEarlierRunUntilEverySourceHasAnswered() {
    left.says(vms("u"));
    right.hangs();
    InventoryFeed feed = feed(said("u", "v"));
    await().until(() -> left.reads() > 1);
    feed.look(clock.instant());
    assertThat(changes()).isEmpty();

    right.says(vms());
    look(feed);
    assertThat(changes()).containsExactly("removed vm/v");
  }

  @Test
  void marksWhatIsLeftOfAnEarlierRunWhenASourceNeverAnswers() {
    left.says(vms("u"));
    right.fails("no route to host");
    InventoryFeed feed = feed(said("u", "v"));
    look(feed);
    assertThat(stale()).isEmpty();
    clock.advance(Duration.ofSeconds(91));
    look(feed);
    assertThat(stale()).containsExactly("vm/v true");
  }

  /** Looks once both have been read to the end after whatever was said before. */
  private void look(InventoryFeed feed) {
    Stream.of(left, right)
        .forEach(
            source -> {
              int reads = source.reads();
              source.wake();
              await().pollInterval(OFTEN).until(() -> source.reads() > reads + 1);
            });
    feed.look(clock.instant());
  }

  private InventoryFeed feed(Map<String, Inventory> said) {
    Stream.of(left, right)
        .map(source -> new SourceReader(source, OFTEN, clock, counters))
        .forEach(readers::add);
    InventoryConfig config = InventoryConfigs.of("libvirt");
    return new InventoryFeed(
        config, said, new Sources(Optional.empty(), readers), outbox, counters);
  }

  private List<String> changes() {
    return outbox.calls.stream()
        .filter(call -> !call.startsWith("mark"))
        .map(call -> call.substring(0, call.lastIndexOf(' ')))
        .toList();
  }

  private List<String> stale() {
    return outbox.records.stream()
        .map(record -> record.getEntity() + " " + record.getStale())
        .toList();
  }

  private static Map<String, Inventory> said(String... ids) {
    Map<String, Inventory> said = new HashMap<>();
    vms(ids)
        .records()
        .forEach(
            (entity, record) ->
                said.put(
                    entity,
                    Inventory.newBuilder(record)
                        .setSource("yaml")
                        .setDomain("default")
                        .setTime(NOON.minusSeconds(60))
                        .build()));
    return said;
  }

  private static Snapshot vms(String... ids) {
    SnapshotBuilder snapshot = new SnapshotBuilder();
    for (String id : ids) {
      snapshot.vm(Vm.newBuilder().setId(id).build());
    }
    return snapshot.build();
  }
}
