package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.local.Slots;
import io.vputty.bench.planner.local.Step;
import io.vputty.bench.planner.local.Steps;

/**
 * Starling: in rounds, each VM in turn takes the move or swap that saves most, until nobody finds
 * one (Sonnek et al., "Starling: minimizing communication overhead in virtualized computing
 * platforms using decentralized affinity-aware migration", 2010; swaps are ours).
 */
public final class Starling implements Contender {

  private static final int ROUNDS = 100;

  @Override
  public String name() {
    return "Starling";
  }

  @Override
  public boolean keepsBudgets() {
    return false;
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public Run ready(Instance instance, int migrations, long seed) {
    return () -> {
      Slots slots = new Slots(instance, instance.home());
      Steps steps = new Steps(slots, Step::gain);
      boolean any = true;
      for (int round = 0; round < ROUNDS && any; round++) {
        any = false;
        for (int vm = 0; vm < instance.vms(); vm++) {
          Step step = steps.best(vm, Integer.MAX_VALUE);
          if (step.gain() > 0) {
            step.apply(slots);
            any = true;
          }
        }
      }
      return slots.hosts();
    };
  }
}
