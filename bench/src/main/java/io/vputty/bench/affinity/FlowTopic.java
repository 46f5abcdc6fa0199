package io.vputty.bench.affinity;

import io.vputty.schema.Direction;
import io.vputty.schema.Endpoint;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Vm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fleet and what its agents sampled, written as the collectors write it: every edge is seen each
 * second at both ends. Drawn from a seed.
 *
 * @param hosts hosts, one agent each
 * @param vmsPerHost VMs on each
 * @param edges directed edges between VMs of different hosts
 * @param seconds seconds of flows
 * @param hubShare share of the edges that the first VM sends or receives
 */
record FlowTopic(int hosts, int vmsPerHost, int edges, int seconds, double hubShare) {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final int RATE = 1_000;
  private static final int RACK = 20;
  private static final long SEED = 7;

  /** Entries that it writes: sums of one pair at one sampling point in one second. */
  long entries() {
    return 2L * edges * seconds;
  }

  Instant end() {
    return START.plusSeconds(seconds);
  }

  void write(Map<String, String> kafka) {
    try (TopicWriter writer = new TopicWriter(kafka, "bench", 1)) {
      writeFleet(writer);
      writeFlows(writer);
    }
  }

  private void writeFleet(TopicWriter writer) {
    for (int host = 0; host < hosts; host++) {
      Host record =
          Host.newBuilder()
              .setName("host-" + host)
              .setAgents(List.of(agent(host)))
              .setRack("rack-" + host / RACK)
              .setZone("zone")
              .setCpuCores(64)
              .setMemoryBytes(1L << 38)
              .build();
      send(writer, "host/host-" + host, record, null);
    }
    for (int vm = 0; vm < hosts * vmsPerHost; vm++) {
      Vm record =
          Vm.newBuilder()
              .setId(id(vm))
              .setName("vm-" + vm)
              .setHost("host-" + vm / vmsPerHost)
              .setMacs(List.of(mac(vm)))
              .setIps(List.of(ip(vm)))
              .build();
      send(writer, "vm/" + id(vm), null, record);
    }
    var unused = writer.mark(Topics.INVENTORY, end().plusSeconds(3_600));
    writer.flush();
  }

  private static void send(
      TopicWriter writer, String entity, @Nullable Host host, @Nullable Vm vm) {
    Inventory.Builder record =
        Inventory.newBuilder()
            .setTime(START.minusSeconds(60))
            .setEntity(entity)
            .setDomain("dc")
            .setSource("bench");
    if (host != null) {
      record.setHost(host);
    }
    if (vm != null) {
      record.setVm(vm);
    }
    var unused = writer.send(Topics.INVENTORY, entity, record.build());
  }

  private void writeFlows(TopicWriter writer) {
    List<List<int[]>> ofHost = new ArrayList<>();
    for (int host = 0; host < hosts; host++) {
      ofHost.add(new ArrayList<>());
    }
    Random random = new Random(SEED);
    for (int edge = 0; edge < edges; edge++) {
      int[] ends = ends(random);
      ofHost.get(ends[0] / vmsPerHost).add(ends);
      ofHost.get(ends[1] / vmsPerHost).add(ends);
    }
    for (int second = 0; second < seconds; second++) {
      for (int host = 0; host < hosts; host++) {
        var unused =
            writer.send(Topics.FLOWS, agent(host), batch(host, second, ofHost.get(host), random));
      }
      var unused = writer.mark(Topics.FLOWS, START.plusSeconds(second + 1));
    }
    var unused = writer.mark(Topics.FLOWS, end().plusSeconds(1));
    writer.flush();
  }

  private int[] ends(Random random) {
    int vms = hosts * vmsPerHost;
    boolean hub = random.nextDouble() < hubShare;
    int one = hub ? 0 : random.nextInt(vms);
    int other = random.nextInt(vms);
    while (other / vmsPerHost == one / vmsPerHost) {
      other = random.nextInt(vms);
    }
    return random.nextBoolean() ? new int[] {one, other} : new int[] {other, one};
  }

  private static FlowBatch batch(int host, int second, List<int[]> edges, Random random) {
    List<FlowSums> flows = new ArrayList<>(edges.size());
    long samples = 0;
    for (int[] ends : edges) {
      int drawn = 1 + random.nextInt(3);
      int length = 64 + random.nextInt(1_450);
      samples += drawn;
      flows.add(
          FlowSums.newBuilder()
              .setSource(new Endpoint(mac(ends[0]), ip(ends[0])))
              .setDestination(new Endpoint(mac(ends[1]), ip(ends[1])))
              .setSourceId(3)
              .setDirection(Direction.INGRESS)
              .setInputPort(ends[0] % 64)
              .setOutputPort(ends[1] % 64)
              .setRate(RATE)
              .setSamples(drawn)
              .setBytes((long) drawn * length)
              .setSquaresLow((long) drawn * length * length)
              .build());
    }
    return FlowBatch.newBuilder()
        .setTime(START.plusSeconds(second))
        .setAgent(agent(host))
        .setCollector("bench")
        .setEpoch(1)
        .setFlows(flows)
        .setDatagrams(samples / 5 + 1)
        .setSamples(samples)
        .build();
  }

  private static String agent(int host) {
    return "10.255." + host / 250 + "." + (1 + host % 250);
  }

  private static String id(int vm) {
    return UUID.nameUUIDFromBytes(("vm-" + vm).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static long mac(int vm) {
    return 0x5254_0000_0000L | vm;
  }

  private static ByteBuffer ip(int vm) {
    return ByteBuffer.wrap(new byte[] {10, (byte) (vm >> 16), (byte) (vm >> 8), (byte) vm});
  }
}
