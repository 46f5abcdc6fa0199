package io.vputty.bench.planner.local;

import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/**
 * Best-first search: always the step of most gain per migration, moves and swaps, as far as the
 * budget goes. Each VM waits with its best step; steps that have become worse wait again, and those
 * of a moved VM and its peers are looked for anew. When none is left all VMs are asked once more.
 */
public final class Refinement {

  private record Waiting(int vm, double worth) {}

  private final Slots slots;
  private final Steps steps;
  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>((one, other) -> Double.compare(other.worth(), one.worth()));
  private final ToDoubleFunction<Step> value;
  private final double[] worth;
  private int left;

  /** Improves slots, with at most so many VMs away from home. */
  public Refinement(Slots slots, int migrations) {
    this.slots = slots;
    this.value = migrations < slots.host.length ? Step::worth : Step::gainPerVm;
    this.steps = new Steps(slots, value);
    this.worth = new double[slots.host.length];
    this.left = migrations - slots.instance.moves(slots.host);
  }

  /** Goes on until no step gains. */
  public void run() {
    boolean any = true;
    while (any) {
      for (int vm = 0; vm < worth.length; vm++) {
        offer(steps.best(vm, left), vm);
      }
      any = drain();
    }
  }

  private boolean drain() {
    boolean any = false;
    while (!queue.isEmpty()) {
      Waiting next = queue.poll();
      if (next.worth() != worth[next.vm()]) {
        continue;
      }
      Step step = steps.best(next.vm(), left);
      if (step.gain() > 0 && value.applyAsDouble(step) >= next.worth() * (1 - 1e-9)) {
        take(step);
        any = true;
      } else {
        offer(step, next.vm());
      }
    }
    return any;
  }

  private void take(Step step) {
    step.apply(slots);
    left -= step.extra();
    again(step.vm());
    if (step.other() >= 0) {
      again(step.other());
    }
  }

  private void again(int vm) {
    offer(steps.best(vm, left), vm);
    for (int arc = slots.first[vm]; arc < slots.first[vm + 1]; arc++) {
      offer(steps.best(slots.peer[arc], left), slots.peer[arc]);
    }
  }

  private void offer(Step step, int vm) {
    worth[vm] = value.applyAsDouble(step);
    if (step.gain() > 0) {
      queue.add(new Waiting(vm, value.applyAsDouble(step)));
    }
  }
}
