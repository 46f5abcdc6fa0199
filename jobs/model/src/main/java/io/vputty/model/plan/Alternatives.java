package io.vputty.model.plan;

import io.vputty.model.footprint.Vm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The hosts that come next for a VM that moves, among those where its dearest peers are. */
final class Alternatives {

  private static final int MOST = 2;
  private static final int MOST_PEERS = 8;

  private final Scene scene;
  private final Occupancy last;
  private final Admission admission;

  /** Alternatives with all moves made. */
  Alternatives(Scene scene, int[] finalHosts) {
    this.scene = scene;
    this.last = new Occupancy(finalHosts, scene.sites.count());
    List<Vm> vms = new ArrayList<>();
    for (int vertex = 0; vertex < scene.vms.size(); vertex++) {
      vms.add(scene.vms.get(vertex).on(scene.sites.name(finalHosts[vertex])));
    }
    this.admission = new Admission(scene.problem, vms);
  }

  /** The best of them for a vertex, best first; its source is none. */
  List<Alternative> of(int vertex, int source) {
    Set<Integer> hosts = new TreeSet<>();
    scene.ledger.entriesOf(vertex).stream()
        .sorted(Comparator.comparingDouble(entry -> -scene.ledger.most(entry)))
        .limit(MOST_PEERS)
        .forEach(entry -> hosts.add(last.hosts()[entry.peerOf(vertex)]));
    List<Alternative> found = new ArrayList<>();
    for (int host : hosts) {
      if (host != source && host != last.hosts()[vertex] && scene.sites.isHost(host)) {
        found.add(alternative(vertex, host));
      }
    }
    found.sort(
        Comparator.comparingDouble(Alternative::differencePerHour)
            .reversed()
            .thenComparing(Alternative::host));
    return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
  }

  private Alternative alternative(int vertex, int host) {
    double difference = scene.ledger.gain(last, List.of(vertex), host).value();
    String refusal = admission.refusal(scene.vms.get(vertex), scene.sites.host(host)).orElse("");
    return new Alternative(scene.sites.name(host), difference, refusal);
  }
}
