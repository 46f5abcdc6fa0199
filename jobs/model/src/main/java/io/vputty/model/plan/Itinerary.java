package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Vm;
import io.vputty.model.search.Transfer;
import java.util.ArrayList;
import java.util.List;

/** Transfers of units told as moves of VMs, each with what it gains given those before it. */
final class Itinerary {

  private final Scene scene;
  private final List<Transfer> transfers;
  private final List<PlannedMove> moves = new ArrayList<>();
  private final Occupancy now;
  private final Appraisal appraisal;

  Itinerary(Scene scene, List<Transfer> transfers) {
    this.scene = scene;
    this.transfers = transfers;
    this.now = new Occupancy(scene.hostsNow(), scene.sites.count());
    this.appraisal = new Appraisal(scene);
  }

  /** The moves in order of waves. */
  List<PlannedMove> moves() {
    Narration narration = new Narration(scene, finalHosts());
    Alternatives alternatives = new Alternatives(scene, finalHosts());
    List<List<Integer>> movesOf = new ArrayList<>();
    for (Transfer transfer : transfers) {
      List<Integer> after = new ArrayList<>();
      transfer.after().forEach(index -> after.addAll(movesOf.get(index)));
      List<Integer> own = new ArrayList<>();
      for (int vertex : scene.members(transfer.unit())) {
        own.add(moves.size());
        moves.add(move(narration, alternatives, transfer, vertex, after));
        now.move(vertex, transfer.target());
      }
      movesOf.add(own);
    }
    return List.copyOf(moves);
  }

  /** Hosts of all vertices when the transfers are done. */
  int[] finalHosts() {
    int[] last = scene.hostsNow();
    for (Transfer transfer : transfers) {
      for (int vertex : scene.members(transfer.unit())) {
        last[vertex] = transfer.target();
      }
    }
    return last;
  }

  private PlannedMove move(
      Narration narration,
      Alternatives alternatives,
      Transfer transfer,
      int vertex,
      List<Integer> after) {
    Vm vm = scene.vms.get(vertex);
    String source = scene.sites.name(transfer.source());
    String target = scene.sites.name(transfer.target());
    Interval gain = scene.ledger.gain(now, List.of(vertex), transfer.target());
    List<MoveReason> reasons = narration.reasons(now.hosts(), vertex, transfer.target());
    return new PlannedMove(
        vm.id(),
        source,
        target,
        transfer.wave(),
        after.stream().sorted().toList(),
        gain,
        appraisal.gain(now, vertex, transfer.target()),
        scene.migrationCost(vertex),
        reasons,
        narration.sentence(
            vm.title(),
            transfer,
            gain.value(),
            scene.hostCosts.gain(now, vertex, transfer.target()),
            scene.softRules.gain(
                at -> now.hosts()[at],
                at -> at == vertex ? transfer.target() : now.hosts()[at],
                List.of(vertex)),
            reasons),
        alternatives.of(vertex, transfer.source()),
        vm.automation(),
        vm.memoryBytes(),
        scene.problem.migration.bytes(vm),
        scene.problem.migration.seconds(vm));
  }
}
