package io.vputty.model.search;

import java.util.Arrays;

/** Where units were before each of the last steps, so that they can be taken back. */
final class Trail {

  private int[] units = new int[64];
  private int[] hosts = new int[64];
  private int length;

  void clear() {
    length = 0;
  }

  /** Takes note of where a unit is that is about to move. */
  void note(int unit, int host) {
    if (length == units.length) {
      units = Arrays.copyOf(units, 2 * length);
      hosts = Arrays.copyOf(hosts, 2 * length);
    }
    units[length] = unit;
    hosts[length++] = host;
  }

  /** Takes all back, the last step first; by how many migrations there are more then. */
  int takeBack(Placement placement) {
    int added = 0;
    while (length > 0) {
      int unit = units[--length];
      added += placement.migrationDelta(unit, hosts[length]);
      placement.move(unit, hosts[length]);
    }
    return added;
  }
}
