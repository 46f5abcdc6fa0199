package io.vputty.job.affinity;

import io.vputty.job.affinity.AgentReports.Coverage;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetMapping;
import io.vputty.mapping.FlowSecond;
import io.vputty.model.estimate.SampleSums;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts each packet once though several points may have sampled it. Both ends' hosts saw all of a
 * pair's packets; where both report, each end's estimate counts by the inverse of its variance,
 * which both rates alone decide: weighing by what was drawn would bias thin edges. Where one end
 * reports, it decides; else one switch. Who that is depends on the inventory and on whether an
 * agent reports at all, never on who happened to sample this pair. On one bridge ingress counts
 * before egress.
 *
 * <p>A sample stands for as many more packets as samples of its agent were lost. An end of weight w
 * that samples one of r is taken as samples of one in w r, whose variance is too low by (1 - w) /
 * (w r - 1): so below {@value #COMBINED_FROM} packets a sample the better end stands alone.
 */
final class Authority {

  private static final double COMBINED_FROM = 32;

  private final FleetHistory fleet;
  private final AgentReports reports;
  private final long paneMs;
  private final long atMs;
  private final Map<Long, String> vms = new HashMap<>();
  private final Map<Vertex, View> views = new HashMap<>();

  /** Decides as of a time that the watermark has reached; every VM is looked up once. */
  Authority(FleetHistory fleet, AgentReports reports, long paneMs, long atMs) {
    this.fleet = fleet;
    this.reports = reports;
    this.paneMs = paneMs;
    this.atMs = atMs;
  }

  long atMs() {
    return atMs;
  }

  /** Both ends of a pair as VMs at a time; null where neither is known. */
  @Nullable Ends resolve(Sighting pair, long asOfMs) {
    String from = vm(pair.sourceMac, pair.sourceIpHigh, pair.sourceIpLow, pair.vni, asOfMs);
    String to =
        vm(pair.destinationMac, pair.destinationIpHigh, pair.destinationIpLow, pair.vni, asOfMs);
    if (from == null && to == null) {
      return null;
    }
    return new Ends(
        from == null ? EdgeWindow.WORLD : from,
        to == null ? EdgeWindow.WORLD : to,
        pair.paneEndMs,
        asOfMs);
  }

  private @Nullable String vm(long mac, long ipHigh, long ipLow, int vni, long asOfMs) {
    String known = asOfMs == atMs - 1 ? vms.get(mac) : null;
    if (known != null) {
      return known;
    }
    Vm byMac = fleet.vm(mac, "", vni, asOfMs);
    if (byMac != null) {
      if (asOfMs == atMs - 1) {
        vms.put(mac, byMac.id());
      }
      return byMac.id();
    }
    Vm byIp = fleet.vm(mac, FleetMapping.address(ipHigh, ipLow), vni, asOfMs);
    return byIp == null ? null : byIp.id();
  }

  /** What counts of a pair's sightings in one pane; empty if the authority drew no sample. */
  SampleSums count(Ends ends, List<Sighting> sightings) {
    View source = view(ends.from(), ends);
    View destination = view(ends.to(), ends);
    if (source.host.equals(destination.host)) {
      source = source.withoutFormer();
      destination = new View("", "", ends.paneEndMs());
    }
    SampleSums sums = new SampleSums();
    if (!source.isTrusted() && !destination.isTrusted()) {
      addWhatOneSwitchSaw(ends, sightings, sums);
      return sums;
    }
    double weight = sourceWeight(source, destination);
    source.add(weight, destination.host, sightings, sums);
    destination.add(1 - weight, source.host, sightings, sums);
    return sums;
  }

  private View view(String id, Ends ends) {
    Vertex vertex = new Vertex(id, ends.paneEndMs(), ends.asOfMs());
    return views.computeIfAbsent(vertex, this::view);
  }

  private View view(Vertex vertex) {
    return new View(
        host(vertex.id, vertex.asOfMs),
        host(vertex.id, vertex.paneEndMs - paneMs),
        vertex.paneEndMs);
  }

  private String host(String id, long timeMs) {
    Vm vm = fleet.vm(id, timeMs);
    return vm == null ? "" : vm.host();
  }

  private record Vertex(String id, long paneEndMs, long asOfMs) {}

  /** What one end's host, and the one that it left within the pane, saw. */
  private final class View {
    private final String host;
    private final String former;
    private final long paneEndMs;
    private final List<String> agents;
    private final Coverage coverage;

    View(String host, String former, long paneEndMs) {
      this.host = host;
      this.former = former;
      this.paneEndMs = paneEndMs;
      this.agents = fleet.agents(host, atMs - 1);
      this.coverage = reports.of(host, paneEndMs, atMs, fleet);
    }

    View withoutFormer() {
      return isMoved() ? new View(host, "", paneEndMs) : this;
    }

    boolean isTrusted() {
      return coverage.share() > 0;
    }

    boolean isMoved() {
      return !former.isEmpty() && !former.equals(host);
    }

    /** Packets that one sample that was drawn and arrived stands for on average. */
    double rate() {
      return coverage.rate() / coverage.share();
    }

    void add(double weight, String otherHost, List<Sighting> sightings, SampleSums sums) {
      if (weight == 0) {
        return;
      }
      double factor = weight / coverage.share();
      addScaled(seenBy(agents, sightings), factor, sums);
      if (isMoved() && !former.equals(otherHost)) {
        addScaled(seenBy(fleet.agents(former, atMs - 1), sightings), factor, sums);
      }
    }
  }

  /**
   * How much the source's estimate counts, 0-1; the destination's counts for the rest. The host of
   * an end that stayed saw everything, wherever the other one was.
   */
  private static double sourceWeight(View source, View destination) {
    if (!source.isTrusted() || !destination.isTrusted()) {
      return source.isTrusted() ? 1 : 0;
    }
    if (source.isMoved() != destination.isMoved()) {
      return destination.isMoved() ? 1 : 0;
    }
    double one = source.rate();
    double other = destination.rate();
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return 0.5;
    }
    if (Math.min(one, other) < COMBINED_FROM) {
      return one <= other ? 1 : 0;
    }
    return other / (one + other);
  }

  private static List<Sighting> seenBy(List<String> agents, List<Sighting> sightings) {
    List<Sighting> seen = new ArrayList<>();
    for (Sighting sighting : sightings) {
      if (agents.contains(sighting.agent)) {
        seen.add(sighting);
      }
    }
    return onOneBridge(seen);
  }

  private void addWhatOneSwitchSaw(Ends ends, List<Sighting> sightings, SampleSums sums) {
    String first = sightings.stream().map(s -> s.agent).sorted().findFirst().orElseThrow();
    Coverage coverage = reports.of(first, ends.paneEndMs(), atMs);
    double share = coverage.share() > 0 ? coverage.share() : 1;
    addScaled(
        onOneBridge(sightings.stream().filter(s -> s.agent.equals(first)).toList()),
        1 / share,
        sums);
  }

  private static List<Sighting> onOneBridge(List<Sighting> seen) {
    if (seen.size() < 2) {
      return seen;
    }
    int bridge = Integer.MAX_VALUE;
    for (Sighting sighting : seen) {
      bridge = Math.min(bridge, sighting.subAgent);
    }
    boolean egress = true;
    for (Sighting sighting : seen) {
      egress &= sighting.egress || sighting.subAgent != bridge;
    }
    List<Sighting> counted = new ArrayList<>();
    for (Sighting sighting : seen) {
      if (sighting.subAgent == bridge && sighting.egress == egress) {
        counted.add(sighting);
      }
    }
    return counted;
  }

  /**
   * Adds samples that each stand for so many times more packets. What was lost or shed went by the
   * datagram: samples that came together vary together, by what is in excess of each by itself
   * (Kish's design effect, "Survey Sampling", 1965, for frames of like size).
   */
  private static void addScaled(List<Sighting> counted, double factor, SampleSums sums) {
    for (Sighting sighting : counted) {
      double effect =
          1 + (double) sighting.excess / FlowSecond.EXCESS_ONE / Math.max(1, sighting.samples);
      sums.add(
          Math.max(1, sighting.rate * factor),
          sighting.samples,
          sighting.bytes,
          sighting.squaresLow,
          sighting.squaresHigh,
          effect);
    }
  }
}
