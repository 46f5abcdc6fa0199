package io.vputty.schema;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.params.provider.MethodSource;

class CodecFuzzTest {

  private final Codec codec = new Codec();

  static Stream<byte[]> records() {
    Codec codec = new Codec();
    Instant time = Instant.ofEpochMilli(1);
    Host host = Host.newBuilder().setName("h").setAgents(List.of("10.0.0.1")).build();
    FlowSums flow = FlowSums.newBuilder().setRate(256).setBytes(1500).setSamples(1).build();
    return Stream.of(
            Inventory.newBuilder().setTime(time).setEntity("host/h").setHost(host).build(),
            FlowBatch.newBuilder().setTime(time).setAgent("a").setFlows(List.of(flow)).build(),
            Plan.newBuilder().setId("p").setMoves(List.of(Move.newBuilder().build())).build(),
            Mark.newBuilder().setWriter("w").setTime(time).build(),
            AffinityEdge.newBuilder().build(),
            PageHashSample.newBuilder().setHashGaps(ByteBuffer.wrap(new byte[3])).build())
        .map(codec::encode);
  }

  @MethodSource("records")
  @FuzzTest(maxDuration = "2m")
  void decodesOrRefuses(byte[] bytes) {
    try {
      SpecificRecordBase record = codec.decode(bytes);
      SpecificRecordBase again = codec.decode(codec.encode(record));
      if (!again.equals(record)) {
        throw new AssertionError("%s became %s".formatted(record, again));
      }
    } catch (UnreadableRecordException e) {
      if (e.reason().isEmpty()) {
        throw new AssertionError("a refusal without a reason", e);
      }
    }
  }

  /** The first byte is the count, the rest the gaps. */
  @FuzzTest(maxDuration = "2m")
  void hashesAscendOrAreRefused(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    try {
      long[] hashes =
          HashGaps.decode(
              ByteBuffer.wrap(bytes, 1, bytes.length - 1), Byte.toUnsignedInt(bytes[0]));
      long[] again = HashGaps.decode(HashGaps.encode(hashes), hashes.length);
      if (!Arrays.equals(again, hashes)) {
        throw new AssertionError("hashes change when they are written again");
      }
    } catch (UnreadableRecordException e) {
      if (e.reason().isEmpty()) {
        throw new AssertionError("a refusal without a reason", e);
      }
    }
  }
}
