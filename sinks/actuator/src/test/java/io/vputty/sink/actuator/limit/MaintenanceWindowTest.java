package io.vputty.sink.actuator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaintenanceWindowTest {

  @ParameterizedTest
  @CsvSource({
    // 2026-11-28 is a Saturday; Vienna is an hour ahead of UTC in winter, two in summer.
    "'Sat,Sun 22:00-06:00 Europe/Vienna', 2026-11-28T20:59:59Z, false",
    "'Sat,Sun 22:00-06:00 Europe/Vienna', 2026-11-28T21:00:00Z, true",
    "'Sat,Sun 22:00-06:00 Europe/Vienna', 2026-11-30T04:59:59Z, true",
    "'Sat,Sun 22:00-06:00 Europe/Vienna', 2026-11-30T05:00:00Z, false",
    "'Sat,Sun 22:00-06:00 Europe/Vienna', 2026-11-28T03:00:00Z, false",
    "'Sat 22:00-06:00 Europe/Vienna', 2026-07-25T20:00:00Z, true",
    "'Mon-Fri 01:00-05:00', 2026-11-27T01:00:00Z, true",
    "'Mon-Fri 01:00-05:00', 2026-11-28T01:00:00Z, false",
    "'sat-monday 01:00-05:00', 2026-11-30T04:00:00Z, true",
    "'01:00-05:00', 2026-11-28T05:00:00Z, false",
    "'Sat 00:00-00:00', 2026-11-28T23:59:59Z, true",
    "'Sat 00:00-00:00', 2026-11-29T00:00:00Z, false"
  })
  void isOpenByThePlacesClock(String window, Instant time, boolean open) {
    assertThat(MaintenanceWindow.parse(window).contains(time)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "'weekends', is not like",
    "'Sat 25:00-26:00', 25:00",
    "'Xyz 01:00-02:00', 'Xyz'",
    "'Sat 01:00-02:00 Europe/Atlantis', Atlantis"
  })
  void saysWhatItCannotRead(String window, String told) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaintenanceWindow.parse(window))
        .withMessageContaining(told);
  }

  @Test
  void withoutWindowsMovesMayAlwaysStart() {
    assertThat(MoveLimits.DEFAULTS.open(Instant.EPOCH)).isTrue();
  }
}
