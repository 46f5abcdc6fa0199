package io.vputty.bench.planner.local;

import java.util.function.ToDoubleFunction;

/** The best step of a VM: to the best host with room, or in exchange with a VM on a better host. */
public final class Steps {

  /** Better hosts that are looked at for a swap. */
  private static final int SWAP_HOSTS = 4;

  private final Slots slots;
  private final Candidates candidates;
  private final ToDoubleFunction<Step> worth;
  private final int[] top = new int[SWAP_HOSTS];

  /** Steps that are best by {@code worth}. */
  public Steps(Slots slots, ToDoubleFunction<Step> worth) {
    this.slots = slots;
    this.candidates = new Candidates(slots);
    this.worth = worth;
  }

  /** The best step that saves something and takes at most {@code most} migrations more. */
  public Step best(int vm, int most) {
    candidates.look(vm);
    Step best = move(vm, candidates.bestWithRoom(), most);
    int home = slots.instance.home()[vm];
    if (slots.host[vm] != home && slots.hasRoom(home)) {
      best = better(best, move(vm, home, most));
    }
    int count = topHosts(slots.host[vm]);
    for (int i = 0; i < count; i++) {
      best = better(best, bestSwap(vm, top[i], most));
    }
    return best;
  }

  private Step move(int vm, int target, int most) {
    if (target < 0 || candidates.gain(target) < 1e-9 || slots.extra(vm, target) > most) {
      return Step.NONE;
    }
    return new Step(vm, target, -1, candidates.gain(target), slots.extra(vm, target));
  }

  private int topHosts(int own) {
    int count = 0;
    for (int i = 0; i < candidates.hostCount(); i++) {
      int host = candidates.host(i);
      if (host == own || candidates.gain(host) < 1e-9) {
        continue;
      }
      int at = count < SWAP_HOSTS ? count++ : SWAP_HOSTS;
      for (; at > 0 && candidates.gain(top[at - 1]) < candidates.gain(host); at--) {
        if (at < SWAP_HOSTS) {
          top[at] = top[at - 1];
        }
      }
      if (at < SWAP_HOSTS) {
        top[at] = host;
      }
    }
    return count;
  }

  private Step bestSwap(int vm, int target, int most) {
    Step best = Step.NONE;
    for (int i = 0; i < slots.held[target]; i++) {
      int other = slots.residents[target][i];
      int extra = slots.extra(vm, target) + slots.extra(other, slots.host[vm]);
      if (extra > most) {
        continue;
      }
      double gain =
          candidates.gain(target)
              + slots.moveGain(other, slots.host[vm])
              - slots.countedTwice(vm, other);
      if (gain > 1e-9) {
        best = better(best, new Step(vm, target, other, gain, extra));
      }
    }
    return best;
  }

  private Step better(Step one, Step other) {
    return worth.applyAsDouble(other) > worth.applyAsDouble(one) ? other : one;
  }
}
