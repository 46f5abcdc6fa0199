package io.vputty.app.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Load;
import io.vputty.schema.PageHashSample;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VmTelemetryTest {

  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void keepsTheNewestOfItsOwn() {
    VmTelemetry telemetry =
        VmTelemetry.of(
            "web",
            List.of(
                load("web", 10, 2),
                load("web", 0, 1),
                load("db", 20, 3),
                pages(0, 7),
                pages(10, 8)));

    assertThat(telemetry.load()).get().extracting(Load::getCpuCores).isEqualTo(2.0);
    assertThat(telemetry.pages()).get().extracting(PageHashSample::getTotalPages).isEqualTo(8L);
  }

  @Test
  void isEmptyWhereNothingWasMeasured() {
    assertThat(VmTelemetry.none().load()).isEmpty();
    assertThat(VmTelemetry.of("web", List.of(load("db", 0, 1))).load()).isEmpty();
  }

  private static Load load(String entity, int second, double cores) {
    return Load.newBuilder()
        .setTime(TIME.plusSeconds(second))
        .setEntity(entity)
        .setCpuCores(cores)
        .build();
  }

  private static PageHashSample pages(int second, long total) {
    return PageHashSample.newBuilder()
        .setTime(TIME.plusSeconds(second))
        .setVm("web")
        .setTotalPages(total)
        .build();
  }
}
