package io.vputty.collector.sflow.agents;

import io.vputty.collector.sflow.wire.FlowSample;

/**
 * What is known of one sampling point of an agent: its sequence of samples, how many the agent had
 * to drop, and how many packets one sample really stands for.
 *
 * <p>The configured rate is believed unless {@code sample_pool}, the packets that could have been
 * sampled, contradicts it: over at least {@value #LEAST_SAMPLES} samples the pool per sample made,
 * lost ones included, must lie within {@value #SIGMAS} standard errors of the rate, which for
 * random sampling are 1/sqrt(samples) of it. Samples that the agent dropped raise what each other
 * one stands for. A pool that says something absurd, or nothing, is ignored.
 */
final class SamplingPoint {

  static final int LEAST_SAMPLES = 30;

  private static final double SIGMAS = 5;
  private static final double LARGEST_RATIO = 16;
  private static final long REMEMBERED_SAMPLES = 4096;
  private static final long MASK = 0xFFFF_FFFFL;
  private static final int WRAP_HALF = 1 << 30;

  private final SequenceWindow sequence = new SequenceWindow();
  private boolean known;
  private long number;
  private long pool;
  private long drops;
  private long configured;

  private double samplesMade;
  private double poolGone;
  private double dropped;
  private long rateTime = Long.MIN_VALUE;
  private double rate;

  /** Its sequence of samples. */
  SequenceWindow sequence() {
    return sequence;
  }

  /** Forgets all, as its agent did. */
  void restart() {
    known = false;
    sequence.restart();
  }

  /**
   * Takes note of a sample's pool and drops.
   *
   * @return samples that the agent dropped since the one before; 0 at first and if its counter went
   *     back
   */
  long note(FlowSample sample) {
    int step = (int) (sample.sequenceNumber() - number);
    if (!known || step < -SequenceWindow.SIZE || step > SequenceWindow.LARGEST_GAP) {
      begin(sample);
      return 0;
    }
    if (sample.samplingRate() != configured) {
      forget(sample);
    }
    if (step <= 0) {
      return 0;
    }
    long dropStep = forward(sample.drops() - drops);
    samplesMade += step;
    dropped += dropStep;
    poolGone += (sample.samplePool() - pool) & MASK;
    if (samplesMade > REMEMBERED_SAMPLES) {
      samplesMade /= 2;
      dropped /= 2;
      poolGone /= 2;
    }
    keep(sample);
    return dropStep;
  }

  /** A counter of 32 bits that grew by less than a quarter of its range, else began anew. */
  private static long forward(long difference) {
    int step = (int) difference;
    return step > 0 && step < WRAP_HALF ? step : 0;
  }

  private void begin(FlowSample sample) {
    known = true;
    forget(sample);
    keep(sample);
  }

  private void forget(FlowSample sample) {
    configured = sample.samplingRate();
    samplesMade = 0;
    poolGone = 0;
    dropped = 0;
    rateTime = Long.MIN_VALUE;
  }

  private void keep(FlowSample sample) {
    number = sample.sequenceNumber();
    pool = sample.samplePool();
    drops = sample.drops();
  }

  /** The rate as configured, packets a sample. */
  long configuredRate() {
    return configured;
  }

  /**
   * Packets that one sample stands for.
   *
   * @param timeMs the second it is asked for; the answer is the same all through it
   */
  double rate(long timeMs) {
    if (timeMs != rateTime) {
      rate = effectiveRate();
      rateTime = timeMs;
    }
    return rate;
  }

  private double effectiveRate() {
    if (samplesMade == 0) {
      return configured;
    }
    double expected = configured * (1 + dropped / samplesMade);
    double ratio = poolGone / samplesMade / expected;
    boolean plausible = ratio > 1 / LARGEST_RATIO && ratio < LARGEST_RATIO;
    boolean contradicts =
        samplesMade >= LEAST_SAMPLES && Math.abs(ratio - 1) > SIGMAS / Math.sqrt(samplesMade);
    return plausible && contradicts ? Math.max(1, ratio * expected) : expected;
  }
}
