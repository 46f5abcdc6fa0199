package io.vputty.collector.sflow.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.Counters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTest {

  private static final String UDP4 =
      "4500001f000000004011"
          + "0000"
          + "0a000001"
          + "0a000002"
          + "c35018c7"
          + "000b"
          + "0000"
          + "010203";
  private static final String UDP6 =
      "60000000"
          + "000b"
          + "11"
          + "40"
          + "20010db8000000000000000000000001"
          + "20010db8000000000000000000000002"
          + "c35018c7"
          + "000b"
          + "0000"
          + "010203";
  private static final String PADDING = "0000";

  private final Counters counters = new Counters();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "BIG_ENDIAN, false",
    "BIG_ENDIAN, true",
    "LITTLE_ENDIAN, false",
    "LITTLE_ENDIAN, true"
  })
  void readsEitherByteOrderAndPrecision(String order, boolean nanoseconds) throws Exception {
    ByteOrder byteOrder =
        order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    UdpDatagram datagram = first(capture(byteOrder, nanoseconds, 101, UDP4));
    assertThat(datagram.time()).isEqualTo(Instant.ofEpochSecond(1000, nanoseconds ? 7 : 7000));
    assertThat(payload(datagram)).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 02000000",
    "1, 525400000002525400000001 0800",
    "1, 525400000002525400000001 8100 0064 0800",
    "101, ''",
    "113, 0000 0001 0006 525400000001 0000 0800",
    "276, 0800 0000 00000001 0001 00 06 5254000000010000",
    "228, ''"
  })
  void goesBehindTheLinkLayer(int linkType, String linkHeader) throws Exception {
    String packet = linkHeader.replace(" ", "") + UDP4 + PADDING;
    UdpDatagram datagram = first(capture(ByteOrder.LITTLE_ENDIAN, false, linkType, packet));
    assertThat(datagram.source()).isEqualTo("10.0.0.1:50000");
    assertThat(datagram.destinationPort()).isEqualTo(6343);
    assertThat(payload(datagram)).containsExactly(1, 2, 3);
  }

  @Test
  void readsIpv6() throws Exception {
    UdpDatagram datagram = first(capture(ByteOrder.LITTLE_ENDIAN, false, 101, UDP6));
    assertThat(datagram.source()).isEqualTo("[2001:db8::1]:50000");
    assertThat(payload(datagram)).containsExactly(1, 2, 3);
  }

  @Test
  void countsWhatItSkips() throws Exception {
    String tcp = UDP4.replaceFirst("4011", "4006");
    String otherPort = UDP4.replace("18c7", "18c8");
    Path file = capture(ByteOrder.LITTLE_ENDIAN, false, 101, tcp, otherPort, UDP4);
    assertThat(payload(first(file))).containsExactly(1, 2, 3);
    assertThat(counters.snapshot())
        .containsEntry("packets.read", 3L)
        .containsEntry("packets.skipped.not-udp", 1L)
        .containsEntry("packets.skipped.port", 1L);
  }

  @Test
  void yieldsACutDatagram() throws Exception {
    String cut = UDP4.substring(0, UDP4.length() - 4);
    assertThat(payload(first(capture(ByteOrder.LITTLE_ENDIAN, false, 101, cut))))
        .containsExactly(1);
  }

  @Test
  void saysWhereAFileBreaksOff() throws Exception {
    byte[] whole = Files.readAllBytes(capture(ByteOrder.LITTLE_ENDIAN, false, 101, UDP4));
    for (int length = 25; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> first(file))
          .isInstanceOf(PcapException.class)
          .hasMessage("breaks off inside packet 1");
    }
  }

  @Test
  void refusesWhatIsNoCapture() throws IOException {
    assertRefused("0a0d0d0a00000000", "pcapng; `editcap -F pcap IN OUT` makes a pcap of it");
    assertRefused("504b0304", "no pcap: it begins with 504b0304");
    assertRefused("a1b2c3", "shorter than a pcap header");
  }

  @Test
  void refusesAnAbsurdPacketBeforeItAllocates() throws Exception {
    byte[] whole = Files.readAllBytes(capture(ByteOrder.BIG_ENDIAN, false, 101, UDP4));
    ByteBuffer.wrap(whole).putInt(32, Integer.MAX_VALUE);
    Path file = Files.write(folder.resolve("absurd.pcap"), whole);
    assertThatThrownBy(() -> first(file))
        .isInstanceOf(PcapException.class)
        .hasMessage("packet 1 announces 2147483647 bytes");
  }

  private void assertRefused(String hex, String message) throws IOException {
    Path file = Files.write(folder.resolve("other"), HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> first(file)).isInstanceOf(PcapException.class).hasMessage(message);
  }

  private UdpDatagram first(Path file) throws IOException, PcapException {
    try (Capture capture = new Capture(file, port -> port == 6343, counters)) {
      Optional<UdpDatagram> first = capture.next();
      return first.orElseThrow();
    }
  }

  private static byte[] payload(UdpDatagram datagram) {
    int end = datagram.offset() + datagram.length();
    return Arrays.copyOfRange(datagram.bytes(), datagram.offset(), end);
  }

  private Path capture(ByteOrder order, boolean nanoseconds, int linkType, String... packets)
      throws IOException {
    ByteBuffer file = ByteBuffer.allocate(4096).order(order);
    file.putInt(nanoseconds ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
    file.putInt(0).putInt(0).putInt(65_535).putInt(linkType);
    for (String packet : packets) {
      byte[] bytes = HexFormat.of().parseHex(packet);
      file.putInt(1000).putInt(7).putInt(bytes.length).putInt(bytes.length).put(bytes);
    }
    return Files.write(folder.resolve("test.pcap"), Arrays.copyOf(file.array(), file.position()));
  }
}
