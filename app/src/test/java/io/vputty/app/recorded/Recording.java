package io.vputty.app.recorded;

import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.sflow.PcapReplay;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Vm;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Fills the input topics of a broker with a simulated run, without waiting for its seconds to pass.
 */
final class Recording {

  static final String DOMAIN = "dc";
  static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final List<Topic> CONTROL =
      List.of(Topics.INVENTORY, Topics.SETTINGS, Topics.DECISIONS, Topics.OUTCOMES);

  private Recording() {}

  /** Records some seconds, in which tenants change whom they talk to at one of them. */
  static void record(
      String bootstrap, DataCentre centre, int seconds, int changeAtSecond, Path directory)
      throws Exception {
    Path capture = Files.createTempFile(directory, "run", ".pcap");
    try (TopicWriter writer =
        new TopicWriter(Map.of("bootstrap.servers", bootstrap), "recorder", 1)) {
      inventory(writer, centre);
      SimulatedCapture.write(centre, START, seconds, changeAtSecond, capture);
      for (int second = 0; second <= seconds; second++) {
        Instant time = START.plusSeconds(second);
        CONTROL.forEach(topic -> writer.mark(topic, time).join());
      }
      Instant end = START.plusSeconds(seconds + 120);
      CONTROL.forEach(topic -> writer.lastMark(topic, end).join());
    }
    SflowConfig config =
        new ConfigLoader<>(SflowConfig.DEFAULTS, "VPUTTY_IT")
            .flags(Map.of("bootstrap", bootstrap, "collector", "it"))
            .load();
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
