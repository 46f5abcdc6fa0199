package io.vputty.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.Counters;
import io.vputty.collector.inventory.file.Declaration;
import io.vputty.collector.inventory.file.InventoryReader;
import io.vputty.schema.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFeedTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String TWO =
      """
      hosts: [{name: a}, {name: b}]
      vms: [{id: u, host: a}]
      """;

  @TempDir Path folder;

  private final RecordingOutbox outbox = new RecordingOutbox();
  private final Counters counters = new Counters();
  private Path file = Path.of("");

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("inventory.yaml");
    Files.writeString(file, TWO);
  }

  @Test
  void publishesAllAtFirstAndThenMarksAlone() throws Exception {
    InventoryFeed feed = feed(Map.of());
    feed.look(NOON.plusMillis(300));
    assertThat(outbox.take())
        .containsExactly(
            "record host/a 2026-11-22T12:00:00.300Z",
            "record host/b 2026-11-22T12:00:00.300Z",
            "record vm/u 2026-11-22T12:00:00.300Z",
            "mark 2026-11-22T12:00:00Z");
    feed.look(NOON.plusMillis(800));
    feed.look(NOON.plusMillis(1300));
    assertThat(outbox.take()).containsExactly("mark 2026-11-22T12:00:01Z");
  }

  @Test
  void publishesOnlyWhatChangedOnceItHasSettled() throws Exception {
    InventoryFeed feed = feed(Map.of());
    feed.look(NOON);
    outbox.take();
    Files.writeString(file, TWO.replace("host: a", "host: b").replace("{name: a}, ", ""));
    feed.look(NOON.plusMillis(500));
    assertThat(outbox.take()).isEmpty();
    feed.look(NOON.plusMillis(999));
    assertThat(outbox.take())
        .containsExactly(
            "record vm/u 2026-11-22T12:00:00.999Z", "removed host/a 2026-11-22T12:00:00.999Z");
  }

  @Test
  void keepsWhatItReadLastWhenTheFileTurnsInvalid() throws Exception {
    InventoryFeed feed = feed(Map.of());
    feed.look(NOON);
    outbox.take();
    Files.writeString(file, "hosts: [{name: a}, {nam");
    feed.look(NOON.plusMillis(100));
    feed.look(NOON.plusMillis(200));
    feed.look(NOON.plusMillis(300));
    assertThat(outbox.take()).containsExactly("rejected inventory 2026-11-22T12:00:00.200Z");
    assertThat(counters.value("files.refused")).isEqualTo(1);
  }

  @Test
  void keepsWhatItReadLastWhenTheFileIsGone() throws Exception {
    InventoryFeed feed = feed(Map.of());
    feed.look(NOON);
    outbox.take();
    Files.delete(file);
    feed.look(NOON.plusMillis(100));
    feed.look(NOON.plusMillis(200));
    assertThat(outbox.take()).isEmpty();
    assertThat(counters.value("files.unreadable")).isEqualTo(1);
  }

  @Test
  void noticesARemovalAcrossARestart() throws Exception {
    feed(Map.of()).look(NOON);
    Map<String, Inventory> said = said();
    outbox.take();
    Files.writeString(file, TWO.replace(", {name: b}", ""));

    feed(said).look(NOON.plusSeconds(60));
    assertThat(outbox.take())
        .containsExactly("removed host/b 2026-11-22T12:01:00Z", "mark 2026-11-22T12:01:00Z");
  }

  @Test
  void endsAKeyLongAfterItsRemovalAndBringsItBackWhenDeclaredAgain() throws Exception {
    Files.writeString(file, TWO.replace(", {name: b}", ""));
    feed(Map.of()).look(NOON);
    Inventory removed =
        Inventory.newBuilder().setEntity("host/b").setRemoved(true).setTime(NOON).build();
    Map<String, Inventory> said = said();
    said.put("host/b", removed);
    outbox.take();

    InventoryFeed feed = feed(said);
    feed.look(NOON.plus(Duration.ofDays(7)).minusMillis(1));
    assertThat(outbox.take()).noneMatch(call -> call.startsWith("tombstone"));
    feed.look(NOON.plus(Duration.ofDays(7)));
    assertThat(outbox.take()).contains("tombstone host/b 2026-11-29T12:00:00Z");
    Files.writeString(file, TWO);
    feed.look(NOON.plus(Duration.ofDays(8)));
    feed.look(NOON.plus(Duration.ofDays(8)));
    assertThat(outbox.take()).contains("record host/b 2026-11-30T12:00:00Z");
  }

  @Test
  void movesAVmWhenItsPlacementFallsDue() throws Exception {
    Files.writeString(
        file,
        """
        hosts: [{name: a}, {name: b}]
        vms: [{id: u, placements: [{host: a}, {host: b, since: 2026-11-22T12:00:05Z}]}]
        """);
    InventoryFeed feed = feed(Map.of());
    feed.look(NOON.plusSeconds(4));
    outbox.take();
    feed.look(NOON.plusMillis(5400));
    assertThat(outbox.take())
        .containsExactly("record vm/u 2026-11-22T12:00:05Z", "mark 2026-11-22T12:00:05Z");
  }

  @Test
  void neverGoesBackInTime() throws Exception {
    InventoryFeed feed = feed(Map.of());
    feed.look(NOON);
    outbox.take();
    Files.writeString(file, TWO.replace("host: a", "host: b"));
    feed.look(NOON.minusSeconds(30));
    feed.look(NOON.minusSeconds(29));
    assertThat(outbox.take()).containsExactly("record vm/u 2026-11-22T12:00:00Z");
  }

  @Test
  void replaysAHistoryWithItsTimes() throws Exception {
    Declaration declaration =
        InventoryReader.read(
            "example", Files.readString(Path.of("examples", "two-hypervisors.yaml")));
    InventoryReplay.publish(
        declaration, "yaml", NOON, NOON.plus(Duration.ofHours(6)), outbox, counters);

    assertThat(outbox.take())
        .containsExactly(
            "mark 2026-11-22T12:00:00Z",
            "record host/hvA 2026-11-22T12:00:00Z",
            "record host/hvB 2026-11-22T12:00:00Z",
            "record vm/00000001-aaaa-bbbb-cccc-000000000001 2026-11-22T12:00:00Z",
            "record vm/00000002-aaaa-bbbb-cccc-000000000002 2026-11-22T12:00:00Z",
            "record vm/00000003-aaaa-bbbb-cccc-000000000003 2026-11-22T12:00:00Z",
            "record vm/00000001-aaaa-bbbb-cccc-000000000001 2026-11-22T17:50:03Z",
            "last mark 2026-11-22T18:00:00Z");
    assertThat(outbox.records).allMatch(record -> record.getSource().equals("yaml"));
  }

  private InventoryFeed feed(Map<String, Inventory> said) throws Exception {
    InventoryConfig config = InventoryConfig.DEFAULTS.at("none", file);
    Sources sources = Sources.open(config, outbox, Clock.fixed(NOON, ZoneOffset.UTC), counters);
    return new InventoryFeed(config, said, sources, outbox, counters);
  }

  private Map<String, Inventory> said() {
    return outbox.records.stream()
        .collect(Collectors.toMap(Inventory::getEntity, record -> record, (a, b) -> b));
  }
}
