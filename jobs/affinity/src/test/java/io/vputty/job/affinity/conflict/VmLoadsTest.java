package io.vputty.job.affinity.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.LoadInterval;
import io.vputty.model.load.LoadLevels;
import io.vputty.model.load.Quantity;
import io.vputty.model.load.WeekProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VmLoadsTest {

  private static final long PANE = 600_000;
  private static final long HOUR = 3_600_000;
  private static final long MONDAY = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private CoBroadcastWithKeyedOperator<String, LoadInterval, FleetChange, VmPane> operator;
  private KeyedBroadcastOperatorTestHarness<String, LoadInterval, FleetChange, VmPane> harness;
  private long nextMs = MONDAY + PANE;

  @BeforeEach
  void open() throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new VmLoads(new LoadClock(PANE, 6, PANE)), List.of(FleetBroadcast.state()));
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, LoadInterval::entity, Types.STRING, 10, 1, 0);
    harness.open();
    harness.processBroadcastElement(ConflictChain.vm("g1", "a", 0), 0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  /** 1, 2, 3 cores in the first hour; 8 in the second; one pane of the third. */
  @Test
  void anHourGoesIntoTheWeekWhenItHasEnded() throws Exception {
    cpu(MONDAY + PANE, 1);
    cpu(MONDAY + 2 * PANE, 2);
    cpu(MONDAY + HOUR, 3);
    advance(MONDAY + HOUR);
    assertThat(week()).as("the last pane is not settled").isEmpty();

    cpu(MONDAY + HOUR + PANE, 8);
    cpu(MONDAY + 2 * HOUR + PANE, 9);
    advance(MONDAY + 2 * HOUR + 2 * PANE);

    WeekProfile week = week().orElseThrow();
    assertThat(week.paneCount(Quantity.CPU, 0)).isEqualTo(3);
    assertThat(week.mean(Quantity.CPU, 0)).isEqualTo(2_000);
    assertThat(week.peak(Quantity.CPU, 0)).isEqualTo(3_000);
    assertThat(week.mean(Quantity.CPU, 1)).isEqualTo(8_000);
    assertThat(week.mean(Quantity.CPU, 2)).as("not over").isEqualTo(LoadLevels.UNKNOWN);
    assertThat(week.mean(Quantity.DISK, 0)).as("nobody told").isEqualTo(LoadLevels.UNKNOWN);
  }

  @Test
  void theSameHourOfTheNextWeekIsAdded() throws Exception {
    for (long end = MONDAY + PANE; end <= MONDAY + 7 * 24 * HOUR + HOUR; end += PANE) {
      cpu(end, end <= MONDAY + HOUR ? 1 : 4);
    }
    advance(MONDAY + 7 * 24 * HOUR + HOUR + PANE);

    WeekProfile week = week().orElseThrow();
    assertThat(week.paneCount(Quantity.CPU, 0)).isEqualTo(12);
    assertThat(week.mean(Quantity.CPU, 0)).isEqualTo(2_500);
    assertThat(week.paneCount(Quantity.CPU, 167)).isEqualTo(6);
  }

  @Test
  void theHourIsToldToANewHostOnce() throws Exception {
    cpu(MONDAY + PANE, 1);
    cpu(MONDAY + 2 * PANE, 2);
    harness.processBroadcastElement(ConflictChain.vm("g1", "b", MONDAY + 3 * PANE), 0);
    advance(MONDAY + 4 * PANE);

    List<VmPane> panes = harness.extractOutputValues();
    assertThat(panes).extracting(VmPane::host).containsExactly("a", "a", "b");
    assertThat(panes).extracting(pane -> pane.past != null).containsExactly(true, false, true);
    VmPane moved = panes.get(2);
    assertThat(moved.millicores).as("silent as it moved").isEqualTo(LoadLevels.UNKNOWN);
    assertThat(Optional.ofNullable(moved.past).orElseThrow().until(moved.paneEndMs))
        .containsExactly(-1, -1, -1, 1_000, 2_000, -1);
  }

  private void cpu(long paneEndMs, double cores) throws Exception {
    LoadInterval interval = ConflictChain.cpu("g1", "c", paneEndMs, cores);
    harness.processElement(
        new LoadInterval(paneEndMs - PANE, paneEndMs, "g1", false, "c", interval.levels()),
        paneEndMs);
  }

  private void advance(long untilMs) throws Exception {
    for (; nextMs <= untilMs; nextMs += PANE) {
      harness.processBroadcastWatermark(new Watermark(nextMs - 1));
      harness.processWatermark(new Watermark(nextMs - 1));
    }
  }

  private Optional<WeekProfile> week() throws Exception {
    operator.setCurrentKey("g1");
    ValueState<WeekProfile> state =
        operator
            .<String>getKeyedStateBackend()
            .getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, VmLoads.WEEK);
    return Optional.ofNullable(state.value());
  }
}
