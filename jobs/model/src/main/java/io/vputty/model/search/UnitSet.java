package io.vputty.model.search;

import java.util.Arrays;

/** Some of the units, any of which can be drawn in O(1). */
final class UnitSet {

  private final int[] units;
  private final int[] position;
  private int size;

  /** None of {@code count} units. */
  UnitSet(int count) {
    this.units = new int[count];
    this.position = new int[count];
    Arrays.fill(position, -1);
  }

  int size() {
    return size;
  }

  /** One of the units, by a number below {@link #size}. */
  int get(int number) {
    return units[number];
  }

  /** Puts a unit in or takes it out. */
  void set(int unit, boolean in) {
    int at = position[unit];
    if (in && at < 0) {
      position[unit] = size;
      units[size++] = unit;
    } else if (!in && at >= 0) {
      int last = units[--size];
      units[at] = last;
      position[last] = at;
      position[unit] = -1;
    }
  }
}
