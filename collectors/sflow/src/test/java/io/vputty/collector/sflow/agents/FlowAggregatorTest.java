package io.vputty.collector.sflow.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.TestDatagram;
import io.vputty.collector.sflow.TestDatagram.Point;
import io.vputty.collector.sflow.packet.TestPacket;
import io.vputty.collector.sflow.sums.Backlog;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.schema.Codec;
import io.vputty.schema.Direction;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowAggregatorTest {

  private static final int OVS_BRIDGE = (2 << 24) | 1000;
  private static final int MULTIPLE_3 = 0x8000_0003;
  private static final int INTERNAL = 0x3FFF_FFFF;
  private static final int LARGEST_RECORD = 900_000;
  private static final int MAX_FLOWS = 6500;

  private static final Point POINT = new Point(3, 3, 4, 16, 0);

  private final Counters counters = new Counters();
  private final Backlog backlog = new Backlog(1L << 30);
  private final FlowAggregator aggregator = new FlowAggregator(Admission.ALL, backlog, counters);
  private final FlowAggregator.Adder adder = aggregator.adder();
  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
  private long timeMs;

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
            .flow(new Point(1, 1, 2, 1, 130), 2, 0, 64, TestDatagram.FRAME));
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
    add(new TestDatagram().agent(1).sequence(13));
    assertThat(close()).extracting(FlowBatch::getLostDatagrams).containsExactly(1L);
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
    byte[] frame = HEADER_IPV6.clone();
    int pairs = 2 * MAX_FLOWS + 1;
    for (int pair = 0; pair < pairs; pair++) {
      ByteBuffer.wrap(frame).putInt(6, -1 - pair);
      Point point = new Point(-1, -1, -2, -3, 0);
      byte[] bytes =
          new TestDatagram()
              .sequence(pair)
              .subAgent(Integer.MIN_VALUE)
              .flow(point, -1, frame)
              .bytes();
      adder.add(decoder.decode(bytes, 0, bytes.length), 0);
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
    int sequence = 0;
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
      add(
          new TestDatagram()
              .sequence(++sequence)
              .flow(new Point(1, 1, 2, 1, 0), sequence, 0, 104, frame));
    }
    List<FlowSums> flows = close().get(0).getFlows();
    assertThat(flows).extracting(FlowSums::getVni).containsExactly(42, 43);
    assertThat(flows).extracting(FlowSums::getSamples).containsExactly(2L, 1L);
  }

  @Test
  void reportsWhatIsKnownOfAnAgent() throws Exception {
    long sentNanos = 1_700_000_000_250_000_000L;
    ByteBuffer sample = ByteBuffer.allocate(32 + 16).putInt(1).putInt(3).putInt(64);
    sample.position(28).putInt(1).putInt(1043).putInt(8).putLong(sentNanos);
    timeMs = sentNanos / 1_000_000 - 250;
    add(new TestDatagram().subAgent(5).sample(1, sample.array()));
    close();
    AgentReport report = aggregator.reports().get(0);
    assertThat(report.agent()).isEqualTo("10.0.0.200");
    assertThat(report.subAgents()).isEqualTo(1);
    assertThat(report.clockSkew()).isEqualTo(Duration.ofMillis(250));
    assertThat(report.configuredRate()).isEqualTo(64);
    assertThat(report.structures())
        .containsExactly("sample 0:1 flow_sample", "flow 0:1043 extended_timestamp");
  }

  @Test
  void countsALateDatagramInTheOpenSecond() throws Exception {
    aggregator.advance(5_000);
    timeMs = 4_000;
    add(new TestDatagram());
    aggregator.advance(6_000);
    assertThat(aggregator.next().orElseThrow().startMs()).isEqualTo(5_000);
  }

  @Test
  void movesOnWithADatagramOfALaterSecond() throws Exception {
    add(new TestDatagram());
    timeMs = 7_300;
    add(new TestDatagram().sequence(2));
    assertThat(aggregator.openSecondMs()).isEqualTo(7_000);
    assertThat(aggregator.next().orElseThrow().startMs()).isZero();
  }

  @Test
  void takesADatagramThatCameTwiceOnce() throws Exception {
    add(new TestDatagram().sequence(1).flow(POINT, 100, TestDatagram.FRAME));
    add(new TestDatagram().sequence(2).flow(POINT, 2, 0, 100, TestDatagram.FRAME));
    byte[] again = new TestDatagram().sequence(1).flow(POINT, 100, TestDatagram.FRAME).bytes();
    assertThat(adder.add(decoder.decode(again, 0, again.length), timeMs)).isFalse();
    FlowBatch batch = close().get(0);
    assertThat(batch.getDatagrams()).isEqualTo(2);
    assertThat(batch.getFlows().get(0).getSamples()).isEqualTo(2);
    assertThat(counters.value("datagrams.duplicate")).isEqualTo(1);
    assertThat(aggregator.reports()).extracting(AgentReport::duplicates).containsExactly(1L);
  }

  @Test
  void tellsWhatShareOfTheSamplesArrived() throws Exception {
    add(new TestDatagram().sequence(1).flow(POINT, 1, 0, 100, TestDatagram.FRAME));
    add(new TestDatagram().sequence(5).flow(POINT, 9, 0, 100, TestDatagram.FRAME));
    close();
    add(new TestDatagram().sequence(6).flow(POINT, 10, 0, 100, TestDatagram.FRAME));
    FlowBatch batch = close().get(0);
    assertThat(batch.getLostDatagrams()).isEqualTo(3);
    assertThat(batch.getLostSamples()).isEqualTo(7);
    assertThat(batch.getCompleteness()).isEqualTo(1.0 / 8);
    assertThat(aggregator.reports().get(0).lossShare()).isEqualTo(0.7);
  }

  @Test
  void losesNothingWhenAnAgentRestarts() throws Exception {
    add(new TestDatagram().sequence(2071).uptimeMs(362_000));
    add(new TestDatagram().sequence(5).uptimeMs(0));
    add(new TestDatagram().sequence(6).uptimeMs(1));
    close();
    add(new TestDatagram().sequence(7).uptimeMs(1000));
    assertThat(close()).extracting(FlowBatch::getLostDatagrams).containsExactly(0L);
    assertThat(counters.value("datagrams.duplicate")).isZero();
  }

  @Test
  void losesNothingThatWentElsewhereDuringALongSilence() throws Exception {
    add(new TestDatagram().sequence(10));
    timeMs = 100_000;
    add(new TestDatagram().sequence(900));
    close();
    add(new TestDatagram().sequence(901));
    assertThat(close()).extracting(FlowBatch::getLostDatagrams).containsOnly(0L);
  }

  @Test
  void refusesAgentsThatAreNotListed() throws Exception {
    Admission admission = new Admission(List.of(AddressBlock.parse("10.0.0.1")), true, 10);
    FlowAggregator strict = new FlowAggregator(admission, backlog, counters);
    FlowAggregator.Adder lane = strict.adder();
    for (int agent = 1; agent <= 3; agent++) {
      byte[] bytes = new TestDatagram().agent(agent).bytes();
      assertThat(lane.add(decoder.decode(bytes, 0, bytes.length), 0)).isEqualTo(agent == 1);
    }
    assertThat(counters.value("datagrams.refused.agent-not-listed")).isEqualTo(2);
  }

  @Test
  void shedsWhatOneAgentSendsTooFastAndLetsTheRestStandForIt() throws Exception {
    Admission admission = new Admission(List.of(), true, 100);
    FlowAggregator limited = new FlowAggregator(admission, backlog, counters);
    FlowAggregator.Adder lane = limited.adder();
    int sequence = 0;
    long kept = 0;
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < 1000; i++) {
        byte[] bytes =
            new TestDatagram()
                .sequence(++sequence)
                .flow(POINT, sequence, 0, 100, TestDatagram.FRAME)
                .bytes();
        boolean added = lane.add(decoder.decode(bytes, 0, bytes.length), second * 1000L);
        kept += added ? 1 : 0;
      }
      byte[] quiet = new TestDatagram().agent(1).sequence(second + 1).bytes();
      assertThat(lane.add(decoder.decode(quiet, 0, quiet.length), second * 1000L)).isTrue();
    }
    limited.advance(9_000);
    List<FlowBatch> loud =
        Stream.generate(limited::next)
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .flatMap(second -> second.batches("test", 1))
            .filter(batch -> batch.getAgent().endsWith(".200"))
            .toList();
    assertThat(loud.get(0).getShedFactor()).isEqualTo(1);
    for (FlowBatch batch : loud.subList(1, 3)) {
      FlowSums flow = batch.getFlows().get(0);
      assertThat(flow.getSamples()).isBetween(60L, 140L);
      assertThat(flow.getSamples() * flow.getRate()).isCloseTo(1000.0 * 16, within(1e-6));
      assertThat(batch.getCompleteness()).isEqualTo(1);
    }
    long shed = counters.value("datagrams.shed.agent-too-fast");
    assertThat(shed + kept).isEqualTo(3000);
  }

  private void add(TestDatagram datagram) throws MalformedDatagramException {
    byte[] bytes = datagram.bytes();
    assertThat(adder.add(decoder.decode(bytes, 0, bytes.length), timeMs)).isTrue();
  }

  private List<FlowBatch> close() {
    timeMs += 1000;
    aggregator.advance(timeMs);
    return Stream.generate(aggregator::next)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .flatMap(second -> second.batches("test", 1))
        .sorted(Comparator.comparing(FlowBatch::getAgent))
        .toList();
  }
}
