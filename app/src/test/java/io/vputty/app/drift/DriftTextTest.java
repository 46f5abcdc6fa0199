package io.vputty.app.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.text.Paint;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.DriftKind;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Interval;
import io.vputty.schema.Severity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTextTest {

  private final DriftText words =
      DriftText.of(Map.of("id-1", "web-1", "id-2", "db-2"), new Paint(false));

  @Test
  void saysWhatChangedSinceWhenHowSureAndWhatItCosts() {
    assertThat(words.line(surge()))
        .isEqualTo(
            "12:30:05 surge         web-1 -> db-2: 120 kB/s -> 1.2 MB/s (1.0 MB/s to 1.4 MB/s);"
                + " since 12:29:40 (sure after 25 s); odds 2,981 to 1; +$1.25/h");
  }

  @Test
  void leavesIdsThatNobodyNames() {
    DriftEvent event = surge();
    event.setTo("id-3");

    assertThat(words.subject(event)).isEqualTo("web-1 -> id-3");
  }

  @Test
  void saysThatAnEdgeLeadsToAVolume() {
    DriftEvent event = surge();
    event.setEdgeKind(EdgeKind.STORAGE);
    event.setTo("vol-9");

    assertThat(words.subject(event)).isEqualTo("web-1 -> volume vol-9");
  }

  @Test
  void oddsBeyondAMillionAreNoMoreThanThat() {
    DriftEvent event = surge();
    event.setScore(14.2);

    assertThat(DriftText.evidence(event)).isEqualTo("odds over 1,000,000 to 1");
  }

  @Test
  void aStormHasASentenceOfItsOwn() {
    DriftEvent event = surge();
    event.setKind(DriftKind.STORM);
    event.setSubject("domain/dc");
    event.setSummary("55 of 100 edges drifted");
    event.setScore(0.55);
    event.setThreshold(0.3);
    event.setWorthPerHour(-0.01234);

    assertThat(words.sentence(event))
        .isEqualTo(
            "domain dc: 55 of 100 edges drifted; since 12:29:40 (sure after 25 s);"
                + " 55% (from 30%); -$0.0123/h");
  }

  @Test
  void coloursBySeverityOnATerminal() {
    DriftText coloured = DriftText.of(Map.of(), new Paint(true));

    assertThat(coloured.kind(surge())).isEqualTo(new Paint(true).red("surge        "));
  }

  private static DriftEvent surge() {
    DriftEvent event = new DriftEvent();
    event.setTime(Instant.parse("2026-11-23T12:30:05Z"));
    event.setOnset(Instant.parse("2026-11-23T12:29:40Z"));
    event.setKind(DriftKind.SURGE);
    event.setSubject("NETWORK/id-1/id-2");
    event.setEdgeKind(EdgeKind.NETWORK);
    event.setFrom("id-1");
    event.setTo("id-2");
    event.setBefore(new Interval(120e3, 100e3, 140e3));
    event.setAfter(new Interval(1.2e6, 1.0e6, 1.4e6));
    event.setScore(8);
    event.setThreshold(7);
    event.setSeverity(Severity.CRITICAL);
    event.setWorthPerHour(1.25);
    return event;
  }
}
