package io.vputty.app.recorded;

import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.SimulatedCapture;
import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.collector.sflow.PcapReplay;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.schema.Arming;
import io.vputty.schema.BlockIo;
import io.vputty.schema.HashGaps;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Load;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import io.vputty.schema.VolumeIo;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Fills the input topics of a broker with a simulated run, without waiting for its seconds to pass.
 */
public final class Recording {

  public static final String DOMAIN = "dc";
  public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  static final String VOLUME = "nas:/volumes/one";

  /** Of each look at block I/O. */
  static final int READ_BYTES = 3_000_001;

  static final int WRITTEN_BYTES = 1_000_003;
  static final int LOOK_SECONDS = 5;

  /** Between the hashes of two pages: hashes ascend, and fill their range. */
  private static final long HASH_STEP = 1L << 56;

  private static final List<Topic> CONTROL =
      List.of(Topics.INVENTORY, Topics.SETTINGS, Topics.DECISIONS, Topics.OUTCOMES);

  private Recording() {}

  /** Records some seconds, in which tenants change whom they talk to at one of them. */
  public static void record(
      String bootstrap, DataCentre centre, int seconds, int changeAtSecond, Path directory)
      throws Exception {
    Path capture = Files.createTempFile(directory, "run", ".pcap");
    try (TopicWriter writer =
        new TopicWriter(Map.of("bootstrap.servers", bootstrap), "recorder", 1)) {
      inventory(writer, centre);
      blockIo(writer, centre.fleet().vms().get(0).id(), seconds);
      pages(writer, centre, seconds);
      load(writer, centre, seconds);
      SimulatedCapture.write(centre, START, seconds, changeAtSecond, capture);
      for (int second = 0; second <= seconds; second++) {
        Instant time = START.plusSeconds(second);
        CONTROL.forEach(topic -> writer.mark(topic, time).join());
      }
      Instant end = START.plusSeconds(seconds + 120);
      CONTROL.forEach(topic -> writer.lastMark(topic, end).join());
    }
    SflowConfig config = SflowConfig.DEFAULTS.at(bootstrap, "127.0.0.1", 0);
    PcapReplay.run(
        new PcapReplay.Options(capture, false, Duration.ofSeconds(6)), config, Clock.systemUTC());
  }

  private static void inventory(TopicWriter writer, DataCentre centre) {
    for (SimulatedHost host : centre.fleet().hosts()) {
      send(writer, "host/" + host.name(), entity("host/" + host.name()).setHost(host(host)));
    }
    for (SimulatedVm vm : centre.fleet().vms()) {
      send(writer, "vm/" + vm.id(), entity("vm/" + vm.id()).setVm(vm(vm, centre)));
    }
  }

  /** One VM that reads and writes all the time, looked at beside the panes' ends. */
  private static void blockIo(TopicWriter writer, String vm, int seconds) {
    send(
        writer,
        "volume/" + VOLUME,
        entity("volume/" + VOLUME).setVolume(Volume.newBuilder().setId(VOLUME).build()));
    for (int second = LOOK_SECONDS; second <= seconds; second += LOOK_SECONDS) {
      Instant time = START.plusSeconds(second).plusMillis(400);
      VolumeIo io =
          VolumeIo.newBuilder()
              .setVolume(VOLUME)
              .setReadBytes(READ_BYTES)
              .setReadOperations(301)
              .setWrittenBytes(WRITTEN_BYTES)
              .setWriteOperations(107)
              .setArming(Arming.ARMED)
              .build();
      BlockIo look =
          BlockIo.newBuilder()
              .setTime(time)
              .setVm(vm)
              .setIntervalMs(LOOK_SECONDS * 1000L)
              .setCollector("recorder")
              .setVolumes(List.of(io))
              .build();
      writer.send(Topics.BLKIO, vm, look).join();
      writer.mark(Topics.BLKIO, time).join();
    }
    writer.lastMark(Topics.BLKIO, START.plusSeconds(seconds + 120)).join();
  }

  /** Three VMs that hold some of the same pages, and more of them after half of the time. */
  private static void pages(TopicWriter writer, DataCentre centre, int seconds) {
    for (int second = LOOK_SECONDS; second <= seconds; second += LOOK_SECONDS) {
      Instant time = START.plusSeconds(second).plusMillis(400);
      for (int vm = 0; vm < 3; vm++) {
        String id = centre.fleet().vms().get(vm).id();
        long first = second < seconds / 2 ? 40L * vm : 30L * vm;
        long[] hashes =
            LongStream.range(first, first + 100)
                .map(page -> (page + 1) * HASH_STEP & HashGaps.MASK)
                .toArray();
        PageHashSample sample =
            PageHashSample.newBuilder()
                .setTime(time)
                .setVm(id)
                .setHost(centre.hostOf(id))
                .setTrustDomain("all")
                .setKeyId("key")
                .setKeyEpoch(1)
                .setHashCount(hashes.length)
                .setHashGaps(HashGaps.encode(hashes))
                .setTotalPages(200)
                .setPresentPages(150)
                .setDistinctPages(100)
                .build();
        writer.send(Topics.PAGEHASH, id, sample).join();
      }
      writer.mark(Topics.PAGEHASH, time).join();
    }
    writer.lastMark(Topics.PAGEHASH, START.plusSeconds(seconds + 120)).join();
  }

  /** The first host's VMs want all of its cores at the same time, one second in four. */
  private static void load(TopicWriter writer, DataCentre centre, int seconds) {
    SimulatedHost host = centre.fleet().hosts().get(0);
    List<String> vms =
        centre.fleet().vms().stream()
            .map(SimulatedVm::id)
            .filter(id -> centre.hostOf(id).equals(host.name()))
            .toList();
    for (int second = 1; second <= seconds; second++) {
      Instant time = START.plusSeconds(second);
      double cores = second % 4 == 0 ? 1.2 * host.cpuCores() / vms.size() : 0.1;
      for (String vm : vms) {
        Load record =
            Load.newBuilder()
                .setTime(time)
                .setEntity(vm)
                .setIntervalMs(1_000)
                .setCollector("recorder")
                .setCpuCores(cores)
                .build();
        writer.send(Topics.LOAD, vm, record).join();
      }
      writer.mark(Topics.LOAD, time).join();
    }
    writer.lastMark(Topics.LOAD, START.plusSeconds(seconds + 120)).join();
  }

  private static void send(TopicWriter writer, String key, Inventory.Builder record) {
    writer.send(Topics.INVENTORY, key, record.build()).join();
  }

  private static Inventory.Builder entity(String name) {
    return Inventory.newBuilder()
        .setTime(START.minusSeconds(1))
        .setEntity(name)
        .setDomain(DOMAIN)
        .setSource("it");
  }

  private static Host host(SimulatedHost host) {
    byte[] agent = ByteBuffer.allocate(4).putInt(host.agent()).array();
    String address =
        "%d.%d.%d.%d".formatted(agent[0] & 255, agent[1] & 255, agent[2] & 255, agent[3] & 255);
    return Host.newBuilder()
        .setName(host.name())
        .setRack(host.rack())
        .setZone(host.zone())
        .setAgents(List.of(address))
        .setCpuCores(host.cpuCores())
        .setMemoryBytes(host.memoryBytes())
        .build();
  }

  private static Vm vm(SimulatedVm vm, DataCentre centre) {
    return Vm.newBuilder()
        .setId(vm.id())
        .setName(vm.name())
        .setTenant(vm.tenant())
        .setHost(centre.hostOf(vm.id()))
        .setCpuCores(vm.cpuCores())
        .setMemoryBytes(vm.memoryBytes())
        .setMacs(List.of(vm.mac()))
        .setIps(List.of(ByteBuffer.allocate(4).putInt(vm.ip()).flip()))
        .build();
  }
}
