package io.vputty.model.load;

/** Division of whole numbers that are not negative. */
final class Rounding {

  private Rounding() {}

  /** The nearest whole number, halves up. */
  static long quotient(long dividend, long divisor) {
    return dividend / divisor + (2 * (dividend % divisor) >= divisor ? 1 : 0);
  }
}
