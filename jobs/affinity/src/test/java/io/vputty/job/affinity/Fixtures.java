package io.vputty.job.affinity;

import io.vputty.mapping.FleetChange;
import io.vputty.mapping.FlowMapping;
import io.vputty.mapping.FlowSecond;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.schema.Direction;
import io.vputty.schema.Endpoint;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.UnreadableRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/** Two hosts of one rack, a VM on each, and what their agents see. */
final class Fixtures {

  static final String AGENT_A = "10.0.0.1";
  static final String AGENT_B = "10.0.0.2";
  static final String SWITCH = "10.0.0.9";

  /** Packets that one sample stands for. */
  static final int RATE = 100;

  /** Length of every frame, bytes. */
  static final int FRAME = 1_000;

  private Fixtures() {}

  static FleetChange host(String name, String agent) {
    Host host = new Host(name, "dc", "rack", "zone", 8, 1L << 36, true, Map.of());
    return new FleetChange(
        -60_000,
        "host/" + name,
        "dc",
        false,
        host,
        null,
        null,
        agent.isEmpty() ? List.of() : List.of(agent),
        false,
        List.of(),
        List.of(),
        -1,
        false,
        0,
        0);
  }

  static FleetChange vm(String id, long mac, String host, long timeMs) {
    Vm vm = new Vm(id, id, host, "dc", 1, 1L << 30, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
    return new FleetChange(
        timeMs,
        "vm/" + id,
        "dc",
        false,
        null,
        vm,
        null,
        List.of(),
        false,
        List.of(mac),
        List.of(new String(ip(mac), StandardCharsets.ISO_8859_1)),
        -1,
        false,
        0,
        0);
  }

  static FleetChange volume(String id, String host) {
    return new FleetChange(
        0,
        "volume/" + id,
        "dc",
        false,
        null,
        null,
        new Volume(id, host, ""),
        List.of(),
        false,
        List.of(),
        List.of(),
        -1,
        false,
        0,
        0);
  }

  /** What an agent sampled of VMs, by their MAC addresses, in one second. */
  static FlowSecond second(long timeMs, String agent, long from, long to, long samples) {
    FlowSums sums =
        FlowSums.newBuilder()
            .setSource(new Endpoint(from, ByteBuffer.wrap(ip(from))))
            .setDestination(new Endpoint(to, ByteBuffer.wrap(ip(to))))
            .setDirection(Direction.INGRESS)
            .setRate(RATE)
            .setSamples(samples)
            .setBytes(samples * FRAME)
            .setSquaresLow(samples * FRAME * FRAME)
            .build();
    FlowBatch batch =
        FlowBatch.newBuilder()
            .setTime(Instant.ofEpochMilli(timeMs))
            .setAgent(agent)
            .setFlows(List.of(sums))
            .setSamples(samples)
            .build();
    try {
      return FlowMapping.second(batch);
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  static Sighting sighting(long paneEndMs, String agent, long samples) {
    Sighting sighting = new Sighting();
    sighting.paneEndMs = paneEndMs;
    sighting.agent = agent;
    sighting.sourceMac = 1;
    sighting.destinationMac = 2;
    sighting.vni = -1;
    sighting.rate = RATE;
    sighting.samples = samples;
    sighting.bytes = samples * FRAME;
    sighting.squaresLow = samples * FRAME * FRAME;
    return sighting;
  }

  static PaneBlock block(long atMs, Sighting... sightings) throws IOException {
    DataOutputSerializer rows = new DataOutputSerializer(100);
    for (Sighting sighting : sightings) {
      sighting.write(rows);
    }
    return PaneBlock.of(0, atMs, rows.getCopyOfBuffer());
  }

  static EdgePane pane(String from, String to, long paneEndMs, long samples) {
    EdgePane pane = new EdgePane();
    pane.paneEndMs = paneEndMs;
    pane.atMs = paneEndMs;
    pane.from = from;
    pane.to = to;
    pane.sums.add(RATE, samples, samples * FRAME, samples * FRAME * FRAME, 0);
    return pane;
  }

  static PaneBlock block(long atMs, EdgePane... panes) throws IOException {
    DataOutputSerializer rows = new DataOutputSerializer(100);
    for (EdgePane pane : panes) {
      pane.write(rows);
    }
    return PaneBlock.of(0, atMs, rows.getCopyOfBuffer());
  }

  /** What an agent says of a pane; its samples stand for {@link #RATE} packets each. */
  static Surroundings report(String agent, long paneEndMs, long arrived, long lost) {
    AgentPane report = new AgentPane();
    report.agent = agent;
    report.paneEndMs = paneEndMs;
    report.atMs = paneEndMs;
    report.arrived = arrived;
    report.lost = lost;
    report.samples = arrived;
    report.packets = arrived * RATE;
    return Surroundings.of(report);
  }

  private static byte[] ip(long number) {
    return new byte[] {10, 0, 0, (byte) number};
  }

  /** Entries of keyed state that an operator holds over all keys. */
  static int stateEntries(AbstractStreamOperator<?> operator) {
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }
}
