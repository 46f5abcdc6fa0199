package io.vputty.model.load;

/** What a load is counted in, with the unit of its level. */
public enum Quantity {
  /** CPU time, millicores: thousandths of a core in use. */
  CPU(0),
  /** Bytes read and written, per second. */
  DISK(1),
  /** Bytes received and sent, per second. */
  NETWORK(2);

  /** How many there are. */
  static final int COUNT = 3;

  private final int index;

  Quantity(int index) {
    this.index = index;
  }

  /** Its place in the arrays of state types; never changes. */
  int index() {
    return index;
  }
}
