package io.vputty.job.drift;

import io.vputty.model.drift.Stake;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one VM's edges add up to at one pane's end; a Flink POJO. */
public final class VmTally {
  public long timeMs;
  public String domain = "";
  public String vm = "";

  /** Edges that are not silent and whose ends are both somewhere: others are not told. */
  public int edges;

  /** What they cost where their ends are now, 10^-9 $ per hour: whole, so that order is nothing. */
  public long nanoDollarsPerHour;

  /** VMs of the same domain that it sends to, ascending. */
  public String[] peers = new String[0];

  /** What it sends to each, bytes per second: whole too. */
  public long[] bytesPerSecond = new long[0];

  /** What that costs, 10^-9 $ per hour. */
  public long[] nanoDollars = new long[0];

  static final double NANO = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  /** Of a VM's edges at a pane's end. */
  static VmTally of(String vm, Map<EdgeKey, EdgeTrack> edges, Ground ground) {
    VmTally tally = new VmTally();
    tally.timeMs = ground.timeMs();
    tally.domain = ground.domain();
    tally.vm = vm;
    List<Map.Entry<EdgeKey, EdgeTrack>> inside = new ArrayList<>();
    for (Map.Entry<EdgeKey, EdgeTrack> entry : edges.entrySet()) {
      tally.add(entry.getKey(), entry.getValue(), ground);
      if (isInside(vm, entry.getKey(), entry.getValue(), ground)) {
        inside.add(entry);
      }
    }
    tally.peers = inside.stream().map(entry -> entry.getKey().to()).toArray(String[]::new);
    tally.bytesPerSecond =
        inside.stream().mapToLong(entry -> Math.round(entry.getValue().weight)).toArray();
    tally.nanoDollars =
        inside.stream()
            .mapToLong(entry -> nanoDollars(entry.getKey(), entry.getValue(), ground))
            .toArray();
    return tally;
  }

  private void add(EdgeKey edge, EdgeTrack track, Ground ground) {
    edges += track.weight > 0 && track.tier() != null ? 1 : 0;
    nanoDollarsPerHour += nanoDollars(edge, track, ground);
  }

  private static boolean isInside(String vm, EdgeKey edge, EdgeTrack track, Ground ground) {
    return edge.kind() == EdgeKind.NETWORK
        && edge.from().equals(vm)
        && track.weight > 0
        && track.toDomain.equals(ground.domain());
  }

  private static long nanoDollars(EdgeKey edge, EdgeTrack track, Ground ground) {
    Tier tier = track.tier();
    return tier == null
        ? 0
        : Math.round(
            track.weight
                * Stake.perByte(ground.prices(), edge.kind(), tier)
                * SECONDS_PER_HOUR
                * NANO);
  }
}
