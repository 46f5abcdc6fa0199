package io.vputty.collector.sflow.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vputty.collector.sflow.TestDatagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decoding allocates at most {@value #BOUND} times the datagram and {@value #FIXED_BYTES} bytes,
 * whatever counts and lengths it announces, and by a decoder that has never seen a datagram too.
 * Structures that the registry does not know are counted by name, and making names of them takes
 * {@value #BOUND_OF_UNKNOWN} times a datagram that holds nothing else: garbage, not memory that
 * stays.
 */
class AllocationBoundTest {

  private static final int BOUND = 8;
  private static final int BOUND_OF_UNKNOWN = 32;
  private static final int FIXED_BYTES = 4096;
  private static final int LARGEST_DATAGRAM = 65_507;
  private static final int ROUNDS = 50;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Arguments> datagrams() {
    return Stream.of(
        Arguments.of("a count of 2^32 - 1 samples", BOUND, counting(-1, new byte[0])),
        Arguments.of(
            "as many samples as may be", BOUND_OF_UNKNOWN, counting(8000, new byte[64_000])),
        Arguments.of("flow samples without a record", BOUND, filled(1, new byte[32])),
        Arguments.of("flow samples of 2^32 - 1 records", BOUND, filled(1, endless(32))),
        Arguments.of("expanded flow samples", BOUND, filled(3, new byte[44])),
        Arguments.of("counter samples without a record", BOUND, filled(2, new byte[12])),
        Arguments.of(
            "samples of one unknown kind", BOUND_OF_UNKNOWN, filled(99 << 12, new byte[0])),
        Arguments.of("samples of many unknown kinds", BOUND_OF_UNKNOWN, unknownKinds()),
        Arguments.of("noise", BOUND, noise()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("datagrams")
  void staysWithinAMultipleOfTheDatagram(String name, int bound, byte[] datagram) {
    long largest = 0;
    TagCounts counts = new TagCounts();
    decode(new DatagramDecoder(counts), datagram);
    for (int round = 0; round < ROUNDS; round++) {
      DatagramDecoder decoder = new DatagramDecoder(counts);
      long before = threads.getCurrentThreadAllocatedBytes();
      decode(decoder, datagram);
      largest = Math.max(largest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.printf("%s: %d bytes for %d%n", name, largest, datagram.length);
    assertThat(largest).isLessThanOrEqualTo((long) bound * datagram.length + FIXED_BYTES);
  }

  private static void decode(DatagramDecoder decoder, byte[] datagram) {
    try {
      assertThat(decoder.decode(datagram, 0, datagram.length).sampleCount()).isNotNegative();
    } catch (MalformedDatagramException e) {
      assertThat(e.position()).isNotNegative();
    }
  }

  private static byte[] counting(int samples, byte[] body) {
    byte[] header = new TestDatagram().bytes();
    return ByteBuffer.allocate(header.length + body.length)
        .put(header)
        .putInt(24, samples)
        .put(body)
        .array();
  }

  private static byte[] filled(int tag, byte[] body) {
    TestDatagram datagram = new TestDatagram();
    for (int size = 28; size + 8 + body.length <= LARGEST_DATAGRAM; size += 8 + body.length) {
      datagram.sample(tag, body);
    }
    return datagram.bytes();
  }

  private static byte[] endless(int bodyBytes) {
    return ByteBuffer.allocate(bodyBytes).putInt(bodyBytes - 4, -1).array();
  }

  private static byte[] unknownKinds() {
    TestDatagram datagram = new TestDatagram();
    for (int i = 0; 28 + 8 * (i + 1) <= LARGEST_DATAGRAM; i++) {
      datagram.sample((99 << 12) + i, new byte[0]);
    }
    return datagram.bytes();
  }

  private static byte[] noise() {
    byte[] noise = new byte[LARGEST_DATAGRAM];
    new Random(1).nextBytes(noise);
    ByteBuffer.wrap(noise).putInt(0, 5).putInt(4, 1).putInt(24, 3);
    return noise;
  }
}
