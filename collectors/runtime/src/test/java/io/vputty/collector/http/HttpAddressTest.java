package io.vputty.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9643, http://127.0.0.1:9643",
    "0.0.0.0:80, http://127.0.0.1:80",
    "[::]:80, http://[::1]:80",
    "[fe80::1]:65535, http://[fe80::1]:65535",
    "collector.example:1, http://collector.example:1"
  })
  void readsWhatItWrites(String text, String local) {
    HttpAddress address = HttpAddress.parse(text).orElseThrow();
    assertThat(address).hasToString(text);
    assertThat(address.local()).hasToString(local);
  }

  @Test
  void isNoneWhenOff() {
    assertThat(HttpAddress.parse("off")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9643", ":9643", "127.0.0.1", "127.0.0.1:65536", "::1:80", "a:b"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> HttpAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "http (%s) must be ADDRESS:PORT such as 127.0.0.1:9643, or off".formatted(text));
  }
}
