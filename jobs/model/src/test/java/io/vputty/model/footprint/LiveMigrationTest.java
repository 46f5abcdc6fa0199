package io.vputty.model.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveMigrationTest {

  private static final long GIB = 1L << 30;
  private static final LiveMigration MIGRATION = new LiveMigration(1e9, Map.of(3, 1.5));

  @Test
  void memoryThatStandsStillIsSentOnce() {
    assertThat(MIGRATION.bytes(vm(4 * GIB, -1))).isEqualTo(4 * GIB);
    assertThat(MIGRATION.seconds(vm(4 * GIB, 0))).isCloseTo(4.295, within(0.001));
  }

  @Test
  void whatIsDirtiedMeanwhileIsSentAgainAndAgain() {
    double ratio = 0.1 * 4 * GIB / 1e9;
    double rounds = 1 + ratio + ratio * ratio + Math.pow(ratio, 3) + Math.pow(ratio, 4);

    assertThat(MIGRATION.bytes(vm(4 * GIB, 0.1))).isCloseTo(4 * GIB * rounds, within(1.0));
  }

  @Test
  void memoryDirtiedFasterThanItIsSentNeverConverges() {
    assertThat(MIGRATION.converges(vm(4 * GIB, 0.2))).isTrue();
    assertThat(MIGRATION.converges(vm(4 * GIB, 0.25))).isFalse();
  }

  @Test
  void whatWasMeasuredOfASizeCountsForThatSize() {
    assertThat(LiveMigration.sizeClass(15 * GIB)).isEqualTo(3);
    assertThat(MIGRATION.bytes(vm(8 * GIB, 0))).isEqualTo(1.5 * 8 * GIB);
    assertThat(MIGRATION.bytes(vm(7 * GIB, 0))).isEqualTo(7 * GIB);
  }

  @Test
  void noBandwidthIsRefused() {
    assertThatThrownBy(() -> new LiveMigration(0, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive");
  }

  private static Vm vm(long memoryBytes, double dirtyRate) {
    return new Vm(
        "v", "", "a", "d", 1, memoryBytes, Automation.AUTOMATIC, "", "", Map.of(), "", dirtyRate);
  }
}
