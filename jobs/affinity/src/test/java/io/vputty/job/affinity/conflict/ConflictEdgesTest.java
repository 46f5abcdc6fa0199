package io.vputty.job.affinity.conflict;

import static io.vputty.job.affinity.conflict.ConflictChain.PANE;
import static io.vputty.job.affinity.conflict.ConflictChain.cpu;
import static io.vputty.job.affinity.conflict.ConflictChain.host;
import static io.vputty.job.affinity.conflict.ConflictChain.removed;
import static io.vputty.job.affinity.conflict.ConflictChain.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.mapping.LoadInterval;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.load.LoadLevels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConflictEdgesTest {

  /** End of a whole hour of 24 panes. */
  private static final long HOUR = 24 * PANE;

  private ConflictChain chain;

  @BeforeEach
  void open() throws Exception {
    chain = ConflictChain.start();
  }

  @AfterEach
  void close() throws Exception {
    chain.close();
  }

  /**
   * Each VM uses 1 core, and 5 in panes 1-6: a mean of 2 over the hour, 3 more than that in the
   * peak. The host's sum is then 10, which is 3.6 above 80% of its 8 cores: min(3, 3, 3.6) cores in
   * 6 of 24 panes is 0.75.
   */
  @Test
  void twoThatPeakTogetherOnAnOverloadedHostConflict() throws Exception {
    hour(0, 0);

    List<EdgeWindow> windows = chain.advance(HOUR + PANE);

    EdgeWindow last = windows.get(windows.size() - 1);
    assertThat(last.subject()).isEqualTo("CONFLICT/g1/g2");
    assertThat(last.weight().value()).isCloseTo(0.75, within(0.05 * 0.75));
    assertThat(last.samples()).isEqualTo(6);
    assertThat(last.windowMs()).isEqualTo(HOUR);
    assertThat(last.paneMs()).isEqualTo(PANE);
    assertThat(last.tier()).isEqualTo(Tier.HOST);
    assertThat(last.fromPlace()).isEqualTo(new EdgeWindow.Place("a", "dc"));
    assertThat(last.toPlace()).isEqualTo(new EdgeWindow.Place("a", "dc"));
    assertThat(last.pane()).isEqualTo(new EdgeWindow.PaneCount(0, 0, 0, 0, 0));
    assertThat(last.endMs() % PANE).isZero();
  }

  @Test
  void toldAtTheEndOfTheHourItIsExact() throws Exception {
    hour(18, 18);

    List<EdgeWindow> windows = chain.advance(HOUR + PANE);

    EdgeWindow last = windows.get(windows.size() - 1);
    assertThat(last.endMs()).isEqualTo(HOUR + PANE);
    assertThat(last.weight().value()).isCloseTo(0.75, within(1e-12));
    assertThat(last.completeness()).isEqualTo(1);
  }

  @Test
  void twoThatPeakAtDifferentTimesDoNot() throws Exception {
    chain.fleet(vm("g3", "a", 0));
    for (long end = PANE; end <= HOUR; end += PANE) {
      chain.cpu("g3", end, 2);
    }
    hour(0, 6);

    assertThat(chain.advance(HOUR + PANE)).isEmpty();
  }

  @Test
  void onAHostThatBearsThemTheyDoNot() throws Exception {
    chain.fleet(host("a", 12.5));
    hour(0, 0);

    assertThat(chain.advance(HOUR + PANE)).as("10 cores of 12.5 are no more than 80%").isEmpty();
  }

  @Test
  void onTwoHostsTheyDoNot() throws Exception {
    chain.fleet(vm("g2", "b", 0));
    hour(0, 0);

    assertThat(chain.advance(HOUR + PANE)).isEmpty();
  }

  @Test
  void moreThanHardwareCannotBePromised() throws Exception {
    chain.fleet(host("a", 6));
    hour(18, 18);

    List<EdgeWindow> windows = chain.advance(HOUR + PANE);

    assertThat(windows.get(windows.size() - 1).weight().value())
        .as("10 cores are 5.2 above 80% of the 6 there are; of the 12 promised it were 0.4")
        .isCloseTo(0.75, within(1e-12));
  }

  @Test
  void isToldOnceWhereNothingChanges() throws Exception {
    hour(0, 0);
    chain.advance(7 * PANE);

    List<EdgeWindow> windows = chain.advance(HOUR + PANE);

    for (int i = 1; i < windows.size(); i++) {
      double before = windows.get(i - 1).weight().value();
      assertThat(Math.abs(windows.get(i).weight().value() - before))
          .isGreaterThan(0.05 * Math.max(before, 0.05));
    }
  }

  @Test
  void isRetiredWhenThePeakHasLeftTheHour() throws Exception {
    hour(18, 18);
    for (long end = HOUR + PANE; end <= 3 * HOUR; end += PANE) {
      chain.cpu("g1", end, 1);
      chain.cpu("g2", end, 1);
    }

    List<EdgeWindow> windows = chain.advance(3 * HOUR);

    EdgeWindow last = windows.get(windows.size() - 1);
    assertThat(last.weight()).isEqualTo(Interval.ZERO);
    assertThat(last.endMs())
        .as("the first of 6 panes has left: too few to go by")
        .isEqualTo(HOUR + 19 * PANE + PANE);
    assertThat(windows.stream().filter(window -> window.weight().value() == 0)).hasSize(1);
  }

  @Test
  void aVmThatMovesAwayRetiresTheEdgeAtOnce() throws Exception {
    hour(18, 18);
    chain.advance(HOUR + PANE);
    chain.fleet(vm("g2", "b", HOUR + PANE));

    EdgeWindow retired = only(chain.advance(HOUR + 10 * PANE));

    assertThat(retired.kind()).isEqualTo(EdgeKind.CONFLICT);
    assertThat(retired.weight()).isEqualTo(Interval.ZERO);
    assertThat(retired.endMs()).isEqualTo(HOUR + 2 * PANE);
    assertThat(retired.fromPlace().host()).isEqualTo("a");
    assertThat(retired.toPlace().host()).isEqualTo("b");
    assertThat(retired.samples()).isZero();
  }

  @Test
  void aVmTakesItsHourToItsNewHost() throws Exception {
    chain.fleet(vm("g2", "b", 0));
    hour(18, 18);
    assertThat(chain.advance(HOUR + PANE)).isEmpty();
    chain.fleet(vm("g2", "a", HOUR + PANE));

    EdgeWindow first = chain.advance(HOUR + 2 * PANE).get(0);

    assertThat(first.endMs()).isEqualTo(HOUR + 2 * PANE);
    assertThat(first.weight().value())
        .as("means are of the 23 panes that are known: 47 / 23 cores")
        .isCloseTo((5 - 2.043) * 6 / 24, within(1e-12));
  }

  @Test
  void missingPanesAreNotZeroAndAreToldAsMissing() throws Exception {
    for (long end = PANE; end <= HOUR; end += PANE) {
      double cores = end > 12 * PANE && end <= 18 * PANE ? 5 : 1;
      chain.cpu("g1", end, cores);
      if (end > 6 * PANE) {
        chain.cpu("g2", end, cores);
      }
    }

    List<EdgeWindow> windows = chain.advance(HOUR + PANE);

    EdgeWindow last = windows.get(windows.size() - 1);
    assertThat(last.completeness()).isEqualTo(18 / 24.0);
    assertThat(last.weight().value())
        .as("g2's mean is 42 / 18 cores: 2.667 above it in 6 of 24 panes")
        .isCloseTo((5 - 2.333) * 6 / 24, within(0.05));
  }

  @Test
  void whatComesAfterItsPaneWasSettledIsDropped() throws Exception {
    hour(18, 18);
    chain.advance(HOUR);
    chain.cpu("g1", HOUR - PANE, 8);
    chain.advance(HOUR + PANE);

    assertThat(chain.panes())
        .filteredOn(pane -> pane.vm.equals("g1") && pane.paneEndMs == HOUR - PANE)
        .singleElement()
        .returns(5_000L, pane -> pane.millicores);
  }

  @Test
  void collectorsOfOneVmAreNeverAdded() throws Exception {
    chain.report(cpu("g1", "sflow/x", PANE, 3));
    chain.report(cpu("g1", "blkio/a", PANE, 2));
    chain.report(cpu("g1", "sflow/x", 2 * PANE, 3));
    chain.advance(3 * PANE);

    assertThat(chain.panes()).extracting(pane -> pane.millicores).containsExactly(2_000L, 3_000L);
  }

  @Test
  void aLongReportIsLaidOverThePanesThatTheLagAllows() throws Exception {
    chain.report(new LoadInterval(0, 24_000, "g1", false, "c", new LoadLevels(1_000, 0, 0)));
    chain.advance(4 * PANE);

    assertThat(chain.panes())
        .as("the last 10 s of it: 6 s of the second pane, and too little of the third")
        .extracting(pane -> pane.paneEndMs)
        .containsExactly(2 * PANE);
  }

  @Test
  void silenceOfAnHourLeavesNothingBehind() throws Exception {
    hour(18, 18);

    List<EdgeWindow> windows = chain.advance(3 * HOUR);

    assertThat(windows.get(windows.size() - 1).weight()).isEqualTo(Interval.ZERO);
    assertThat(chain.stateEntries()).isZero();
    assertThat(chain.timers()).isZero();
  }

  @Test
  void removedVmsLeaveNothingBehind() throws Exception {
    hour(18, 18);
    chain.advance(HOUR + PANE);
    chain.fleet(removed("g1", HOUR + PANE), removed("g2", HOUR + PANE));

    EdgeWindow retired = only(chain.advance(HOUR + 3 * PANE));

    assertThat(retired.weight()).isEqualTo(Interval.ZERO);
    assertThat(chain.stateEntries()).isZero();
    assertThat(chain.timers()).isZero();
  }

  @Test
  void loadOfWhatTheInventoryDoesNotKnowMakesNoState() throws Exception {
    chain.cpu("stranger", PANE, 5);
    chain.advance(3 * PANE);

    assertThat(chain.stateEntries()).isZero();
  }

  @Test
  void goesOnFromACheckpointAsIfNothingHadHappened() throws Exception {
    hour(18, 18);
    List<EdgeWindow> calm = chain.advance(3 * HOUR);
    List<EdgeWindow> torn = new ArrayList<>();
    try (ConflictChain first = ConflictChain.start()) {
      hour(first, 18, 18);
      torn.addAll(first.advance(20 * PANE));
      try (ConflictChain second = first.restored()) {
        torn.addAll(second.advance(3 * HOUR));
      }
    }

    assertThat(torn).isEqualTo(calm);
  }

  @Test
  void theOrderInWhichReportsArriveDoesNotShow() throws Exception {
    List<LoadInterval> reports = new ArrayList<>();
    for (int third = 0; third < 3 * 24; third++) {
      for (String collector : List.of("x", "y")) {
        double cores = third < 3 * 8 ? 5 : 1;
        reports.add(part("g1", collector, third, cores + third % 3 * 0.1));
        reports.add(part("g2", collector, third, cores));
      }
    }
    List<EdgeWindow> inOrder = told(reports);
    Collections.shuffle(reports, new Random(9));

    assertThat(told(reports)).isEqualTo(inOrder).isNotEmpty();
  }

  private static List<EdgeWindow> told(List<LoadInterval> reports) throws Exception {
    try (ConflictChain chain = ConflictChain.start()) {
      for (LoadInterval report : reports) {
        chain.report(report);
      }
      return chain.advance(HOUR + PANE);
    }
  }

  /** A third of a pane, ms uneven. */
  private static LoadInterval part(String vm, String collector, int third, double cores) {
    long start = third * PANE / 3;
    long end = (third + 1) * PANE / 3;
    LoadLevels levels = new LoadLevels(Math.round(cores * 1_000), -1, -1);
    return new LoadInterval(start, end, vm, false, collector, levels);
  }

  /** 24 panes: 1 core, and 5 in the six panes after those numbers. */
  private void hour(int peakOfFirst, int peakOfSecond) throws Exception {
    hour(chain, peakOfFirst, peakOfSecond);
  }

  private static void hour(ConflictChain chain, int peakOfFirst, int peakOfSecond)
      throws Exception {
    for (int pane = 0; pane < 24; pane++) {
      chain.cpu("g1", (pane + 1) * PANE, inPeak(pane, peakOfFirst) ? 5 : 1);
      chain.cpu("g2", (pane + 1) * PANE, inPeak(pane, peakOfSecond) ? 5 : 1);
    }
  }

  private static boolean inPeak(int pane, int peak) {
    return pane >= peak && pane < peak + 6;
  }

  private static EdgeWindow only(List<EdgeWindow> windows) {
    assertThat(windows).hasSize(1);
    return windows.get(0);
  }
}
