package io.vputty.collector.blkio.cgroup;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vputty.collector.Counters;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CgroupFuzzTest {

  static Stream<byte[]> files() {
    return Stream.of(
            "8:0 rbytes=90430464 wbytes=299008000 rios=8950 wios=1252 dbytes=0 dios=0\n",
            "253:1\n8:16 rbytes=1 wbytes=-2 rios=x",
            "8:0 Read 10\n8:0 Write 20\n8:0 Sync 30\nTotal 60\n",
            "8:0 rbytes=9223372036854775807\n8:0 rbytes=9223372036854775807")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "2m")
  void readsOrCounts(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Counters counters = new Counters();
    IoReader reader = new IoReader(counters);
    check(reader.unified(text), text, counters.value("lines.malformed.io-stat"));
    check(reader.versionOne(text, text), text, counters.value("lines.malformed.blkio"));
  }

  private static void check(Map<DeviceNumber, IoCounters> devices, String text, long malformed) {
    long lines = text.lines().count();
    if (devices.size() > 2 * lines || malformed > 2 * lines) {
      throw new AssertionError("%d devices in %d lines".formatted(devices.size(), lines));
    }
  }
}
