package io.vputty.model.plan;

import io.vputty.model.footprint.Host;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.search.WireTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Traffic of a scene's units as the NICs of hosts see it: what its network and storage edges carry,
 * both directions together.
 *
 * <p>A VM in flight may be at either end, so all that it carries counts at both, with the bandwidth
 * of its migration, and its peers' traffic with it leaves their hosts wherever they are.
 */
final class Wiring {

  private static final int BITS = 8;

  private final Scene scene;
  private final Map<Long, Long> links = new HashMap<>();
  private final long[] outside;
  private final WireTable.Nics nics;

  private Wiring(Scene scene) {
    this.scene = scene;
    int hosts = scene.sites.count();
    this.outside = new long[scene.unitCount()];
    this.nics =
        new WireTable.Nics(
            new long[hosts], new long[hosts], Math.round(scene.problem.migration.bytesPerSecond()));
    Arrays.setAll(
        nics.limit(),
        host -> scene.sites.isHost(host) ? limit(scene.sites.host(host)) : WireTable.UNLIMITED);
  }

  /** The traffic of a scene; none where no NIC is known. */
  static WireTable of(Scene scene) {
    if (scene.problem.hosts.values().stream().allMatch(host -> host.nicBitsPerSecond() <= 0)) {
      return WireTable.NONE;
    }
    Wiring wiring = new Wiring(scene);
    for (Ledger.Entry entry : scene.ledger.entries()) {
      if (isTraffic(entry.key().kind())) {
        wiring.add(entry);
      }
    }
    wiring.addMigrations();
    return WireTable.of(wiring.links, wiring.outside, wiring.nics);
  }

  /** Whether edges of a kind use wires. */
  static boolean isTraffic(EdgeKind kind) {
    return kind == EdgeKind.NETWORK || kind == EdgeKind.STORAGE;
  }

  /** What a host's NIC bears, bytes per second of both directions. */
  static long limit(Host host) {
    return host.nicBitsPerSecond() > 0 ? host.nicBitsPerSecond() / BITS : WireTable.UNLIMITED;
  }

  private void add(Ledger.Entry entry) {
    long bytes = Math.round(Math.max(0, entry.weight().value()));
    int one = scene.unitOf[entry.from()];
    int other = scene.unitOf[entry.to()];
    boolean flies = scene.isInFlight(entry.from()) || scene.isInFlight(entry.to());
    if (flies) {
      outside[one] += bytes;
      outside[other] += bytes;
      takeAtSource(entry.from(), bytes);
      takeAtSource(entry.to(), bytes);
    } else if (one != other) {
      long key = Math.min(one, other) * (long) outside.length + Math.max(one, other);
      links.merge(key, bytes, Long::sum);
    }
  }

  private void takeAtSource(int vertex, long bytes) {
    if (scene.isInFlight(vertex)) {
      nics.taken()[scene.source(vertex)] += bytes;
    }
  }

  private void addMigrations() {
    for (int vertex = 0; vertex < scene.vms.size(); vertex++) {
      if (scene.isInFlight(vertex)) {
        nics.taken()[scene.source(vertex)] += nics.migration(scene.source(vertex));
        nics.taken()[scene.vertexHost[vertex]] += nics.migration(scene.vertexHost[vertex]);
      }
    }
  }
}
