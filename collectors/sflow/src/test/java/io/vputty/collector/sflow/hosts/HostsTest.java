package io.vputty.collector.sflow.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.SharedCaptures;
import io.vputty.collector.sflow.TestDatagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.schema.Inventory;
import io.vputty.schema.Load;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HostsTest {

  private static final String VM = "vm/01020304-0506-0708-090a-0b0c0d0e0f10";
  private static final int RUNNING = 1;
  private static final int PAUSED = 3;

  private final Counters counters = new Counters();
  private final Hosts hosts = new Hosts("sflow/test", "dc", counters);
  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());

  @Test
  void findsRealHostsAndVirtualMachines() throws Exception {
    long timeMs = 0;
    for (byte[] payload : SharedCaptures.payloads(SharedCaptures.capture("hsflowd-kvm-pcap"))) {
      hosts.take(decoder.decode(payload, 0, payload.length), timeMs);
      timeMs += 100;
    }
    List<Finding> found = found();
    assertThat(inventory(found))
        .extracting(Inventory::getEntity)
        .contains(
            "host/hvB",
            "vm/00000001-aaaa-bbbb-cccc-000000000001",
            "vm/00000003-aaaa-bbbb-cccc-000000000003");
    Inventory g1 = newest(found, "vm/00000001-aaaa-bbbb-cccc-000000000001");
    assertThat(g1.getVm().getName()).isEqualTo("g1");
    assertThat(g1.getVm().getHost()).isEqualTo("hvB");
    assertThat(g1.getVm().getMacs()).containsExactly(0x525400000101L);
    assertThat(g1.getVm().getMemoryBytes()).isEqualTo(201326592L);
    assertThat(loads(found))
        .anySatisfy(
            load -> {
              assertThat(load.getEntity()).isEqualTo("hvB");
              assertThat(load.getCpuCores()).isPositive();
              assertThat(load.getMemoryBytes()).isPositive();
            })
        .anySatisfy(
            load -> {
              assertThat(load.getEntity()).isEqualTo("00000001-aaaa-bbbb-cccc-000000000001");
              assertThat(load.getMemoryBytes()).isEqualTo(201326592L);
            });
  }

  @Test
  void tellsCpuAndBytesPerSecondFromWhatCountersGrewBy() throws Exception {
    take(1, vm(RUNNING, 1_000, 5_000), 0);
    take(1, vm(RUNNING, 3_000, 25_000), 10_000);
    Load load = loads(found()).get(0);
    assertThat(load.getCpuCores()).isEqualTo(0.2, within(1e-9));
    assertThat(load.getReceivedBytesPerSecond()).isEqualTo(2_000);
    assertThat(load.getIntervalMs()).isEqualTo(10_000);
  }

  @Test
  void allowsForACounterThatWrappedAndNotForOneThatBeganAnew() throws Exception {
    take(1, vm(RUNNING, 0xFFFF_FC17L, 5_000), 0);
    take(1, vm(RUNNING, 1_000, 4_000), 10_000);
    Load load = loads(found()).get(0);
    assertThat(load.getCpuCores()).isEqualTo(0.2, within(1e-3));
    assertThat(load.getReceivedBytesPerSecond()).isEqualTo(-1);

    take(1, vm(RUNNING, 3_000, 6_000), 20_000);
    take(1, vm(RUNNING, 100, 8_000), 30_000);
    List<Load> loads = loads(found());
    assertThat(loads.get(0).getCpuCores()).isEqualTo(0.2, within(1e-9));
    assertThat(loads.get(1).getCpuCores()).isEqualTo(-1);
    assertThat(loads.get(1).getReceivedBytesPerSecond()).isEqualTo(200);
  }

  @Test
  void doesNotBelieveACounterOfAllOnes() throws Exception {
    take(1, vm(RUNNING, 1_000, 5_000), 0);
    take(1, vm(RUNNING, 2_000, -1), 10_000);
    take(1, vm(RUNNING, 3_000, 9_000), 20_000);
    assertThat(loads(found()))
        .extracting(Load::getReceivedBytesPerSecond)
        .containsExactly(-1.0, -1.0);
  }

  @Test
  void movesAVirtualMachineThatRunsUnderAnotherAgent() throws Exception {
    take(1, host("a"), 0);
    take(2, host("b"), 0);
    take(1, vm(RUNNING, 1, 1), 1_000);
    take(2, vm(PAUSED, 1, 1), 2_000);
    assertThat(newest(found(), VM).getVm().getHost()).isEqualTo("a");

    take(2, vm(RUNNING, 1, 1), 3_000);
    Inventory moved = newest(found(), VM);
    assertThat(moved.getVm().getHost()).isEqualTo("b");
    assertThat(moved.getTime().toEpochMilli()).isEqualTo(3_000);
    assertThat(moved.getSource()).isEqualTo("sflow");
    assertThat(moved.getDomain()).isEqualTo("dc");
  }

  @Test
  void saysNothingTwice() throws Exception {
    take(1, host("a"), 0);
    take(1, vm(RUNNING, 1, 1), 0);
    assertThat(inventory(found())).hasSize(2);
    take(1, host("a"), 20_000);
    take(1, vm(RUNNING, 1, 1), 20_000);
    assertThat(inventory(found())).isEmpty();
  }

  @Test
  void removesAVirtualMachineThatItsHostNoLongerReports() throws Exception {
    take(1, host("a"), 0);
    take(1, vm(RUNNING, 1, 1), 0);
    for (long timeMs = 20_000; timeMs <= 420_000; timeMs += 20_000) {
      take(1, host("a"), timeMs);
    }
    Inventory last = newest(found(), VM);
    assertThat(last.getRemoved()).isTrue();
    assertThat(last.getVm().getName()).isEqualTo("web");
  }

  @Test
  void keepsWhatAHostThatFellSilentHad() throws Exception {
    take(1, host("a"), 0);
    take(1, vm(RUNNING, 1, 1), 0);
    take(2, host("b"), 1_000_000);
    assertThat(inventory(found())).noneMatch(Inventory::getRemoved);
  }

  @Test
  void publishesNoInventoryWithoutADomain() throws Exception {
    Hosts loadOnly = new Hosts("sflow/test", "", counters);
    byte[] bytes = datagram(1, host("a"));
    loadOnly.take(decoder.decode(bytes, 0, bytes.length), 0);
    loadOnly.take(decoder.decode(bytes, 0, bytes.length), 1_000);
    assertThat(loadOnly.next().orElseThrow().record()).isInstanceOf(Load.class);
    assertThat(loadOnly.next()).isEmpty();
  }

  private void take(int agent, List<byte[]> records, long timeMs)
      throws MalformedDatagramException {
    byte[] bytes = datagram(agent, records);
    hosts.take(decoder.decode(bytes, 0, bytes.length), timeMs);
  }

  private static byte[] datagram(int agent, List<byte[]> records) {
    int length = records.stream().mapToInt(record -> record.length).sum();
    ByteBuffer sample = ByteBuffer.allocate(12 + length);
    sample.putInt(1).putInt(3 << 24 | 7).putInt(records.size());
    records.forEach(sample::put);
    return new TestDatagram().agent(agent).sample(2, sample.array()).bytes();
  }

  private static List<byte[]> host(String name) {
    ByteBuffer cpu = ByteBuffer.allocate(68);
    cpu.putInt(20, 8);
    return List.of(description(name), record(2003, cpu.array()), record(2004, new byte[72]));
  }

  private static List<byte[]> vm(int state, long cpuMs, long receivedBytes) {
    return List.of(
        description("web"),
        record(2101, ByteBuffer.allocate(12).putInt(state).putInt((int) cpuMs).putInt(2).array()),
        record(2102, ByteBuffer.allocate(16).putLong(1 << 20).putLong(2 << 20).array()),
        record(2104, ByteBuffer.allocate(40).putLong(receivedBytes).array()));
  }

  private static byte[] description(String name) {
    ByteBuffer body = ByteBuffer.allocate(8 + 16 + 12);
    body.putInt(name.length()).put(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    body.position(8);
    for (int i = 1; i <= 16; i++) {
      body.put((byte) i);
    }
    return record(2000, body.array());
  }

  private static byte[] record(int tag, byte[] body) {
    return ByteBuffer.allocate(8 + body.length).putInt(tag).putInt(body.length).put(body).array();
  }

  private List<Finding> found() {
    return new ArrayList<>(
        Stream.generate(hosts::next)
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .toList());
  }

  private static List<Load> loads(List<Finding> findings) {
    return findings.stream()
        .map(Finding::record)
        .filter(Load.class::isInstance)
        .map(Load.class::cast)
        .toList();
  }

  private static List<Inventory> inventory(List<Finding> findings) {
    return findings.stream()
        .map(Finding::record)
        .filter(Inventory.class::isInstance)
        .map(Inventory.class::cast)
        .toList();
  }

  private static Inventory newest(List<Finding> findings, String entity) {
    return inventory(findings).stream()
        .filter(record -> record.getEntity().equals(entity))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }
}
