package io.vputty.model.estimate;

/**
 * Traffic of one edge estimated from its packet samples.
 *
 * @param bytes estimated bytes
 * @param packets estimated packets
 * @param bytesVariance Horvitz-Thompson variance of {@code bytes}, bytes squared
 * @param samples samples behind it
 * @param bytesInterval {@code bytes} with its 95% interval
 * @param packetsInterval {@code packets} with its 95% interval
 */
public record TrafficEstimate(
    double bytes,
    double packets,
    double bytesVariance,
    long samples,
    Interval bytesInterval,
    Interval packetsInterval) {

  /** The estimate that {@code sums} support; {@code sums} without any rate give plain zero. */
  public static TrafficEstimate of(SampleSums sums) {
    double bytes = 0;
    double packets = 0;
    double variance = 0;
    for (int i = 0; i < sums.rates.length; i++) {
      double rate = sums.rates[i];
      bytes += rate * sums.bytes[i];
      packets += rate * sums.samples[i];
      variance += rate * (rate - 1) * sums.squares(i);
    }
    double half = 1.96 * Math.sqrt(variance);
    return new TrafficEstimate(
        bytes,
        packets,
        variance,
        sums.sampleCount(),
        new Interval(bytes, Math.max(0, bytes - half), bytes + half),
        Interval.exactly(packets));
  }

  /** What no sample at {@code rate} says: not nothing, but at most 3 packets per 1/p. */
  public static TrafficEstimate zero(double rate) {
    return new TrafficEstimate(
        0, 0, 0, 0, new Interval(0, 0, 3 * rate * 1514), new Interval(0, 0, 3 * rate));
  }
}
