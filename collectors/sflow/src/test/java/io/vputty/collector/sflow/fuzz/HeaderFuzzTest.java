package io.vputty.collector.sflow.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vputty.collector.sflow.packet.HeaderInvariants;
import io.vputty.collector.sflow.packet.HeaderProtocol;
import io.vputty.collector.sflow.packet.TestPackets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The first byte of an input chooses the protocol, the rest is the header. */
class HeaderFuzzTest {

  private static final int[] PROTOCOLS = {
    HeaderProtocol.ETHERNET, HeaderProtocol.IPV4, HeaderProtocol.IPV6, HeaderProtocol.MPLS
  };

  static Stream<byte[]> shapes() {
    return TestPackets.all().stream().map(HeaderFuzzTest::withProtocol);
  }

  private static byte[] withProtocol(byte[] packet) {
    byte[] input = new byte[packet.length + 1];
    System.arraycopy(packet, 0, input, 1, packet.length);
    return input;
  }

  @MethodSource("shapes")
  @FuzzTest(maxDuration = "10m")
  void keepsItsInvariants(byte[] input) {
    if (input.length > 0) {
      int protocol = PROTOCOLS[input[0] & 3];
      HeaderInvariants.check(protocol, Arrays.copyOfRange(input, 1, input.length));
    }
  }
}
