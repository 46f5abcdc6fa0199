package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.local.Candidates;
import io.vputty.bench.planner.local.Slots;

/**
 * S-CORE: a token goes from VM to VM, and who holds it moves to its best host with room if that
 * saves something (Cui et al., "Traffic-aware virtual machine migration in topology-adaptive DCN",
 * 2017). The token goes round until nobody moves, 100 times at most.
 */
public final class SCore implements Contender {

  private static final int ROUNDS = 100;

  @Override
  public String name() {
    return "SCore";
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
      Candidates candidates = new Candidates(slots);
      int moved = 1;
      for (int round = 0; round < ROUNDS && moved > 0; round++) {
        moved = round(slots, candidates, instance.vms());
      }
      return slots.hosts();
    };
  }

  private static int round(Slots slots, Candidates candidates, int vms) {
    int moved = 0;
    for (int vm = 0; vm < vms; vm++) {
      candidates.look(vm);
      int target = candidates.bestWithRoom();
      if (target >= 0) {
        slots.move(vm, target);
        moved++;
      }
    }
    return moved;
  }
}
