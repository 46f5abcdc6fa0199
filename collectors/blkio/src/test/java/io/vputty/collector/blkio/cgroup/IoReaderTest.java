package io.vputty.collector.blkio.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.Counters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against what the files said on a real machine. */
class IoReaderTest {

  private static final DeviceNumber DISK = new DeviceNumber(254, 0);
  private static final DeviceNumber MAPPED = new DeviceNumber(253, 1);

  private final Counters counters = new Counters();
  private final IoReader reader = new IoReader(counters);

  @Test
  void readsVersionTwo() throws IOException {
    Map<DeviceNumber, IoCounters> vm =
        reader.unified(recorded("debian-6.1-cgroup-v2.txt", "machine.slice/vm1/io.stat"));
    assertThat(vm)
        .containsOnly(
            Map.entry(MAPPED, new IoCounters(409600, 2097152, 100, 32)),
            Map.entry(DISK, new IoCounters(819200, 4194304, 200, 64)));
    assertThat(reader.unified(recorded("debian-6.1-cgroup-v2.txt", "root io.stat")))
        .as("devices without any I/O are no lines of nonsense")
        .containsKeys(DISK, MAPPED)
        .doesNotContainKey(new DeviceNumber(7, 7));
    assertThat(counters.snapshot()).containsOnlyKeys("lines.malformed.io-stat");
    assertThat(counters.value("lines.malformed.io-stat"))
        .as("the limits that the recording has in the same place")
        .isEqualTo(3);
  }

  @Test
  void readsVersionOne() throws IOException {
    String file = "debian-6.1-cgroup-v1.txt";
    assertThat(
            reader.versionOne(
                recorded(file, "vm1/blkio.throttle.io_service_bytes (no rule)"),
                recorded(file, "vm1/blkio.throttle.io_serviced (no rule)")))
        .containsOnlyKeys(DISK, new DeviceNumber(253, 0))
        .containsValue(IoCounters.ZERO);
    assertThat(counters.snapshot()).isEmpty();
    assertThat(
            reader.versionOne(
                "253:1 Read 5\n253:1 Write 7\n253:1 Sync 12\n253:1 Discard 9\nTotal 12\n",
                "253:1 Read 1\n253:1 Write 2\n"))
        .containsExactly(Map.entry(MAPPED, new IoCounters(5, 7, 1, 2)));
  }

  /** The lines of a recording from {@code FILE name} to the next such line. */
  private static String recorded(String recording, String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(IoReaderTest.class.getResourceAsStream("/cgroup/" + recording))) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
      return Arrays.stream(text.split("FILE ", -1))
          .filter(part -> part.startsWith(name + "\n"))
          .map(part -> part.substring(name.length() + 1))
          .findFirst()
          .orElseThrow();
    }
  }
}
