package io.vputty.job.drift;

import io.vputty.mapping.ContentId;
import io.vputty.model.drift.AlarmRate;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.NeighbourhoodDetector;
import io.vputty.model.drift.NeighbourhoodShift;
import io.vputty.model.drift.Season;
import io.vputty.model.drift.Stake;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What one VM's edges say together: with whom it talks, and how busy it is in this hour. */
final class WatchVm {

  private static final long HOUR_MS = 3_600_000;

  private final long paneMs;
  private final Counter irrelevant;
  private final NeighbourhoodDetector detector = new NeighbourhoodDetector();

  WatchVm(long paneMs, MetricGroup metrics) {
    this.paneMs = paneMs;
    this.irrelevant = metrics.counter("peerDriftsThatMoveNothing");
  }

  /**
   * Takes in a pane.
   *
   * @return the VM's change of peers, in the pane that confirmed it
   */
  @Nullable DriftNotice peers(String id, VmTrack vm, Map<EdgeKey, EdgeTrack> edges, Ground ground) {
    Map<EdgeKey, EdgeTrack> sent = new LinkedHashMap<>();
    double samples = 0;
    for (Map.Entry<EdgeKey, EdgeTrack> entry : edges.entrySet()) {
      boolean counts =
          entry.getKey().kind() == EdgeKind.NETWORK && entry.getKey().from().equals(id);
      if (counts && entry.getValue().isHeard()) {
        sent.put(entry.getKey(), entry.getValue());
        entry.getValue().block += entry.getValue().count;
        samples += entry.getValue().count;
      }
    }
    if (sent.isEmpty() || !detector.add(vm.neighbourhood, samples)) {
      return null;
    }
    return close(id, vm, sent, ground);
  }

  private @Nullable DriftNotice close(
      String id, VmTrack vm, Map<EdgeKey, EdgeTrack> sent, Ground ground) {
    double[] usual = sent.values().stream().mapToDouble(track -> track.usual).toArray();
    double[] block = sent.values().stream().mapToDouble(track -> track.block).toArray();
    PeerShares shares = new PeerShares(sent, usual, block);
    double threshold =
        new AlarmRate(ground.rules().falseAlarmsPerDay())
            .threshold(ground.vms(), NeighbourhoodDetector.LEAST_PANES * paneMs);
    NeighbourhoodShift shift =
        detector.close(vm.neighbourhood, ground.timeMs(), usual, block, threshold);
    int peer = 0;
    for (EdgeTrack track : sent.values()) {
      track.usual = usual[peer];
      track.block = block[peer++];
    }
    return shift == null ? null : notice(id, shift, shares, ground);
  }

  private @Nullable DriftNotice notice(
      String id, NeighbourhoodShift shift, PeerShares shares, Ground ground) {
    Stake stake = shares.stake(ground.prices());
    if (ground.domain().isEmpty() || !stake.isRelevant(ground.rules(), ground.migrationCost(id))) {
      irrelevant.inc();
      return null;
    }
    String subject = "vm/" + id;
    return new DriftNotice(
        ground.timeMs(),
        ContentId.of(subject, ground.timeMs(), DriftKind.NEIGHBOURHOOD),
        DriftKind.NEIGHBOURHOOD,
        subject,
        null,
        List.of(ground.domain()),
        shares.before(),
        shares.after(),
        shift.onsetMs(),
        shift.score(),
        shift.threshold(),
        stake.worthPerHour(),
        "Hellinger distance of blocks from what is usual",
        shares.summary(shift.distance()));
  }

  boolean isNewHour(VmTrack vm, long paneEndMs) {
    return hour(paneEndMs) != vm.hour;
  }

  /**
   * Teaches the season the hour that is over, and asks it what is expected of the new one. Edges
   * whose baselines were learned before there was a season are told which hour that was.
   *
   * @return by how much exposures of the past are to be multiplied
   */
  double beginHour(VmTrack vm, long paneEndMs, Season season) {
    boolean wasKnown = season.isKnown();
    if (vm.hourPanes > 0) {
      season.add((vm.hour + 1) * HOUR_MS, vm.hourRates, vm.hourPanes);
    }
    double past = wasKnown ? 1 : season.factor((vm.hour + 1) * HOUR_MS);
    vm.hour = hour(paneEndMs);
    vm.hourRates = 0;
    vm.hourPanes = 0;
    vm.factor = season.factor(paneEndMs);
    return past;
  }

  /**
   * Whether an edge only seems to change because it does not follow its sender's season: what was
   * expected changed by more than half as much, the other way.
   */
  static boolean isOnlyExpected(EdgeDrift drift, double factor, Season season) {
    double before = drift.before().value();
    double after = drift.after().value();
    if (before <= 0 || after <= 0) {
      return false;
    }
    double expected = factor / season.factor(drift.onsetMs() - HOUR_MS / 2);
    return Math.abs(Math.log(after * expected / before)) < Math.abs(Math.log(after / before)) / 2;
  }

  /** Takes in how busy the VM is in a pane, unless nobody listened in it. */
  void busy(VmTrack vm, Collection<EdgeTrack> edges) {
    boolean heard = false;
    for (EdgeTrack track : edges) {
      vm.hourRates += track.isHeard() ? track.count / track.perByte() : 0;
      heard |= track.isHeard();
    }
    vm.hourPanes += heard ? 1 : 0;
  }

  private static long hour(long paneEndMs) {
    return Math.floorDiv(paneEndMs - 1, HOUR_MS);
  }
}
