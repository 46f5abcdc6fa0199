package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Severity;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DriftMappingTest {

  @ParameterizedTest
  @EnumSource(DriftKind.class)
  void everyKindComesBackAsItWas(DriftKind kind) throws IOException {
    DriftNotice notice = notice(kind, 0.5);

    DriftEvent read = DriftEvent.fromByteBuffer(DriftMapping.toRecord(notice).toByteBuffer());

    assertThat(DriftMapping.fromRecord(read, notice.timeMs())).isEqualTo(notice);
  }

  @Test
  void aKindOfALaterVersionIsPassedOver() {
    DriftEvent event = DriftMapping.toRecord(notice(DriftKind.SURGE, 0.5));
    event.setKind(io.vputty.schema.DriftKind.UNKNOWN);

    assertThat(DriftMapping.fromRecord(event, 1)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "SURGE, 0.001, INFO",
    "SURGE, 0.02, WARNING",
    "FADE, -0.02, WARNING",
    "APPEARANCE, 3, CRITICAL",
    "STORM, 0, WARNING",
    "COMMUNITY, 0, INFO"
  })
  void severityGoesByWhatItIsWorth(DriftKind kind, double worth, Severity severity) {
    assertThat(DriftMapping.toRecord(notice(kind, worth)).getSeverity()).isEqualTo(severity);
  }

  private static DriftNotice notice(DriftKind kind, double worth) {
    EdgeKey edge = kind.isOfEdge() ? new EdgeKey(EdgeKind.STORAGE, "a", "v") : null;
    return new DriftNotice(
        20_000,
        "id",
        kind,
        edge == null ? "domain/dc" : DriftMapping.subject(edge),
        edge,
        List.of("dc"),
        new Interval(1, 0, 2),
        new Interval(4, 3, 5),
        10_000,
        12,
        11,
        worth,
        "detector",
        edge == null ? "summary" : "");
  }
}
