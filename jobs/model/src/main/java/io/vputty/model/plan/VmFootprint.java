package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A VM's virtual footprint, which is the same wherever it runs, and the physical one that follows
 * from where it does.
 *
 * @param vm the VM
 * @param affinities its edges, the dearest first, then the heaviest
 * @param physical what they use at present
 */
public record VmFootprint(Vm vm, List<Affinity> affinities, PhysicalFootprint physical) {

  public VmFootprint {
    Objects.requireNonNull(vm, "vm");
    Objects.requireNonNull(physical, "physical");
    affinities = List.copyOf(affinities);
  }

  /**
   * One edge as the VM sees it.
   *
   * @param kind what it means
   * @param peer id of the other end
   * @param title its name, or its id where it has none
   * @param sends whether the VM is the edge's {@code from}
   * @param weight how much, in the unit of the kind
   * @param peerHost where the other end is; empty where nobody knows
   * @param distance how far; empty where nobody knows, and then it costs nothing
   * @param costPerHour what it costs at present, $ per hour
   */
  public record Affinity(
      EdgeKind kind,
      String peer,
      String title,
      boolean sends,
      Interval weight,
      String peerHost,
      Optional<Tier> distance,
      double costPerHour) {}

  /**
   * The same VM on another host, all others staying where they are.
   *
   * @param host the other host
   * @param physical what its edges would use there
   * @param gainPerHour what moving would gain, $ per hour
   * @param migrationCost what it would cost once, $
   * @param refusal why it cannot be moved there; empty if it can
   */
  public record WhatIf(
      String host,
      PhysicalFootprint physical,
      Interval gainPerHour,
      double migrationCost,
      Optional<String> refusal) {}
}
