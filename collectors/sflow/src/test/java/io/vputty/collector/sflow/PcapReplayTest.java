package io.vputty.collector.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.Addresses;
import io.vputty.collector.Counters;
import io.vputty.schema.Endpoint;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PcapReplayTest {

  private static final long EPOCH = 7;

  /** Packets, bytes and squares of bytes, each times the rate but the squares. */
  private record Totals(BigInteger packets, BigInteger bytes, BigInteger squares) {

    Totals plus(Totals other) {
      return new Totals(
          packets.add(other.packets), bytes.add(other.bytes), squares.add(other.squares));
    }
  }

  static List<String> captures() throws IOException {
    return SharedCaptures.withReference();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void sumsWhatTheReferenceSampled(String capture) throws Exception {
    RecordingOutbox outbox = new RecordingOutbox();
    PcapReplay.Summary summary = replay(SharedCaptures.capture(capture), outbox);
    List<JsonNode> reference = SharedCaptures.reference(capture);

    assertThat(byPair(outbox.batches)).isNotEmpty().isEqualTo(byPairOf(reference));
    long received = reference.size();
    assertThat(summary.counts())
        .containsEntry("datagrams.received", received)
        .containsEntry("datagrams.decoded", received);
    assertThat(outbox.batches.stream().mapToLong(FlowBatch::getDatagrams).sum())
        .isEqualTo(received);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void keepsEventTimeInOrderAndMarksBehindEverySecond(String capture) throws Exception {
    RecordingOutbox outbox = new RecordingOutbox();
    PcapReplay.Summary summary = replay(SharedCaptures.capture(capture), outbox);

    Instant marked = Instant.MIN;
    for (RecordingOutbox.Sent call : outbox.calls) {
      assertThat(call.time()).isAfterOrEqualTo(marked);
      if (call.what().endsWith("mark")) {
        marked = call.time();
      }
    }
    RecordingOutbox.Sent end = outbox.calls.get(outbox.calls.size() - 1);
    assertThat(end.what()).isEqualTo("last mark");
    assertThat(end.time())
        .isAfter(summary.last().plusSeconds(60))
        .isBeforeOrEqualTo(summary.last().plusSeconds(61));
  }

  @Test
  void findsEverySecondDatagramMissing() throws Exception {
    RecordingOutbox outbox = new RecordingOutbox();
    PcapReplay.Summary summary =
        replay(SharedCaptures.capture("ovs-netdev-lossy-no-listener"), outbox);

    long lost = outbox.batches.stream().mapToLong(FlowBatch::getLostDatagrams).sum();
    assertThat(lost).isBetween(45L, 55L).isEqualTo(summary.counts().get("datagrams.lost"));
  }

  @Test
  void tellsTheStartOfACapture() throws Exception {
    Path file = SharedCaptures.capture("ovs-two-hypervisors-live-migration");
    assertThat(PcapReplay.start(new PcapReplay.Options(file, false, Duration.ZERO)))
        .contains(Instant.parse("2026-11-22T17:49:55.472773Z"));
  }

  private static PcapReplay.Summary replay(Path file, RecordingOutbox outbox) throws Exception {
    PcapReplay.Options options = new PcapReplay.Options(file, false, Duration.ofSeconds(60));
    return new PcapReplay(options, SflowConfig.DEFAULTS, outbox, EPOCH, new Counters()).run();
  }

  private static Map<String, Totals> byPair(List<FlowBatch> batches) {
    Map<String, Totals> totals = new TreeMap<>();
    for (FlowBatch batch : batches) {
      assertThat(batch.getEpoch()).isEqualTo(EPOCH);
      for (FlowSums sums : batch.getFlows()) {
        String pair =
            batch.getAgent() + " " + text(sums.getSource()) + " " + text(sums.getDestination());
        BigInteger rate = BigInteger.valueOf((long) sums.getRate());
        Totals flow =
            new Totals(
                BigInteger.valueOf(sums.getSamples()).multiply(rate),
                BigInteger.valueOf(sums.getBytes()).multiply(rate),
                BigInteger.valueOf(sums.getSquaresHigh())
                    .shiftLeft(64)
                    .add(new BigInteger(Long.toUnsignedString(sums.getSquaresLow()))));
        totals.merge(pair, flow, Totals::plus);
      }
    }
    return totals;
  }

  private static String text(Endpoint endpoint) {
    byte[] ip = new byte[endpoint.getIp().remaining()];
    endpoint.getIp().duplicate().get(ip);
    return "%012x/%s".formatted(endpoint.getMac(), ip.length == 0 ? "" : Addresses.text(ip));
  }

  private static Map<String, Totals> byPairOf(List<JsonNode> datagrams) {
    Map<String, Totals> totals = new TreeMap<>();
    for (JsonNode datagram : datagrams) {
      for (JsonNode sample : datagram.get("samples")) {
        for (JsonNode element : sample.get("elements")) {
          if (element.path("flowBlock_tag").asText().equals("0:1")) {
            String pair = datagram.get("agent").asText() + " " + pair(element);
            totals.merge(pair, totals(sample, element), Totals::plus);
          }
        }
      }
    }
    return totals;
  }

  private static Totals totals(JsonNode sample, JsonNode element) {
    BigInteger rate = number(sample, "meanSkipCount");
    BigInteger bytes =
        number(element, "sampledPacketSize").subtract(number(element, "strippedBytes"));
    return new Totals(rate, bytes.multiply(rate), bytes.multiply(bytes));
  }

  private static String pair(JsonNode element) {
    return element.path("UDPDstPort").asText().equals("4789")
        ? tenants(HexFormat.ofDelimiter("-").parseHex(element.get("headerBytes").asText()))
        : endpoint(element, "src") + " " + endpoint(element, "dst");
  }

  /** The pair inside VXLAN, before which the reference stops: Ethernet, IPv4, UDP, VXLAN. */
  private static String tenants(byte[] header) {
    int inside = 14 + 20 + 8 + 8;
    int type = ByteBuffer.wrap(header).getShort(inside + 12) & 0xFFFF;
    int ipBytes = type == 0x0800 ? 4 : type == 0x86DD ? 16 : 0;
    int source = inside + 14 + (ipBytes == 4 ? 12 : 8);
    return tenant(header, inside + 6, source, ipBytes)
        + " "
        + tenant(header, inside, source + ipBytes, ipBytes);
  }

  private static String tenant(byte[] header, int macAt, int ipAt, int ipBytes) {
    String mac = HexFormat.of().formatHex(header, macAt, macAt + 6);
    byte[] ip = Arrays.copyOfRange(header, ipAt, ipAt + ipBytes);
    return mac + "/" + (ipBytes == 0 ? "" : Addresses.text(ip));
  }

  private static String endpoint(JsonNode element, String side) {
    String six = element.path(side + "IP6").asText();
    String ip =
        six.isEmpty()
            ? element.path(side + "IP").asText()
            : Addresses.parseIp(six).map(Addresses::text).orElseThrow();
    return element.get(side + "MAC").asText().toLowerCase(Locale.ROOT) + "/" + ip;
  }

  private static BigInteger number(JsonNode node, String field) {
    return new BigInteger(node.get(field).asText());
  }

  @Test
  void writesToTheTopicOfFlows() throws Exception {
    RecordingOutbox outbox = new RecordingOutbox();
    replay(SharedCaptures.capture("ovs-netdev-basic"), outbox);
    assertThat(outbox.calls).allMatch(call -> call.topic().equals(Topics.FLOWS));
  }
}
