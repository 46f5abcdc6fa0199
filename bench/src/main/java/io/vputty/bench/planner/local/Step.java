package io.vputty.bench.planner.local;

/**
 * A move, or a swap.
 *
 * @param target host to move to; the host of the other in a swap
 * @param other VM to change places with, or -1
 * @param gain what it saves, weight x hops
 * @param extra migrations that it takes beyond those already taken
 */
public record Step(int vm, int target, int other, double gain, int extra) {

  static final Step NONE = new Step(-1, -1, -1, 0, 0);

  /** What it saves per migration; what takes none comes before all others. */
  public double worth() {
    return extra <= 0 ? gain * 1e6 : gain / extra;
  }

  /** What it saves per VM that it moves, wherever these are at home. */
  double gainPerVm() {
    return other < 0 ? gain : gain / 2;
  }

  /** Makes the change. */
  public void apply(Slots slots) {
    if (other < 0) {
      slots.move(vm, target);
    } else {
      slots.swap(vm, other);
    }
  }
}
