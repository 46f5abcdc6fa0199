package io.vputty.job.affinity;

import io.vputty.job.runtime.FleetHistory;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow.Place;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where vertices were at the end of one window, and how much of their hosts' telemetry arrived in
 * it. Every vertex and host is looked up once.
 */
final class Sites {

  /** Where a vertex was, and what arrived from there. */
  private record Site(Place place, @Nullable Host host, HostPanes panes) {}

  private final FleetHistory fleet;
  private final AgentReports reports;
  private final long endMs;
  private final long windowMs;
  private final long paneMs;
  private final long asOfMs;
  private final Map<String, Site> vms = new HashMap<>();
  private final Map<String, Site> volumes = new HashMap<>();
  private final Map<String, HostPanes> hosts = new HashMap<>();

  /**
   * Asks about the window that ends at {@code endMs}.
   *
   * @param asOfMs what takes effect later is not known yet, ms
   */
  Sites(
      FleetHistory fleet,
      AgentReports reports,
      long endMs,
      long windowMs,
      long paneMs,
      long asOfMs) {
    this.fleet = fleet;
    this.reports = reports;
    this.endMs = endMs;
    this.windowMs = windowMs;
    this.paneMs = paneMs;
    this.asOfMs = asOfMs;
  }

  long endMs() {
    return endMs;
  }

  /** Where an edge's ends were, and what arrived of them. */
  Stretch of(EdgePane edge) {
    Site from = vms.computeIfAbsent(edge.from, this::vm);
    Site to =
        edge.kind == EdgeKind.STORAGE
            ? volumes.computeIfAbsent(edge.to, this::volume)
            : vms.computeIfAbsent(edge.to, this::vm);
    Tier tier = from.host == null || to.host == null ? null : Tier.between(from.host, to.host);
    return new Stretch(from.place, to.place, tier, arrived(edge, from, to));
  }

  /**
   * Of one edge.
   *
   * @param tier distance between both ends; null if one of them is nowhere
   */
  record Stretch(Place from, Place to, @Nullable Tier tier, Arrived arrived) {}

  /** How much of what was expected of an edge's ends over the window arrived. */
  private Arrived arrived(EdgePane edge, Site from, Site to) {
    if (edge.kind != EdgeKind.NETWORK) {
      return Arrived.ALL;
    }
    HostPanes one = from.panes;
    HostPanes other = to.panes;
    if (!one.expected || !other.expected) {
      HostPanes only = one.expected ? one : other;
      return only.expected ? new Arrived(only.share, only.seen(only), only.now()) : Arrived.ALL;
    }
    return new Arrived((one.share + other.share) / 2, one.seen(other), one.now() || other.now());
  }

  /**
   * What arrived of a window.
   *
   * @param share of the samples expected of both hosts, 0-1
   * @param seen share of the panes in which at least one of them reported, 0-1
   * @param now whether one did in the newest pane
   */
  record Arrived(double share, double seen, boolean now) {
    private static final Arrived ALL = new Arrived(1, 1, true);
  }

  /** What arrived from one host: the newest pane first. */
  private record HostPanes(boolean expected, double share, boolean[] present) {
    boolean now() {
      return present[0];
    }

    double seen(HostPanes other) {
      int seen = 0;
      for (int pane = 0; pane < present.length; pane++) {
        seen += present[pane] || other.present[pane] ? 1 : 0;
      }
      return (double) seen / present.length;
    }
  }

  private HostPanes panes(String host) {
    return hosts.computeIfAbsent(host, this::hostPanes);
  }

  private HostPanes hostPanes(String host) {
    boolean[] present = new boolean[(int) (windowMs / paneMs)];
    double sum = 0;
    boolean expected = false;
    for (int pane = 0; pane < present.length; pane++) {
      AgentReports.Coverage coverage = reports.of(host, endMs - pane * paneMs, asOfMs, fleet);
      expected |= coverage.isExpected();
      present[pane] = coverage.share() > 0;
      sum += coverage.share();
    }
    return new HostPanes(expected, sum / present.length, present);
  }

  private Site vm(String id) {
    Vm vm = fleet.vm(id, endMs - 1);
    return vm == null ? site(Place.NOWHERE) : site(new Place(vm.host(), vm.domain()));
  }

  private Site volume(String id) {
    Volume volume = fleet.volume(id, endMs - 1);
    return volume == null ? site(Place.NOWHERE) : site(new Place(volume.host(), ""));
  }

  private Site site(Place place) {
    return new Site(place, fleet.host(place.host(), endMs - 1), panes(place.host()));
  }
}
