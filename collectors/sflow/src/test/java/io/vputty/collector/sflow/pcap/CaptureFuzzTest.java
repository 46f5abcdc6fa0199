package io.vputty.collector.sflow.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vputty.collector.Counters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureFuzzTest {

  private static final byte[] UDP = {
    0x45, 0, 0, 31, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0x18, 0x47, 0x18, 0x47, 0,
    11, 0, 0, 1, 2, 3
  };

  @TempDir static Path folder;

  static Stream<byte[]> captures() {
    return Stream.of(1, 101, 113, 228, 276)
        .flatMap(
            link ->
                Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
                    .map(order -> capture(link, order)));
  }

  private static byte[] capture(int linkType, ByteOrder order) {
    return ByteBuffer.allocate(40 + UDP.length)
        .order(order)
        .putInt(0xA1B2C3D4)
        .putInt(0x00020004)
        .putLong(0)
        .putInt(65_535)
        .putInt(linkType)
        .putInt(1000)
        .putInt(7)
        .putInt(UDP.length)
        .putInt(UDP.length)
        .put(UDP)
        .array();
  }

  @MethodSource("captures")
  @FuzzTest(maxDuration = "2m")
  void readsOrRefuses(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("capture.pcap"), bytes);
    Counters counters = new Counters();
    try (Capture capture = new Capture(file, port -> true, counters)) {
      for (Optional<UdpDatagram> next = capture.next(); next.isPresent(); next = capture.next()) {
        check(next.get());
      }
    } catch (PcapException e) {
      if (String.valueOf(e.getMessage()).isEmpty()) {
        throw new AssertionError("a refusal without a reason", e);
      }
    }
  }

  private static void check(UdpDatagram datagram) {
    int end = datagram.offset() + datagram.length();
    if (datagram.offset() < 0 || datagram.length() < 0 || end > datagram.bytes().length) {
      throw new AssertionError("a payload outside of its packet: " + datagram);
    }
  }
}
