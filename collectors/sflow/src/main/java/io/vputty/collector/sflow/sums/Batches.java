package io.vputty.collector.sflow.sums;

import io.vputty.schema.Direction;
import io.vputty.schema.Endpoint;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The records of one agent's second. A row takes at most 130 bytes, so that {@value #MAX_FLOWS}
 * stay below 900 kB; what concerns the agent as a whole is in the first batch alone.
 */
record Batches(AgentSecond second, String collector, long epoch) {

  static final int MAX_FLOWS = 6500;

  private static final ByteBuffer NO_ADDRESS = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final long MAC_MASK = 0xFFFF_FFFF_FFFFL;
  private static final int VLAN_MASK = 0xFFF;

  Stream<FlowBatch> stream() {
    int batches = Math.max(1, (second.flows().size() + MAX_FLOWS - 1) / MAX_FLOWS);
    return IntStream.range(0, batches).mapToObj(this::batch);
  }

  private FlowBatch batch(int number) {
    boolean first = number == 0;
    return FlowBatch.newBuilder()
        .setTime(Instant.ofEpochMilli(second.startMs()))
        .setAgent(second.agent())
        .setCollector(collector)
        .setEpoch(epoch)
        .setFlows(flows(number * MAX_FLOWS))
        .setDatagrams(first ? second.datagrams() : 0)
        .setLostDatagrams(first ? second.lostDatagrams() : 0)
        .setSamples(first ? second.samples() : 0)
        .setLostSamples(first ? second.lostSamples() : 0)
        .setAgentDrops(first ? second.agentDrops() : 0)
        .setCompleteness(completeness())
        .setShedFactor(second.shedFactor())
        .build();
  }

  /** Share of the samples that arrived; of the datagrams, if none of them brought any. */
  private double completeness() {
    long samples = second.samples() + second.lostSamples();
    return samples > 0
        ? 1 - (double) second.lostSamples() / samples
        : 1 - (double) second.lostDatagrams() / (second.datagrams() + second.lostDatagrams());
  }

  private List<FlowSums> flows(int from) {
    int to = Math.min(from + MAX_FLOWS, second.flows().size());
    List<FlowSums> flows = new ArrayList<>(to - from);
    for (int row = from; row < to; row++) {
      flows.add(flow(row));
    }
    return flows;
  }

  private FlowSums flow(int row) {
    FlowTable table = second.flows();
    long macs = table.key(row, FlowKey.MACS);
    long ports = table.key(row, FlowKey.PORTS);
    long subAgentAndVni = table.key(row, FlowKey.SUB_AGENT_VNI);
    FlowSums sums = new FlowSums();
    sums.setSource(endpoint(row, macs & MAC_MASK, FlowKey.SOURCE_IP));
    sums.setDestination(
        endpoint(row, table.key(row, FlowKey.DESTINATION_MAC), FlowKey.DESTINATION_IP));
    sums.setVlan((int) (macs >>> FlowKey.VLAN_SHIFT) & VLAN_MASK);
    sums.setVni((int) subAgentAndVni);
    sums.setSubAgent((int) (subAgentAndVni >> 32));
    sums.setSourceId(table.key(row, FlowKey.SOURCE_ID));
    sums.setDirection(direction(macs));
    sums.setInputPort(ports >>> 32);
    sums.setOutputPort(ports & 0xFFFF_FFFFL);
    sums.setRate(second.shedFactor() * Double.longBitsToDouble(table.key(row, FlowKey.RATE)));
    sums.setSamples(table.samples(row));
    sums.setBytes(table.bytes(row));
    sums.setSquaresLow(table.squaresLow(row));
    sums.setSquaresHigh(table.squaresHigh(row));
    sums.setClustered(table.clustered(row));
    return sums;
  }

  private static Direction direction(long macs) {
    boolean egress = ((macs >>> FlowKey.DIRECTION_SHIFT) & 3) == 2;
    return egress ? Direction.EGRESS : Direction.INGRESS;
  }

  private Endpoint endpoint(int row, long mac, int ipWord) {
    int version = (int) (second.flows().key(row, FlowKey.MACS) >>> FlowKey.IP_VERSION_SHIFT) << 1;
    long high = second.flows().key(row, ipWord);
    long low = second.flows().key(row, ipWord + 1);
    ByteBuffer ip =
        switch (version) {
          case 4 -> ByteBuffer.allocate(4).putInt((int) low).flip();
          case 6 -> ByteBuffer.allocate(16).putLong(high).putLong(low).flip();
          default -> NO_ADDRESS;
        };
    return new Endpoint(mac, ip);
  }
}
