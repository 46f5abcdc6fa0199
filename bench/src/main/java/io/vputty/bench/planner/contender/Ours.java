package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.model.search.Placement;
import io.vputty.model.search.PlacementSearch;

/** The planner's search, with as many evaluations as the planner gives it. */
public final class Ours implements Contender {

  @Override
  public String name() {
    return "Ours";
  }

  @Override
  public boolean keepsBudgets() {
    return true;
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public Run ready(Instance instance, int migrations, long seed) {
    Placement placement = instance.placement();
    long evaluations = PlacementSearch.evaluationsFor(instance.vms(), migrations);
    return () -> {
      new PlacementSearch(placement, migrations, evaluations, seed).run();
      return placement.hosts();
    };
  }
}
