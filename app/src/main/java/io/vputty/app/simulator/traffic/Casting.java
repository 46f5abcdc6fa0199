package io.vputty.app.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which VM plays which role. At first VM i plays role i; when tenants change whom they talk to,
 * some VMs swap roles across tenants, so that their old edges vanish and new ones appear. Not
 * thread-safe; its owner guards it.
 */
public final class Casting {
  private final Chatter chatter;
  private int[] vmOfRole;

  public Casting(Chatter chatter, int roles) {
    this.chatter = chatter;
    this.vmOfRole = IntStream.range(0, roles).toArray();
  }

  /** The VM that plays a role. */
  public int vmOf(int role) {
    return vmOfRole[role];
  }

  /** VM by role; a snapshot that later swaps leave alone. */
  public int[] snapshot() {
    return vmOfRole;
  }

  /**
   * Lets a share of all VMs, picked at random, swap roles in pairs of different tenants.
   *
   * @param share share of VMs that swap, in (0, 1]
   * @return the VMs that swapped
   */
  public List<Integer> swap(double share, Draws draws) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share (" + share + ") must be in (0, 1]");
    }
    int[] next = vmOfRole.clone();
    int pairs = (int) Math.max(1, Math.round(share * next.length / 2));
    List<Integer> waiting = shuffledRoles(next.length, draws);
    List<Integer> swapped = new ArrayList<>();
    while (swapped.size() < 2 * pairs && waiting.size() > 1) {
      int role = waiting.remove(waiting.size() - 1);
      int partner = takeStranger(role, waiting);
      if (partner >= 0) {
        int vm = next[role];
        next[role] = next[partner];
        next[partner] = vm;
        swapped.add(next[role]);
        swapped.add(vm);
      }
    }
    vmOfRole = next;
    return swapped;
  }

  private static List<Integer> shuffledRoles(int roles, Draws draws) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, roles).boxed().toList());
    for (int i = order.size() - 1; i > 0; i--) {
      int j = draws.below(i + 1);
      int held = order.get(i);
      order.set(i, order.get(j));
      order.set(j, held);
    }
    return order;
  }

  /** Removes and returns the first waiting role of another tenant; -1 if there is none. */
  private int takeStranger(int role, List<Integer> waiting) {
    for (int i = 0; i < waiting.size(); i++) {
      if (!chatter.sameTenant(role, waiting.get(i))) {
        return waiting.remove(i);
      }
    }
    return -1;
  }
}
