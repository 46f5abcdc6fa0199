package io.vputty.collector.sflow.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vputty.collector.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapRecorderTest {

  private static final Instant TIME = Instant.parse("2026-11-22T12:00:00.123Z");
  private static final InetSocketAddress HERE = at("127.0.0.1", 6343);
  private static final InetSocketAddress SENDER = at("10.0.0.1", 50_000);
  private static final long MUCH = 1 << 20;

  /** File header, packet header, IPv4 and UDP headers, three bytes. */
  private static final long ONE_OF_THREE_BYTES = 24 + 16 + 28 + 3;

  private final Counters counters = new Counters();

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("record.pcap");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1:50000",
    "255.255.255.255, 255.255.255.255:50000",
    "2001:db8::1, [2001:db8::1]:50000"
  })
  void writesWhatOurReaderReadsBack(String sender, String source) throws Exception {
    byte[] bytes = {9, 1, 2, 3, 9};
    record(at("::", 6343), MUCH, recorder -> took(recorder, bytes, at(sender, 50_000)));
    List<UdpDatagram> datagrams = read();
    assertThat(datagrams).hasSize(1);
    assertThat(datagrams.get(0).time()).isEqualTo(TIME);
    assertThat(datagrams.get(0).source()).isEqualTo(source);
    assertThat(datagrams.get(0).destinationPort()).isEqualTo(6343);
    assertThat(payload(datagrams.get(0))).containsExactly(1, 2, 3);
  }

  @Test
  void writesTheLargestAndTheEmptyDatagram() throws Exception {
    byte[] largest = new byte[65_507];
    Arrays.fill(largest, (byte) 0xFF);
    record(
        HERE,
        MUCH,
        recorder -> {
          recorder.took(largest, 0, largest.length, SENDER, TIME.toEpochMilli());
          recorder.took(largest, 0, 0, SENDER, TIME.toEpochMilli());
        });
    assertThat(read()).extracting(UdpDatagram::length).containsExactly(65_507, 0);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1, 20", "2001:db8::1, 40"})
  void writesValidChecksums(String sender, int ipBytes) throws Exception {
    byte[] bytes = {9, 1, 2, 3, 9};
    record(at(sender, 6343), MUCH, recorder -> took(recorder, bytes, at(sender, 50_000)));
    byte[] packet = Arrays.copyOfRange(Files.readAllBytes(file), 24 + 16, 24 + 16 + ipBytes + 11);
    if (ipBytes == 20) {
      assertThat(onesComplementSum(packet, 0, 20, 0)).isEqualTo(0xFFFF);
    }
    int addresses = ipBytes == 20 ? 12 : 8;
    int pseudo = onesComplementSum(packet, addresses, ipBytes - addresses, 17 + 11);
    assertThat(onesComplementSum(packet, ipBytes, 11, pseudo)).isEqualTo(0xFFFF);
  }

  @Test
  void canBeReadWhileItGrows() throws Exception {
    try (PcapRecorder recorder = PcapRecorder.start(file, MUCH, HERE, counters)) {
      assertThat(read()).isEmpty();
      took(recorder, new byte[5], SENDER);
      await().untilAsserted(() -> assertThat(read()).hasSize(1));
      took(recorder, new byte[5], SENDER);
      await().untilAsserted(() -> assertThat(read()).hasSize(2));
    }
  }

  @Test
  void endsAtItsLargestSizeAndCountsTheRest() throws Exception {
    record(
        HERE,
        ONE_OF_THREE_BYTES + 10,
        recorder -> {
          took(recorder, new byte[5], SENDER);
          took(recorder, new byte[5], SENDER);
          await().until(() -> counters.value("recording.dropped.at-limit") == 1);
          took(recorder, new byte[5], SENDER);
        });
    assertThat(Files.size(file)).isEqualTo(ONE_OF_THREE_BYTES);
    assertThat(read()).hasSize(1);
    assertThat(counters.snapshot())
        .containsAllEntriesOf(Map.of("recording.written", 1L, "recording.dropped.at-limit", 2L));
  }

  @Test
  void countsEveryDatagramOnceHoweverManyCome() throws Exception {
    int threads = 4;
    long each = 20_000;
    record(
        HERE,
        64 * MUCH,
        recorder -> {
          List<Thread> senders = new ArrayList<>();
          for (int i = 0; i < threads; i++) {
            senders.add(new Thread(() -> repeat(each, recorder)));
          }
          senders.forEach(Thread::start);
          for (Thread sender : senders) {
            sender.join();
          }
        });
    Map<String, Long> counts = counters.snapshot();
    assertThat(counts.values().stream().mapToLong(count -> count).sum()).isEqualTo(threads * each);
    assertThat(read()).hasSize((int) counters.value("recording.written"));
  }

  @Test
  void countsWhatComesAfterItsEnd() throws Exception {
    PcapRecorder recorder = PcapRecorder.start(file, MUCH, HERE, counters);
    recorder.close();
    took(recorder, new byte[5], SENDER);
    assertThat(counters.value("recording.dropped.closed")).isEqualTo(1);
  }

  @Test
  void overwritesNothing() throws IOException {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> PcapRecorder.start(file, MUCH, HERE, counters))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is there already; record to another file");
    assertThat(file).hasContent("mine");
  }

  @Test
  void saysWhereItCannotRecord() {
    Path nowhere = folder.resolve("no/record.pcap");
    assertThatThrownBy(() -> PcapRecorder.start(nowhere, MUCH, HERE, counters))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot record")
        .hasMessageContaining(nowhere.toString());
  }

  private interface Recording {
    void with(PcapRecorder recorder) throws Exception;
  }

  private void record(InetSocketAddress receiver, long maxBytes, Recording recording)
      throws Exception {
    try (PcapRecorder recorder = PcapRecorder.start(file, maxBytes, receiver, counters)) {
      recording.with(recorder);
    }
  }

  /** All but the first and the last byte came. */
  private static void took(PcapRecorder recorder, byte[] bytes, InetSocketAddress sender) {
    recorder.took(bytes, 1, bytes.length - 2, sender, TIME.toEpochMilli());
  }

  private static void repeat(long times, PcapRecorder recorder) {
    for (long i = 0; i < times; i++) {
      took(recorder, new byte[300], SENDER);
    }
  }

  private static InetSocketAddress at(String address, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(address), port);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private List<UdpDatagram> read() throws IOException, PcapException {
    List<UdpDatagram> datagrams = new ArrayList<>();
    try (Capture capture = new Capture(file, port -> true, new Counters())) {
      Optional<UdpDatagram> next = capture.next();
      while (next.isPresent()) {
        datagrams.add(next.get());
        next = capture.next();
      }
    }
    return datagrams;
  }

  private static byte[] payload(UdpDatagram datagram) {
    return Arrays.copyOfRange(
        datagram.bytes(), datagram.offset(), datagram.offset() + datagram.length());
  }

  private static int onesComplementSum(byte[] bytes, int offset, int length, int start) {
    ByteBuffer words = ByteBuffer.allocate(length + length % 2).put(bytes, offset, length).clear();
    int sum = start;
    while (words.hasRemaining()) {
      sum += words.getShort() & 0xFFFF;
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }
}
