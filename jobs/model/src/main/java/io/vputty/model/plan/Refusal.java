package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.search.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Why nothing is recommended: the best single move that there is, and what it lacks. */
final class Refusal {

  private final Scene scene;
  private final PlannerOptions options;
  private final Placement placement;
  private final int[] hosts;
  private int bestVertex = -1;
  private int bestTarget = -1;
  private double leastDelta;
  private int withoutNic = -1;

  Refusal(Scene scene, PlannerOptions options) {
    this.scene = scene;
    this.options = options;
    this.placement = scene.placement();
    this.hosts = scene.hostsNow();
  }

  NoMove explain() {
    for (int vertex = 0; vertex < scene.vms.size(); vertex++) {
      consider(vertex);
    }
    return new NoMove(reason(), scene.ledger.cost(hosts));
  }

  private void consider(int vertex) {
    int unit = scene.unitOf[vertex];
    Set<Integer> targets = new TreeSet<>();
    scene.ledger.entriesOf(vertex).forEach(entry -> targets.add(hosts[entry.peerOf(vertex)]));
    int sharing = scene.sharedMemory.closest(vertex, hosts, host -> host != hosts[vertex]);
    targets.add(hosts[sharing < 0 ? vertex : sharing]);
    targets.remove(hosts[vertex]);
    for (int target : targets) {
      double delta = placement.moveDelta(unit, target);
      if (!placement.fits(unit, target)) {
        boolean nicAlone = delta < 0 && placement.fitsButForNics(unit, target);
        withoutNic = nicAlone && withoutNic < 0 ? vertex : withoutNic;
      } else if (delta < leastDelta) {
        leastDelta = delta;
        bestVertex = vertex;
        bestTarget = target;
      }
    }
  }

  private String reason() {
    if (options.maxMoves() == 0) {
      return "no move is allowed";
    }
    if (!scene.anyMovable()) {
      return ("none of %d VMs may be moved: pinned, resting, in flight, on frozen hosts, or"
              + " dirtying memory too fast")
          .formatted(scene.vms.size());
    }
    if (bestVertex < 0 && withoutNic >= 0) {
      return "no host near a peer has room: among others, moving %s would overload a NIC"
          .formatted(scene.vms.get(withoutNic).title());
    }
    if (bestVertex < 0) {
      return "no VM has a peer on a host with room for it where it would cost less";
    }
    List<Integer> group = Arrays.stream(scene.members(scene.unitOf[bestVertex])).boxed().toList();
    Interval gain = scene.ledger.gain(new Occupancy(hosts, scene.sites.count()), group, bestTarget);
    return String.format(
        Locale.ROOT,
        "best candidate: moving %s from %s to %s gains %s an hour (at least %s), which over"
            + " %.1f h is not %.1f times its cost of %s",
        scene.vms.get(bestVertex).title(),
        scene.sites.name(hosts[bestVertex]),
        scene.sites.name(bestTarget),
        Dollars.text(gain.value()),
        Dollars.text(gain.low()),
        options.horizonHours(),
        options.margin(),
        Dollars.text(group.stream().mapToDouble(scene::migrationCost).sum()));
  }
}
