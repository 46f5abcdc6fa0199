package io.vputty.app.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.collector.blkio.BlkioCollector;
import io.vputty.collector.blkio.BlkioConfig;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.inventory.InventoryCollector;
import io.vputty.collector.inventory.InventoryConfig;
import io.vputty.collector.pagehash.PagehashCollector;
import io.vputty.collector.pagehash.PagehashConfig;
import io.vputty.mapping.PageHashMapping;
import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.estimate.PageSharing;
import io.vputty.schema.Arming;
import io.vputty.schema.BlockIo;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.schema.Vm;
import io.vputty.schema.VolumeIo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The collectors of a hypervisor beside real guests: they are what virsh says, what they share in
 * memory is estimated as an exact comparison finds it, what one writes is counted at its volume,
 * and who is gone is gone.
 */
@Timeout(400)
final class RealGuestsIT {

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** Half-widths of a 95% interval that an estimate may stray: four standard deviations. */
  private static final double HALF_WIDTHS = 2.04;

  @TempDir private Path directory;

  private final List<TopicRecord.Decoded> records = new ArrayList<>();

  @Test
  void realGuestsAreSeenFromOutside() throws Exception {
    Guests.hindrance().ifPresent(why -> Assumptions.abort(why));
    try (Guests guests = Guests.start(directory.resolve("lab"));
        BlkioCollector blkio = BlkioCollector.start(blkioConfig(), Clock.systemUTC());
        PagehashCollector pagehash = PagehashCollector.start(pagehashConfig(), Clock.systemUTC());
        InventoryCollector inventory =
            InventoryCollector.start(inventoryConfig(guests.uri()), Clock.systemUTC());
        TopicReader reader =
            new TopicReader(
                KAFKA.clientSettings(),
                List.of(Topics.BLKIO, Topics.PAGEHASH, Topics.INVENTORY),
                TopicReader.Start.BEGINNING)) {
      theyAreWhatVirshSays(guests, reader);
      writesAreCountedAtTheVolume(guests, reader);
      guests.freeze(true);
      sharingIsEstimatedAsItIs(guests, reader);
      guests.freeze(false);
      whoIsGoneIsGone(guests, reader);
      assertThat(pagehash.counters().value("ticks.failed")).isZero();
      assertThat(blkio.counters().value("ticks.failed")).isZero();
      assertThat(inventory.counters().value("ticks.failed")).isZero();
    }
  }

  private void theyAreWhatVirshSays(Guests guests, TopicReader reader) throws Exception {
    await().atMost(60, TimeUnit.SECONDS).until(() -> known(reader).size() >= 5);
    String hostName = guests.virsh("hostname");
    Map<String, Inventory> known = known(reader);
    String volume = "volume/" + hostName + ":" + guests.volume().getFileName();
    assertThat(known)
        .containsOnlyKeys(
            "host/" + hostName,
            "vm/" + Guests.uuid(1),
            "vm/" + Guests.uuid(2),
            "vm/" + Guests.uuid(3),
            volume);
    Host host = Objects.requireNonNull(known.get("host/" + hostName)).getHost();
    assertThat(host.getCpuCores()).isEqualTo(number(guests.virshValue("CPU(s)", "nodeinfo")));
    await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(memory(reader, hostName))
                    .isCloseTo(memory(guests), withinPercentage(1)));
    for (int guest = 1; guest <= 3; guest++) {
      String name = "g" + guest;
      Vm vm = Objects.requireNonNull(known.get("vm/" + guests.virsh("domuuid", name))).getVm();
      assertThat(vm.getName()).isEqualTo(name);
      assertThat(vm.getHost()).isEqualTo(hostName);
      assertThat(vm.getCpuCores()).isEqualTo(number(guests.virshValue("CPU(s)", "dominfo", name)));
      assertThat(vm.getMemoryBytes())
          .isEqualTo(kib(guests.virshValue("Used memory", "dominfo", name)));
      assertThat(vm.getMacs())
          .allSatisfy(mac -> assertThat(guests.virsh("domiflist", name)).contains(mac(mac)))
          .hasSize(1);
      assertThat(vm.getVolumes()).hasSize((int) guests.virsh("domblklist", name).lines().count());
    }
  }

  /** Read anew: a machine that is a guest itself may be given memory, or lose some, meanwhile. */
  private long memory(TopicReader reader, String hostName) {
    return Objects.requireNonNull(known(reader).get("host/" + hostName)).getHost().getMemoryBytes();
  }

  private static long memory(Guests guests) throws Exception {
    return kib(guests.virshValue("Memory size", "nodeinfo"));
  }

  private static String mac(long address) {
    return "%012x".formatted(address).replaceAll("(..)(?!$)", "$1:");
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  /** "196608 KiB" in bytes. */
  private static long kib(String text) {
    return Long.parseLong(text.replace(" KiB", "")) << 10;
  }

  private void writesAreCountedAtTheVolume(Guests guests, TopicReader reader) throws Exception {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> newer(reader, Instant.EPOCH, 1).stream().anyMatch(this::isWriting));
    long qemuBefore = guests.writtenBytes();
    Instant before = Instant.now();
    TimeUnit.SECONDS.sleep(20); // it counts itself what is compared
    long qemu = guests.writtenBytes() - qemuBefore;
    Instant after = Instant.now();
    await().atMost(30, TimeUnit.SECONDS).until(() -> !newer(reader, after, 1).isEmpty());
    List<BlockIo> looks =
        newer(reader, before, 1).stream().filter(look -> !look.getTime().isAfter(after)).toList();
    long counted =
        looks.stream()
            .flatMap(look -> look.getVolumes().stream())
            .filter(volume -> volume.getVolume().startsWith("hv1:/"))
            .mapToLong(VolumeIo::getWrittenBytes)
            .sum();

    // the first and the last look may each be off by one interval's megabytes
    assertThat(qemu).isGreaterThan(5 << 20);
    assertThat((double) counted).isCloseTo((double) qemu, within(4.0 * (2 << 20)));
    assertThat(newer(reader, before, 2))
        .allSatisfy(
            look ->
                assertThat(look.getVolumes())
                    .noneMatch(volume -> volume.getVolume().endsWith("volume.img")));
  }

  private boolean isWriting(BlockIo look) {
    return look.getVolumes().stream()
        .anyMatch(
            volume ->
                volume.getVolume().endsWith("lab/volume.img")
                    && volume.getArming() == Arming.ARMED
                    && volume.getWrittenBytes() > 0);
  }

  private void sharingIsEstimatedAsItIs(Guests guests, TopicReader reader) throws Exception {
    Instant still = Instant.now();
    List<PageSample> samples = new ArrayList<>();
    List<Set<ByteBuffer>> exact = new ArrayList<>();
    for (int guest = 1; guest <= 3; guest++) {
      String vm = Guests.uuid(guest);
      // of two passes that ended since, one began since
      await().atMost(60, TimeUnit.SECONDS).until(() -> samples(reader, still, vm).size() >= 2);
      List<PageHashSample> since = samples(reader, still, vm);
      PageHashSample newest = since.get(since.size() - 1);
      assertThat(newest.getTotalPages()).isEqualTo(Guests.MEMORY_BYTES / newest.getPageBytes());
      samples.add(PageHashMapping.sample(newest));
      exact.add(GuestPages.of(guests.process(guest)));
    }
    compare(PageSharing.distinct(samples.get(0)), exact.get(0).size());
    compare(PageSharing.union(samples), union(exact).size());
    int oneImage = compareShared(samples, exact, 0, 1);
    int twoImages = compareShared(samples, exact, 0, 2);
    compareShared(samples, exact, 1, 2);
    assertThat(oneImage - twoImages).isGreaterThan(Guests.IMAGE_PAGES * 9 / 10);
  }

  private static int compareShared(
      List<PageSample> samples, List<Set<ByteBuffer>> exact, int one, int other) {
    Set<ByteBuffer> both = new HashSet<>(exact.get(one));
    both.retainAll(exact.get(other));
    compare(PageSharing.intersection(samples.get(one), samples.get(other)), both.size());
    return both.size();
  }

  private static Set<ByteBuffer> union(List<Set<ByteBuffer>> all) {
    Set<ByteBuffer> union = new HashSet<>();
    all.forEach(union::addAll);
    return union;
  }

  private static void compare(Interval estimate, int truth) {
    double low = estimate.value() - HALF_WIDTHS * (estimate.value() - estimate.low());
    double high = estimate.value() + HALF_WIDTHS * (estimate.high() - estimate.value());
    assertThat((double) truth).as("%s", estimate).isBetween(low, high);
  }

  private void whoIsGoneIsGone(Guests guests, TopicReader reader) throws Exception {
    guests.end(2);
    Instant gone = Instant.now();
    String vm = Guests.uuid(2);
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                records(reader, Topics.PAGEHASH, PageHashSample.class).stream()
                    .anyMatch(sample -> sample.getVm().equals(vm) && sample.getRemoved()));
    Instant settled = gone.plus(INTERVAL.multipliedBy(2));
    await().atMost(60, TimeUnit.SECONDS).until(() -> newer(reader, settled, 1).size() >= 2);
    assertThat(newer(reader, settled, 2)).isEmpty();
    assertThat(newer(reader, settled, 3)).isNotEmpty();
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> newest(reader, "vm/" + vm).getVm().getHost().isEmpty());
    guests.forget(2);
    await().atMost(10, TimeUnit.SECONDS).until(() -> newest(reader, "vm/" + vm).getRemoved());
  }

  private Inventory newest(TopicReader reader, String entity) {
    return Objects.requireNonNull(known(reader).get(entity), entity);
  }

  /** The newest record of each entity. */
  private Map<String, Inventory> known(TopicReader reader) {
    Map<String, Inventory> known = new HashMap<>();
    records(reader, Topics.INVENTORY, Inventory.class)
        .forEach(record -> known.put(record.getEntity(), record));
    return known;
  }

  private List<BlockIo> newer(TopicReader reader, Instant time, int guest) {
    return records(reader, Topics.BLKIO, BlockIo.class).stream()
        .filter(look -> look.getVm().equals(Guests.uuid(guest)) && look.getTime().isAfter(time))
        .toList();
  }

  private List<PageHashSample> samples(TopicReader reader, Instant time, String vm) {
    return records(reader, Topics.PAGEHASH, PageHashSample.class).stream()
        .filter(
            sample ->
                sample.getVm().equals(vm)
                    && sample.getTime().isAfter(time)
                    && sample.getCoverage() == 1)
        .toList();
  }

  /** Everything of a kind that was ever read from a topic. */
  private <T extends SpecificRecordBase> List<T> records(
      TopicReader reader, Topic topic, Class<T> type) {
    for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
      if (record instanceof TopicRecord.Decoded decoded) {
        records.add(decoded);
      }
    }
    return records.stream()
        .filter(record -> record.position().topic().equals(topic.name()))
        .map(TopicRecord.Decoded::value)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static BlkioConfig blkioConfig() {
    BlkioConfig defaults = BlkioConfig.DEFAULTS;
    return new BlkioConfig(
        KAFKA.bootstrapServers(),
        "hv1",
        INTERVAL,
        defaults.groups(),
        true,
        defaults.root(),
        Map.of(),
        "off");
  }

  private static InventoryConfig inventoryConfig(String uri) throws ConfigException {
    return new ConfigLoader<>(InventoryConfig.DEFAULTS, "X")
        .flags(
            Map.of(
                "bootstrap", KAFKA.bootstrapServers(),
                "source", "hypervisors",
                "sources", "libvirt",
                "libvirt", uri,
                "refresh", "2s",
                "http", "off"))
        .load();
  }

  private static PagehashConfig pagehashConfig() {
    PagehashConfig defaults = PagehashConfig.DEFAULTS;
    return new PagehashConfig(
        KAFKA.bootstrapServers(),
        "hv1",
        "lab",
        "a secret for the lab",
        "",
        Map.of(),
        defaults.rotation(),
        20,
        0,
        defaults.sampleBytes(),
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        defaults.root(),
        Map.of(),
        "off");
  }
}
