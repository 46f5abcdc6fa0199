package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.local.Refinement;
import io.vputty.bench.planner.local.Slots;

/** Always the move or swap of most gain per migration, until nothing gains or the budget ends. */
public final class BestFirst implements Contender {

  @Override
  public String name() {
    return "BestFirst";
  }

  @Override
  public boolean keepsBudgets() {
    return true;
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public Run ready(Instance instance, int migrations, long seed) {
    return () -> {
      Slots slots = new Slots(instance, instance.home());
      new Refinement(slots, migrations).run();
      return slots.hosts();
    };
  }
}
