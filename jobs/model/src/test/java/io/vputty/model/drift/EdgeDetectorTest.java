package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeDetectorTest {

  private static final double EXPOSURE = 0.1;
  private static final int WARM_UP = DetectorParameters.defaults().warmUpPanes();
  private static final double THRESHOLD = 14.5;
  private static final int EDGES = 200;
  private static final int NEVER = Integer.MAX_VALUE;

  private final EdgeDetector detector = new EdgeDetector(DetectorParameters.defaults());

  @ParameterizedTest
  @ValueSource(doubles = {2, 4, 30})
  void staysQuietOnStationaryBurstyEdges(double size) {
    int alarms = 0;
    for (double mean : new double[] {0.05, 0.2, 1, 3, 10, 50, 200}) {
      BurstyCounts counts = new BurstyCounts(5, size);
      for (int edge = 0; edge < 500; edge++) {
        EdgeDriftState state = new EdgeDriftState();
        for (int pane = 1; pane <= 200; pane++) {
          alarms += update(state, pane, counts.next(mean)) == null ? 0 : 1;
        }
      }
    }
    assertThat(alarms).as("false alarms in 700,000 edge-panes").isLessThanOrEqualTo(1);
  }

  @Test
  void staysQuietOnThinEdgesThatAreSeenLate() {
    int alarms = 0;
    for (double mean : new double[] {0.02, 0.05, 0.1, 0.2}) {
      BurstyCounts counts = new BurstyCounts(6, 2);
      for (int edge = 0; edge < 1000; edge++) {
        EdgeDriftState state = bornLate();
        for (int pane = 1; pane <= 100; pane++) {
          alarms += update(state, pane, counts.next(mean)) == null ? 0 : 1;
        }
      }
    }
    assertThat(alarms).as("false alarms in 400,000 edge-panes").isZero();
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 0, 10", "3, 30, 0, 8", "10, 4, 0, 5", "50, 4, 0, 4", "3, 4, 4, 11"})
  void findsChangesSoon(double mean, double size, double factor, int medianAtMost) {
    List<Integer> delays = new ArrayList<>();
    BurstyCounts counts = new BurstyCounts(11, size);
    for (int edge = 0; edge < EDGES; edge++) {
      EdgeDriftState state = learned(counts, mean);
      delays.add(delay(state, counts, mean * factor));
    }
    delays.sort(null);
    assertThat(delays.get(EDGES / 2)).isLessThanOrEqualTo(medianAtMost);
    assertThat(delays.get(EDGES * 9 / 10)).isLessThanOrEqualTo(2 * medianAtMost);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, 8", "3, 30, 8", "10, 4, 6", "50, 4, 5"})
  void findsNewEdgesSoon(double mean, double size, int medianAtMost) {
    List<Integer> delays = new ArrayList<>();
    BurstyCounts counts = new BurstyCounts(12, size);
    for (int edge = 0; edge < EDGES; edge++) {
      delays.add(delay(bornLate(), counts, mean));
    }
    delays.sort(null);
    assertThat(delays.get(EDGES / 2)).isLessThanOrEqualTo(medianAtMost);
  }

  @Test
  void tellsWhatChangedAndSinceWhen() {
    BurstyCounts counts = new BurstyCounts(13, 8);
    EdgeDriftState state = learned(counts, 10);

    EdgeDrift drift = first(state, WARM_UP, counts, 40);

    assertThat(drift.kind()).isEqualTo(DriftKind.SURGE);
    assertThat(drift.before().value()).isCloseTo(100, within(25.0));
    assertThat(drift.after().value()).isCloseTo(400, within(120.0));
    assertThat(drift.onsetMs()).isBetween((WARM_UP - 3) * 1000L, (WARM_UP + 3) * 1000L);
    assertThat(drift.score()).isGreaterThanOrEqualTo(drift.threshold());
  }

  @Test
  void namesAnEdgeThatIsNoMore() {
    BurstyCounts counts = new BurstyCounts(14, 8);
    EdgeDriftState state = learned(counts, 10);

    EdgeDrift drift = first(state, WARM_UP, counts, 0);

    assertThat(drift.kind()).isEqualTo(DriftKind.DISAPPEARANCE);
    assertThat(drift.after().value()).isZero();
  }

  @Test
  void namesAnEdgeThatWasNotThere() {
    EdgeDrift drift = first(bornLate(), 0, new BurstyCounts(15, 8), 10);

    assertThat(drift.kind()).isEqualTo(DriftKind.APPEARANCE);
    assertThat(drift.before().value()).isZero();
  }

  @Test
  void oneBurstIsNoDrift() {
    BurstyCounts counts = new BurstyCounts(16, 8);
    EdgeDriftState state = learned(counts, 5);
    for (int pane = 1; pane <= 100; pane++) {
      long samples = pane == 10 ? 5_000 : counts.next(5);
      assertThat(update(state, WARM_UP + pane, samples)).isNull();
    }
  }

  @Test
  void reportsAChangeOnceAndLearnsTheNewRate() {
    BurstyCounts counts = new BurstyCounts(17, 8);
    EdgeDriftState state = learned(counts, 10);
    int alarms = 0;
    for (int pane = 1; pane <= 400; pane++) {
      alarms += update(state, WARM_UP + pane, counts.next(40)) == null ? 0 : 1;
    }
    assertThat(alarms).isEqualTo(1);
    assertThat(state.samples / state.exposure).isCloseTo(400, within(60.0));
  }

  @Test
  void findsAnEdgeThatComesBack() {
    BurstyCounts counts = new BurstyCounts(18, 8);
    EdgeDriftState state = learned(counts, 10);
    first(state, WARM_UP, counts, 0);
    for (int pane = 1; pane <= 100; pane++) {
      assertThat(update(state, 300 + pane, 0)).isNull();
    }

    EdgeDrift drift = first(state, 400, counts, 10);

    assertThat(drift.kind()).isEqualTo(DriftKind.APPEARANCE);
  }

  @Test
  void passesOverPanesThatNobodyWatched() {
    BurstyCounts counts = new BurstyCounts(19, 8);
    EdgeDriftState state = learned(counts, 10);
    for (int pane = 1; pane <= 50; pane++) {
      assertThat(detector.update(state, (WARM_UP + pane) * 1000L, 0, 0, THRESHOLD)).isNull();
    }
    assertThat(Evidence.score(state, Evidence.GONE)).isZero();
  }

  @Test
  void findsASmallShiftOfAnEdgeThatIsWellKnown() {
    BurstyCounts counts = new BurstyCounts(20, 30);
    EdgeDriftState state = learned(counts, 100);
    for (int pane = 1; pane <= 200; pane++) {
      update(state, WARM_UP + pane, counts.next(100));
    }

    EdgeDrift drift = first(state, WARM_UP + 200, counts, 130);

    assertThat(drift.kind()).isEqualTo(DriftKind.SURGE);
    assertThat(drift.onsetMs()).isBetween((WARM_UP + 190) * 1000L, (WARM_UP + 210) * 1000L);
  }

  @Test
  void takesCountsThatAreNoWholeNumbers() {
    EdgeDriftState state = new EdgeDriftState();
    for (int pane = 1; pane <= WARM_UP; pane++) {
      detector.update(state, pane * 1000L, 2.5, EXPOSURE, THRESHOLD);
    }
    assertThat(state.samples / state.exposure).isCloseTo(25, within(1e-6));
  }

  @Test
  void needsTheEvidenceThatIsAskedFor() {
    EdgeDriftState state = learned(new BurstyCounts(21, 8), 10);
    for (int pane = 1; pane <= 4; pane++) {
      assertThat(detector.update(state, WARM_UP + pane, 0, EXPOSURE, 30)).isNull();
    }
    assertThat(detector.update(state, WARM_UP + 5, 0, EXPOSURE, 8)).isNotNull();
  }

  @Test
  void stateIsSmall() {
    EdgeDriftState state = new EdgeDriftState();
    int bytes = Float.BYTES * state.sums.length + Long.BYTES * state.onsetMs.length;
    for (Field field : EdgeDriftState.class.getFields()) {
      bytes += field.getType().isArray() ? Integer.BYTES : bytes(field.getType());
    }
    assertThat(bytes).isLessThan(200);
  }

  private static int bytes(Class<?> type) {
    assertThat(type).isIn(boolean.class, byte.class, int.class, float.class, double.class);
    return type == double.class ? Double.BYTES : Integer.BYTES;
  }

  @Test
  void rejectsAThresholdOfZero() {
    assertThatThrownBy(() -> detector.update(new EdgeDriftState(), 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threshold (0.0) must be positive");
  }

  @Test
  void anotherUnitOfExposureIsNoChange() {
    BurstyCounts counts = new BurstyCounts(4, 31);
    EdgeDriftState state = learned(counts, 20);
    detector.rescale(state, 3);
    for (int pane = 1; pane <= 200; pane++) {
      double samples = counts.next(20);
      assertThat(detector.update(state, (WARM_UP + pane) * 1000L, samples, 3 * EXPOSURE, THRESHOLD))
          .isNull();
    }
  }

  @Test
  void whatIsLeftOfAnEdgeDoesNotAppearAnew() {
    BurstyCounts counts = new BurstyCounts(4, 32);
    EdgeDriftState state = learned(counts, 100);
    EdgeDrift drift = first(state, WARM_UP, counts, 3);
    assertThat(drift.kind()).isEqualTo(DriftKind.DISAPPEARANCE);

    for (int pane = 101; pane <= 300; pane++) {
      assertThat(update(state, WARM_UP + pane, counts.next(3))).isNull();
    }
  }

  private static EdgeDriftState bornLate() {
    EdgeDriftState state = new EdgeDriftState();
    state.bornLate = true;
    return state;
  }

  private EdgeDriftState learned(BurstyCounts counts, double mean) {
    EdgeDriftState state = new EdgeDriftState();
    for (int pane = 1; pane <= WARM_UP; pane++) {
      update(state, pane, counts.next(mean));
    }
    return state;
  }

  private int delay(EdgeDriftState state, BurstyCounts counts, double mean) {
    for (int pane = 1; pane <= 150; pane++) {
      if (update(state, WARM_UP + pane, counts.next(mean)) != null) {
        return pane;
      }
    }
    return NEVER;
  }

  private EdgeDrift first(EdgeDriftState state, int from, BurstyCounts counts, double mean) {
    for (int pane = 1; pane <= 100; pane++) {
      EdgeDrift drift = update(state, from + pane, counts.next(mean));
      if (drift != null) {
        return drift;
      }
    }
    throw new AssertionError("no drift in 100 panes");
  }

  private @Nullable EdgeDrift update(EdgeDriftState state, int pane, long samples) {
    return detector.update(state, pane * 1000L, (double) samples, EXPOSURE, THRESHOLD);
  }
}
