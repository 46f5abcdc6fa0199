package io.vputty.bench.planner.local;

/** Takes VMs off overfull hosts: always the one that costs least to have elsewhere. */
public final class Repair {

  private final Slots slots;
  private final Candidates candidates;

  public Repair(Slots slots) {
    this.slots = slots;
    this.candidates = new Candidates(slots);
  }

  /** Repairs all hosts. */
  public void run() {
    for (int host = 0; host < slots.held.length; host++) {
      while (slots.held[host] > slots.instance.slots()) {
        evict(host);
      }
    }
  }

  private void evict(int host) {
    int leaving = -1;
    int target = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < slots.held[host]; i++) {
      candidates.look(slots.residents[host][i]);
      int best = candidates.leastBad();
      best = best < 0 ? anywhere(slots.rack(host)) : best;
      if (candidates.gain(best) > most) {
        leaving = slots.residents[host][i];
        target = best;
        most = candidates.gain(best);
      }
    }
    slots.move(leaving, target);
  }

  /** A host with room, if possible in a rack. */
  private int anywhere(int rack) {
    int racks = slots.instance.racks();
    int found = -1;
    for (int i = 0; i < racks && found < 0; i++) {
      found = slots.roomiest((rack + i) % racks);
    }
    if (found < 0) {
      throw new IllegalStateException(slots.instance.name() + " has more VMs than slots");
    }
    return found;
  }
}
