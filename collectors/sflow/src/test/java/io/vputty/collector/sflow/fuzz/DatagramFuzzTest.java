package io.vputty.collector.sflow.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vputty.collector.sflow.SharedCaptures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatagramFuzzTest {

  private final Reading reading = new Reading();

  @FuzzTest(maxDuration = "10m")
  void decodesOrRefuses(byte[] datagram) {
    reading.check(datagram);
  }

  static Stream<Path> seeds() throws Exception {
    return Seeds.datagrams().stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void refusesASeedCutAtAnyLength(Path seed) throws Exception {
    byte[] whole = Files.readAllBytes(seed);
    for (int length = 0; length < whole.length; length++) {
      assertThat(reading.check(Arrays.copyOf(whole, length))).as("%d bytes", length).isNotEmpty();
    }
    assertThat(reading.check(whole)).isEmpty();
  }

  @Test
  void readsEveryDatagramOfEveryCapture() throws Exception {
    for (String capture : SharedCaptures.withReference()) {
      List<byte[]> payloads = SharedCaptures.payloads(SharedCaptures.capture(capture));
      assertThat(payloads).allSatisfy(payload -> assertThat(reading.check(payload)).isEmpty());
    }
  }
}
