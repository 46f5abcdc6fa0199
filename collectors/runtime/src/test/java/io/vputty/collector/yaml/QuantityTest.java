package io.vputty.collector.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "4096, 4096", "64GiB, 68719476736", "1.5 TB, 1500000000000", "10 kib, 10240"})
  void readsSizes(String text, long expected) {
    assertThat(Quantity.bytes(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "-1", "1 GX", "9999999999TiB", "1e9"})
  void refusesWhatIsNoSize(String text) {
    assertThat(Quantity.bytes(text)).isEmpty();
  }

  @Test
  void readsRatesAndTimes() {
    assertThat(Quantity.bitsPerSecond("10Gbit/s")).hasValue(10_000_000_000L);
    assertThat(Quantity.bitsPerSecond("10GB")).isEmpty();
    assertThat(Quantity.duration("500ms")).contains(Duration.ofMillis(500));
    assertThat(Quantity.duration("7d")).contains(Duration.ofDays(7));
    assertThat(Quantity.duration("7")).isEmpty();
  }
}
