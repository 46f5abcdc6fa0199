package io.vputty.collector.sflow.sums;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.TestDatagram;
import io.vputty.collector.sflow.TestDatagram.Point;
import io.vputty.collector.sflow.packet.TestPacket;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.MalformedDatagramException;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.schema.Codec;
import io.vputty.schema.Direction;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowAggregatorTest {

  private static final int OVS_BRIDGE = (2 << 24) | 1000;
  private static final int MULTIPLE_3 = 0x8000_0003;
  private static final int INTERNAL = 0x3FFF_FFFF;
  private static final int LARGEST_RECORD = 900_000;

  private final Counters counters = new Counters();
  private final FlowAggregator aggregator = new FlowAggregator(counters);
  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());

  @Test
  void keepsWhatThePacketAndItsSamplingPointSay() throws Exception {
    add(
        new TestDatagram()
            .subAgent(7)
            .flow(new Point(OVS_BRIDGE, 11, MULTIPLE_3, 64, 0), 1018, TestDatagram.FRAME));
    FlowSums sums = close().get(0).getFlows().get(0);

    assertThat(sums.getSource().getMac()).isEqualTo(0x525400000001L);
    assertThat(sums.getDestination().getMac()).isEqualTo(0x525400000002L);
    assertThat(sums.getSource().getIp()).isEqualTo(ByteBuffer.wrap(new byte[] {10, 0, 0, 1}));
    assertThat(sums.getDestination().getIp()).isEqualTo(ByteBuffer.wrap(new byte[] {10, 0, 0, 2}));
    assertThat(sums.getVlan()).isZero();
    assertThat(sums.getVni()).isEqualTo(-1);
    assertThat(sums.getSubAgent()).isEqualTo(7);
    assertThat(sums.getSourceId()).isEqualTo(OVS_BRIDGE);
    assertThat(sums.getDirection()).isEqualTo(Direction.INGRESS);
    assertThat(sums.getInputPort()).isEqualTo(11);
    assertThat(sums.getOutputPort()).isEqualTo(0x8000_0003L);
    assertThat(sums.getRate()).isEqualTo(64.0);
    assertThat(sums.getBytes()).isEqualTo(1014);
    assertThat(sums.getSquaresLow()).isEqualTo(1014 * 1014);
    assertThat(sums.getSquaresHigh()).isZero();
  }

  @Test
  void namesTenantsAndTheirNetworkRatherThanTunnelEnds() throws Exception {
    byte[] frame =
        new TestPacket()
            .ethernet(1, 2)
            .vlan(9)
            .ipv4(11, 12)
            .udp(50000, 4789)
            .vxlan(42)
            .ethernet(3, 4)
            .ipv4(5, 6)
            .tcp(1000, 80)
            .bytes();
    add(new TestDatagram().subAgent(7).flow(new Point(1, 1, 2, 1, 0), 104, frame));
    FlowSums sums = close().get(0).getFlows().get(0);

    assertThat(sums.getVni()).isEqualTo(42);
    assertThat(sums.getSubAgent()).isEqualTo(7);
    assertThat(sums.getVlan()).isZero();
    assertThat(sums.getSource().getMac()).isEqualTo(0x525400000003L);
    assertThat(sums.getDestination().getMac()).isEqualTo(0x525400000004L);
    assertThat(sums.getSource().getIp()).isEqualTo(ByteBuffer.wrap(new byte[] {10, 0, 0, 5}));
    assertThat(sums.getDestination().getIp()).isEqualTo(ByteBuffer.wrap(new byte[] {10, 0, 0, 6}));
    assertThat(sums.getBytes()).isEqualTo(100);
  }

  @Test
  void keepsEqualAddressesOfTwoNetworksApart() throws Exception {
    for (int vni : new int[] {42, 43, 42}) {
      byte[] frame =
          new TestPacket()
              .ethernet(1, 2)
              .ipv4(11, 12)
              .udp(50000, 4789)
              .vxlan(vni)
              .ethernet(3, 4)
              .ipv4(5, 6)
              .bytes();
      add(new TestDatagram().flow(new Point(1, 1, 2, 1, 0), 104, frame));
    }
    List<FlowSums> flows = close().get(0).getFlows();
    assertThat(flows).extracting(FlowSums::getVni).containsExactly(42, 43);
    assertThat(flows).extracting(FlowSums::getSamples).containsExactly(2L, 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, 4, INGRESS",
    "4, 3, 4, EGRESS",
    "3, 3, 3, INGRESS",
    "9, 3, 4, INGRESS",
    "0x020003E8, 1000, 1000, INGRESS"
  })
  void tellsTheDirectionFromTheSamplingPoint(int source, int input, int output, Direction expected)
      throws Exception {
    add(new TestDatagram().flow(new Point(source, input, output, 1, 0), 64, TestDatagram.FRAME));
    assertThat(close().get(0).getFlows())
        .extracting(FlowSums::getDirection)
        .containsExactly(expected);
  }

  @Test
  void namesAnInternalPortZero() throws Exception {
    add(new TestDatagram().flow(new Point(1, 3, INTERNAL, 1, 0), 64, TestDatagram.FRAME));
    assertThat(close().get(0).getFlows()).extracting(FlowSums::getOutputPort).containsExactly(0L);
  }

  @Test
  void countsAgentDropsBetweenSamplesOfOnePoint() throws Exception {
    add(new TestDatagram().flow(new Point(1, 1, 2, 1, 100), 64, TestDatagram.FRAME));
    add(
        new TestDatagram()
            .sequence(2)
            .flow(new Point(2, 2, 1, 1, 5), 64, TestDatagram.FRAME)
            .flow(new Point(1, 1, 2, 1, 130), 64, TestDatagram.FRAME));
    assertThat(close().get(0).getAgentDrops()).isEqualTo(30);
  }

  @Test
  void keepsAgentsAndSubAgentsApart() throws Exception {
    add(new TestDatagram().agent(1).sequence(10));
    add(new TestDatagram().agent(1).subAgent(1).sequence(900));
    add(new TestDatagram().agent(2).sequence(77));
    add(new TestDatagram().agent(1).sequence(12));
    List<FlowBatch> batches = close();
    assertThat(batches).extracting(FlowBatch::getAgent).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(batches).extracting(FlowBatch::getDatagrams).containsExactly(3L, 1L);
    assertThat(batches).extracting(FlowBatch::getLostDatagrams).containsExactly(1L, 0L);
  }

  @Test
  void dropsSamplesThatCannotCountAndSaysWhy() throws Exception {
    byte[] noRecords = new byte[32];
    add(
        new TestDatagram()
            .sample(1, noRecords)
            .flow(new Point(1, 1, 2, 0, 0), 64, TestDatagram.FRAME)
            .flow(new Point(1, 1, 2, 1, 0), 64, TestDatagram.FRAME));
    assertThat(counters.snapshot())
        .containsEntry("samples.counted", 1L)
        .containsEntry("samples.dropped.no-header", 1L)
        .containsEntry("samples.dropped.no-rate", 1L);
  }

  @Test
  void splitsWhatWouldNotFitOneRecord() throws Exception {
    aggregator.advance(0);
    byte[] frame = HEADER_IPV6.clone();
    int pairs = 2 * Batches.MAX_FLOWS + 1;
    for (int pair = 0; pair < pairs; pair++) {
      ByteBuffer.wrap(frame).putInt(6, -1 - pair);
      Point point = new Point(-1, -1, -2, -3, 0);
      byte[] bytes =
          new TestDatagram()
              .sequence(pair)
              .subAgent(Integer.MIN_VALUE)
              .flow(point, -1, frame)
              .bytes();
      aggregator.add(decoder.decode(bytes, 0, bytes.length));
    }
    List<FlowBatch> batches = close();
    assertThat(batches).hasSize(3);
    assertThat(batches).extracting(FlowBatch::getDatagrams).containsExactly((long) pairs, 0L, 0L);
    assertThat(batches.stream().mapToInt(batch -> batch.getFlows().size()).sum()).isEqualTo(pairs);
    assertThat(new Codec().encode(batches.get(0))).hasSizeLessThan(LARGEST_RECORD);
  }

  /** An Ethernet header, a VLAN tag and an IPv6 header, all of large numbers. */
  private static final byte[] HEADER_IPV6 = largeHeader();

  private static byte[] largeHeader() {
    ByteBuffer header = ByteBuffer.allocate(58);
    java.util.Arrays.fill(header.array(), (byte) 0xFF);
    header.putInt(12, 0x8100_0FFF).putShort(16, (short) 0x86DD).put(18, (byte) 0x60);
    header.put(24, (byte) 59);
    return header.array();
  }

  @Test
  void countsALateDatagramInTheOpenSecond() throws Exception {
    aggregator.advance(5_000);
    aggregator.advance(4_000);
    add(new TestDatagram());
    FlowSecond second = aggregator.advance(6_000).orElseThrow();
    assertThat(second.start().toEpochMilli()).isEqualTo(5_000);
  }

  private void add(TestDatagram datagram) throws MalformedDatagramException {
    byte[] bytes = datagram.bytes();
    assertThat(aggregator.add(decoder.decode(bytes, 0, bytes.length))).isTrue();
  }

  private List<FlowBatch> close() {
    return aggregator.advance(1_000).orElseThrow().batches("test", 1).toList();
  }
}
