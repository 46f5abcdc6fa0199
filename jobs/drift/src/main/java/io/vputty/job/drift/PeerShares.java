package io.vputty.job.drift;

import io.vputty.model.drift.Stake;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Prices;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a VM's traffic was, and is, divided among its peers. */
final class PeerShares {

  private static final int SHOWN = 3;

  private final List<Peer> peers = new ArrayList<>();
  private final double bytesPerSecond;

  private record Peer(EdgeKey edge, EdgeTrack track, double before, double after) {
    double gained() {
      return after - before;
    }
  }

  PeerShares(Map<EdgeKey, EdgeTrack> sent, double[] usual, double[] block) {
    double[] bytesBefore = usual.clone();
    double[] bytesAfter = block.clone();
    double rate = 0;
    int i = 0;
    for (EdgeTrack track : sent.values()) {
      bytesBefore[i] /= track.perByte();
      bytesAfter[i++] /= track.perByte();
      rate += track.weight;
    }
    double before = Math.max(Double.MIN_NORMAL, Arrays.stream(bytesBefore).sum());
    double after = Math.max(Double.MIN_NORMAL, Arrays.stream(bytesAfter).sum());
    i = 0;
    for (Map.Entry<EdgeKey, EdgeTrack> entry : sent.entrySet()) {
      double share = bytesBefore[i] / before;
      peers.add(new Peer(entry.getKey(), entry.getValue(), share, bytesAfter[i++] / after));
    }
    this.bytesPerSecond = rate;
  }

  /** What went to the peers that gained, bytes per second at today's volume. */
  Interval before() {
    return Interval.exactly(bytesPerSecond * gainers().stream().mapToDouble(Peer::before).sum());
  }

  /** What goes to them now. */
  Interval after() {
    return Interval.exactly(bytesPerSecond * gainers().stream().mapToDouble(Peer::after).sum());
  }

  /** What the change of all shares is worth, at today's volume. */
  Stake stake(Prices prices) {
    double worth = 0;
    double movable = 0;
    for (Peer peer : peers) {
      double delta = peer.gained() * bytesPerSecond;
      Stake stake = Stake.of(prices, EdgeKind.NETWORK, peer.track.tier(), delta);
      worth += stake.worthPerHour();
      movable += stake.movablePerHour();
    }
    return new Stake(worth, movable);
  }

  /** "61% of what it sends goes to a, b and 2 more (domain billing), 3% before". */
  String summary(double distance) {
    List<Peer> gainers = gainers();
    String names =
        gainers.stream().limit(SHOWN).map(peer -> peer.edge.to()).collect(Collectors.joining(", "));
    String more = gainers.size() > SHOWN ? " and %d more".formatted(gainers.size() - SHOWN) : "";
    Map<String, Double> domains = new TreeMap<>();
    gainers.forEach(peer -> domains.merge(peer.track.toDomain, peer.gained(), Double::sum));
    String domain =
        domains.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return String.format(
        Locale.ROOT,
        "%.0f%% of what it sends goes to %s%s%s, %.0f%% before (distance %.2f)",
        100 * gainers.stream().mapToDouble(Peer::after).sum(),
        names,
        more,
        domain.isEmpty() ? "" : " (domain " + domain + ")",
        100 * gainers.stream().mapToDouble(Peer::before).sum(),
        distance);
  }

  /** Peers whose share grew, by how much. */
  private List<Peer> gainers() {
    return peers.stream()
        .filter(peer -> peer.gained() > 0)
        .sorted(Comparator.comparingDouble(Peer::gained).reversed().thenComparing(Peer::edge))
        .toList();
  }
}
