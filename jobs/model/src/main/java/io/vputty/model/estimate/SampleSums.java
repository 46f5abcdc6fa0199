package io.vputty.model.estimate;

import java.util.Arrays;

/**
 * Integer sums over packet samples, kept apart by sampling rate.
 *
 * <p>Merging is commutative and exact: integers only, 128 bits for squares, so the order in which
 * samples arrive never shows. Division by probabilities happens once, in {@link TrafficEstimate}.
 *
 * <p>A mutable state type: the public fields are parallel arrays, {@code rates} ascending. An edge
 * sees one to three rates, so a linear search is the quickest.
 */
public final class SampleSums {

  private static final double[] NO_RATES = {};
  private static final long[] NOTHING = {};

  /** Packets one sample stands for, 1/p, at least 1; ascending, without repetition. */
  public double[] rates = NO_RATES;

  /** Samples at each rate. */
  public long[] samples = NOTHING;

  /** Sum of the sampled frames' lengths at each rate, bytes. */
  public long[] bytes = NOTHING;

  /** Sum of squares of those lengths, low 64 bits. */
  public long[] squaresLow = NOTHING;

  /** Sum of squares of those lengths, high 64 bits. */
  public long[] squaresHigh = NOTHING;

  /** Adds samples taken at one rate. */
  public void add(double rate, long addedSamples, long addedBytes, long addedLow, long addedHigh) {
    if (!(rate >= 1 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rate (%s) must be at least 1".formatted(rate));
    }
    if (addedSamples < 0 || addedBytes < 0) {
      throw new IllegalArgumentException(
          "samples (%s) and bytes (%s) must not be negative".formatted(addedSamples, addedBytes));
    }
    int at = indexOf(rate);
    samples[at] += addedSamples;
    bytes[at] += addedBytes;
    long low = squaresLow[at] + addedLow;
    long carry = Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0;
    squaresLow[at] = low;
    squaresHigh[at] += addedHigh + carry;
  }

  /**
   * Adds samples taken at one rate that vary more than if each had been taken by itself.
   *
   * @param effect by how much their variance is larger, at least 1
   */
  public void add(
      double rate,
      long addedSamples,
      long addedBytes,
      long addedLow,
      long addedHigh,
      double effect) {
    if (effect == 1) {
      add(rate, addedSamples, addedBytes, addedLow, addedHigh);
      return;
    }
    double squares = squares(addedLow, addedHigh) * effect;
    double high = Math.floor(squares * 0x1p-64);
    double low = squares - high * 0x1p64;
    long lowBits = low < 0x1p63 ? (long) low : (long) (low - 0x1p63) ^ Long.MIN_VALUE;
    add(rate, addedSamples, addedBytes, lowBits, (long) high);
  }

  /** Adds all of {@code other}. */
  public void addAll(SampleSums other) {
    for (int i = 0; i < other.rates.length; i++) {
      add(
          other.rates[i],
          other.samples[i],
          other.bytes[i],
          other.squaresLow[i],
          other.squaresHigh[i]);
    }
  }

  /** Whether there is no sample. */
  public boolean isEmpty() {
    return sampleCount() == 0;
  }

  /** Samples over all rates. */
  public long sampleCount() {
    long count = 0;
    for (long some : samples) {
      count += some;
    }
    return count;
  }

  /** Packets that the samples stand for: the Horvitz-Thompson estimate. */
  public double packets() {
    double packets = 0;
    for (int i = 0; i < rates.length; i++) {
      packets += rates[i] * samples[i];
    }
    return packets;
  }

  /** Bytes that the samples stand for: the Horvitz-Thompson estimate. */
  public double byteEstimate() {
    double estimate = 0;
    for (int i = 0; i < rates.length; i++) {
      estimate += rates[i] * bytes[i];
    }
    return estimate;
  }

  /** Variance of {@link #byteEstimate}, sum of len^2 (1-p)/p^2, bytes squared. */
  public double byteVariance() {
    double variance = 0;
    for (int i = 0; i < rates.length; i++) {
      variance += rates[i] * (rates[i] - 1) * squares(i);
    }
    return variance;
  }

  /** Forgets everything. */
  public void clear() {
    rates = NO_RATES;
    samples = NOTHING;
    bytes = NOTHING;
    squaresLow = NOTHING;
    squaresHigh = NOTHING;
  }

  /** An independent copy. */
  public SampleSums copy() {
    SampleSums copy = new SampleSums();
    copy.addAll(this);
    return copy;
  }

  /**
   * The same where only a share of the samples arrived: each of them then stands for as many more.
   *
   * @param share 0-1, more than 0
   */
  public SampleSums ofShare(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share (%s) must be above 0, at most 1".formatted(share));
    }
    SampleSums all = copy();
    for (int i = 0; i < rates.length; i++) {
      all.rates[i] = rates[i] / share;
    }
    return all;
  }

  /** Sum of squares at {@code index}, bytes squared, rounded to the nearest double. */
  double squares(int index) {
    return squares(squaresLow[index], squaresHigh[index]);
  }

  private static double squares(long lowBits, long highBits) {
    double low = lowBits;
    return highBits * 0x1p64 + (low < 0 ? low + 0x1p64 : low);
  }

  private int indexOf(double rate) {
    int at = 0;
    while (at < rates.length && rates[at] < rate) {
      at++;
    }
    if (at == rates.length || rates[at] != rate) {
      insert(at, rate);
    }
    return at;
  }

  private void insert(int at, double rate) {
    double[] wider = Arrays.copyOf(rates, rates.length + 1);
    System.arraycopy(rates, at, wider, at + 1, rates.length - at);
    wider[at] = rate;
    rates = wider;
    samples = insertZero(samples, at);
    bytes = insertZero(bytes, at);
    squaresLow = insertZero(squaresLow, at);
    squaresHigh = insertZero(squaresHigh, at);
  }

  private static long[] insertZero(long[] values, int at) {
    long[] wider = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(values, at, wider, at + 1, values.length - at);
    wider[at] = 0;
    return wider;
  }
}
