package io.vputty.model.estimate;

import java.io.Serializable;

/**
 * An estimate with its 95% interval.
 *
 * @param value point estimate
 * @param low lower limit, at most the estimate
 * @param high upper limit, at least the estimate
 */
public record Interval(double value, double low, double high) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What is known to be nothing. */
  public static final Interval ZERO = exactly(0);

  public Interval {
    if (!(low <= value && value <= high)) {
      throw new IllegalArgumentException(
          "interval (%s <= %s <= %s) must be in order".formatted(low, value, high));
    }
  }

  /** An interval without width: {@code value} is known. */
  public static Interval exactly(double value) {
    return new Interval(value, value, value);
  }

  /** This interval in another unit; {@code factor} must not be negative. */
  public Interval times(double factor) {
    if (!(factor >= 0)) {
      throw new IllegalArgumentException("factor (%s) must not be negative".formatted(factor));
    }
    return new Interval(value * factor, low * factor, high * factor);
  }

  /** Sum with an estimate whose error is independent: half-widths add in quadrature. */
  public Interval plus(Interval other) {
    return new Interval(
        value + other.value,
        value + other.value - Math.hypot(value - low, other.value - other.low),
        value + other.value + Math.hypot(high - value, other.high - other.value));
  }

  /** Difference to an estimate whose error is independent. */
  public Interval minus(Interval other) {
    return plus(new Interval(-other.value, -other.high, -other.low));
  }
}
