package io.vputty.bench.planner.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.TenantGenerator;
import org.junit.jupiter.api.Test;

class RefinementTest {

  private static final Instance TENANTS = new TenantGenerator(500, 1).on("t", 2, 10, 30);

  @Test
  void everyStepGainsWhatItSays() {
    Slots slots = new Slots(TENANTS, TENANTS.home());
    Steps steps = new Steps(slots, Step::gain);

    for (int vm = 0; vm < TENANTS.vms(); vm++) {
      double before = TENANTS.cost(slots.hosts());
      Step step = steps.best(vm, Integer.MAX_VALUE);
      if (step.gain() > 0) {
        step.apply(slots);
      }
      assertThat(before - TENANTS.cost(slots.hosts())).isCloseTo(step.gain(), within(1e-6));
    }
    TENANTS.check(slots.hosts(), TENANTS.vms());
  }

  @Test
  void keepsTheBudget() {
    Slots slots = new Slots(TENANTS, TENANTS.home());

    new Refinement(slots, 25).run();

    TENANTS.check(slots.hosts(), 25);
    assertThat(TENANTS.cost(slots.hosts())).isLessThan(TENANTS.cost(TENANTS.home()));
  }

  @Test
  void repairLeavesNoHostOverfull() {
    Slots slots = new Slots(TENANTS, new int[TENANTS.vms()]);

    new Repair(slots).run();

    TENANTS.check(slots.hosts(), TENANTS.vms());
  }
}
