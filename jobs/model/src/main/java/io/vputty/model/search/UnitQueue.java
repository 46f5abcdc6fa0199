package io.vputty.model.search;

import java.util.Arrays;

/** Units by a key each, the largest first and of equals the smallest unit: an indexed heap. */
final class UnitQueue {

  private final double[] key;
  private final int[] heap;
  private final int[] position;
  private int size;

  UnitQueue(int units) {
    this.key = new double[units];
    this.heap = new int[units];
    this.position = new int[units];
    Arrays.fill(position, -1);
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Key of a unit when it was last put. */
  double key(int unit) {
    return key[unit];
  }

  /** The largest key; there must be a unit. */
  double largest() {
    return key[heap[0]];
  }

  /** Puts a unit, or moves it to a new key. O(log units). */
  void put(int unit, double newKey) {
    double old = key[unit];
    key[unit] = newKey;
    if (position[unit] < 0) {
      position[unit] = size;
      heap[size++] = unit;
      rise(position[unit]);
    } else if (newKey > old) {
      rise(position[unit]);
    } else {
      sink(position[unit]);
    }
  }

  /** Takes the unit with the largest key; there must be one. */
  int take() {
    int unit = heap[0];
    position[unit] = -1;
    int last = heap[--size];
    if (size > 0) {
      place(last, 0);
      sink(0);
    }
    return unit;
  }

  void clear() {
    while (size > 0) {
      position[heap[--size]] = -1;
    }
  }

  private void rise(int start) {
    int unit = heap[start];
    int at = start;
    while (at > 0 && before(unit, heap[(at - 1) / 2])) {
      place(heap[(at - 1) / 2], at);
      at = (at - 1) / 2;
    }
    place(unit, at);
  }

  private void sink(int start) {
    int unit = heap[start];
    int at = start;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], unit)) {
        break;
      }
      place(heap[child], at);
      at = child;
    }
    place(unit, at);
  }

  private void place(int unit, int at) {
    heap[at] = unit;
    position[unit] = at;
  }

  private boolean before(int one, int other) {
    return key[one] > key[other] || (key[one] == key[other] && one < other);
  }
}
