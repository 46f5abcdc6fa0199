package io.vputty.job.drift;

import io.vputty.model.drift.Stake;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKey;
import java.util.Map;

/** What one VM's edges add up to at one pane's end; a Flink POJO. */
public final class VmTally {
  public long timeMs;
  public String domain = "";
  public String vm = "";

  /** Edges that are not silent. */
  public int edges;

  /** What they cost where their ends are now, 10^-9 $ per hour: whole, so that order is nothing. */
  public long nanoDollarsPerHour;

  private static final double NANO = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  /** Of a VM's edges at a pane's end. */
  static VmTally of(String vm, Map<EdgeKey, EdgeTrack> edges, Ground ground) {
    VmTally tally = new VmTally();
    tally.timeMs = ground.timeMs();
    tally.domain = ground.domain();
    tally.vm = vm;
    edges.forEach((edge, track) -> tally.add(edge, track, ground));
    return tally;
  }

  double dollarsPerHour() {
    return nanoDollarsPerHour / NANO;
  }

  private void add(EdgeKey edge, EdgeTrack track, Ground ground) {
    edges += track.weight > 0 ? 1 : 0;
    Tier tier = track.tier();
    if (tier != null) {
      double perByte = Stake.perByte(ground.prices(), edge.kind(), tier);
      nanoDollarsPerHour += Math.round(track.weight * perByte * SECONDS_PER_HOUR * NANO);
    }
  }
}
