package io.vputty.app.simulator.traffic;

/** Which frame sizes a conversation sends, as shares of its packets. */
public enum FrameMix {
  /** Questions: acknowledgements and small requests, about 200 B on average. */
  REQUESTS(0.46, 0.20, 0.12, 0.10, 0.05, 0.03, 0.02, 0.02),
  /** Answers: mostly full frames, about 1,000 B on average. */
  RESPONSES(0.18, 0.04, 0.05, 0.05, 0.06, 0.06, 0.16, 0.40),
  /** Both at once, about 600 B on average. */
  MIXED(0.30, 0.12, 0.10, 0.08, 0.08, 0.07, 0.10, 0.15);

  private static final int[] SIZES = {66, 90, 150, 346, 590, 1020, 1434, 1514};

  @SuppressWarnings("ImmutableEnumChecker") // never written, never handed out
  private final double[] shares;

  FrameMix(double... shares) {
    this.shares = shares;
  }

  /** The sizes that exist, bytes on the wire without FCS, ascending. */
  public static int[] sizes() {
    return SIZES.clone();
  }

  /** Mean frame, bytes. */
  public double meanBytes() {
    double mean = 0;
    for (int i = 0; i < SIZES.length; i++) {
      mean += SIZES[i] * shares[i];
    }
    return mean;
  }

  /** Splits a number of packets over the sizes at random: a multinomial draw. */
  long[] split(long packets, Draws draws) {
    long[] counts = new long[SIZES.length];
    long left = packets;
    double shareLeft = 1;
    for (int i = 0; i < SIZES.length - 1 && left > 0; i++) {
      counts[i] = draws.binomial(left, Math.min(1, shares[i] / shareLeft));
      left -= counts[i];
      shareLeft -= shares[i];
    }
    counts[SIZES.length - 1] += left;
    return counts;
  }
}
