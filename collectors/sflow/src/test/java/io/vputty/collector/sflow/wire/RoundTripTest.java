package io.vputty.collector.sflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.sflow.TestDatagram;
import io.vputty.collector.sflow.wire.Structure.Kind;
import io.vputty.collector.sflow.wire.xdr.Layout;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every structure with a layout, written as an agent would and read back from a datagram. */
class RoundTripTest {

  private static final int RUNS = 20;
  private static final int EXPANDED_FLOW = 3;
  private static final int EXPANDED_COUNTERS = 4;
  private static final int DISCARDED = 5;

  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
  private final LayoutEncoder encoder = new LayoutEncoder(17);

  static List<Structure> records() {
    return Registry.structures().stream()
        .filter(structure -> structure.layout() != null && structure.kind() != Kind.SAMPLE)
        .filter(structure -> !structure.name().equals("sampled_header"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatWasWritten(Structure structure) throws Exception {
    Layout layout = Objects.requireNonNull(structure.layout());
    for (int run = 0; run < RUNS; run++) {
      Map<String, Object> values = encoder.invent(layout);
      byte[] body = LayoutEncoder.encode(layout, values);
      Records records = decode(structure, body);
      assertThat(records.size()).isEqualTo(1);
      assertThat(records.structure(0)).isEqualTo(structure);
      assertThat(records.read(0).toMap()).isEqualTo(values);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsItCutToAnyLengthOrSaysThatItIsCut(Structure structure) throws Exception {
    Layout layout = Objects.requireNonNull(structure.layout());
    byte[] body = LayoutEncoder.encode(layout, encoder.invent(layout));
    boolean optional = layout.fields().stream().anyMatch(Layout.Field::optional);
    for (int length = 0; length < body.length - 3; length += 4) {
      Records records = decode(structure, Arrays.copyOf(body, length));
      if (optional) {
        continue;
      }
      assertThatThrownBy(() -> records.read(0)).isInstanceOf(MalformedDatagramException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void leavesWhatALaterVersionAdds(Structure structure) throws Exception {
    Layout layout = Objects.requireNonNull(structure.layout());
    Map<String, Object> values = encoder.invent(layout);
    byte[] body = LayoutEncoder.encode(layout, values);
    Records records = decode(structure, Arrays.copyOf(body, body.length + 8));
    assertThat(records.read(0).toMap()).isEqualTo(values);
  }

  @Test
  void readsTheFixedPartOfADiscardedPacket() throws Exception {
    Structure reason = Registry.find(Kind.FLOW, 1042).orElseThrow();
    byte[] record = record(1042, new byte[] {0, 0, 0, 4, 'd', 'r', 'o', 'p'});
    byte[] body =
        ByteBuffer.allocate(32 + record.length)
            .putInt(77)
            .putInt(2)
            .putInt(1000)
            .putInt(3)
            .putInt(11)
            .putInt(12)
            .putInt(258)
            .putInt(1)
            .put(record)
            .array();
    byte[] bytes = new TestDatagram().sample(DISCARDED, body).bytes();
    DiscardedPacket packet = decoder.decode(bytes, 0, bytes.length).discardedPacket(0);
    assertThat(packet.sequenceNumber()).isEqualTo(77);
    assertThat(packet.sourceClass()).isEqualTo(2);
    assertThat(packet.sourceIndex()).isEqualTo(1000);
    assertThat(packet.drops()).isEqualTo(3);
    assertThat(packet.input()).isEqualTo(11);
    assertThat(packet.output()).isEqualTo(12);
    assertThat(packet.reason()).isEqualTo(258);
    assertThat(packet.records().structure(0)).isEqualTo(reason);
    assertThat(packet.records().read(0).text("reason")).isEqualTo("drop");
  }

  @Test
  void knowsACounterThatTheAgentDoesNotHave() throws Exception {
    Structure interfaces = Registry.find(Kind.COUNTER, 1).orElseThrow();
    byte[] body = new byte[88];
    Arrays.fill(body, 8, 28, (byte) 0xFF);
    var fields = decode(interfaces, body).read(0);
    assertThat(fields.isKnown("ifSpeed")).isFalse();
    assertThat(fields.isKnown("ifDirection")).isFalse();
    assertThat(fields.isKnown("ifInUcastPkts")).isTrue();
    assertThat(fields.isKnown("noSuchField")).isFalse();
  }

  /** Puts a record into an expanded sample of its kind, and that into a datagram. */
  private Records decode(Structure structure, byte[] body) throws MalformedDatagramException {
    byte[] record = record(structure.tag(), body);
    boolean flow = structure.kind() == Kind.FLOW;
    int fixed = flow ? 40 : 12;
    byte[] sample = new byte[fixed + 4 + record.length];
    ByteBuffer.wrap(sample).position(fixed).putInt(1).put(record);
    byte[] bytes =
        new TestDatagram().sample(flow ? EXPANDED_FLOW : EXPANDED_COUNTERS, sample).bytes();
    Datagram datagram = decoder.decode(bytes, 0, bytes.length);
    return flow ? datagram.flowSample(0).records() : datagram.counterSample(0).records();
  }

  private static byte[] record(int tag, byte[] body) {
    return ByteBuffer.allocate(8 + body.length).putInt(tag).putInt(body.length).put(body).array();
  }
}
