package io.vputty.bench.drift;

/**
 * A change that is planted.
 *
 * @param before rate before it, as a multiple of the traffic's mean
 * @param after rate after it, likewise
 * @param learned windows before it
 * @param missing share of windows of which nothing is known
 */
record Change(double before, double after, int learned, double missing) {

  /** Windows after which a change that was not found is missed. */
  static final int HORIZON = 300;

  /** Windows before a change of an edge that is well known. */
  static final int LEARNED = 200;

  /** A change of such an edge. */
  static Change of(double factor) {
    return new Change(1, factor, LEARNED, 0);
  }
}
