package io.vputty.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "10.99.0.101, 10.99.0.101",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "::, ::",
    "::1, ::1",
    "fe80::, fe80::",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1"
  })
  void writesAnAddressInOneForm(String given, String expected) {
    assertThat(Addresses.parseIp(given)).map(Addresses::text).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.1", "256.1.1.1", "1.2.3.4.5", "", "gggg::", "1::2::3"})
  void refusesWhatIsNoLiteral(String text) {
    assertThat(Addresses.parseIp(text)).isEmpty();
  }

  @Test
  void readsAMacInEitherPunctuation() {
    assertThat(Addresses.parseMac("52:54:00:00:01:0a")).contains(0x52540000010aL);
    assertThat(Addresses.parseMac("52-54-00-00-01-0A")).contains(0x52540000010aL);
    assertThat(Addresses.parseMac("525400000101")).isEmpty();
  }
}
