package io.vputty.collector.sflow.agents;

/**
 * Which numbers of one sequence (32 bits, wrapping) came, out of the last {@value #SIZE}: what is
 * missing is lost only when it can no longer be late.
 *
 * <p>A missing number is given up when it leaves the window, or at the second {@link #giveUp()}
 * after its gap was seen. One that comes after all takes its loss back; one that came before is a
 * duplicate. A jump of more than {@value #LARGEST_GAP} ahead, or two numbers in a row from further
 * back than the window, are a sequence begun anew, of which nothing was lost. O(1) a number.
 */
final class SequenceWindow {

  static final int SIZE = 64;
  static final int LARGEST_GAP = 1 << 20;

  /** Came before, or comes too late to tell. */
  static final int DUPLICATE = Integer.MIN_VALUE;

  /** Had been given up. */
  static final int RECOVERED = -1;

  private boolean started;
  private int highest;
  private int tooLate;

  /** Bit i stands for the number {@code highest - i}. */
  private long seen;

  private long givenUp;
  private long overdue;

  /** Numbers before the first one that came: they count as given up, but nobody was told so. */
  private long beforeFirst;

  /** Begins anew with the next number. */
  void restart() {
    started = false;
  }

  /**
   * Takes note of a number.
   *
   * @return how many are given up by it, {@link #RECOVERED} or {@link #DUPLICATE}
   */
  int accept(long number) {
    int step = (int) number - highest;
    if (step == 1 && started) {
      return ahead(1);
    }
    if (!started || step > LARGEST_GAP || isAnew(step, (int) number)) {
      begin((int) number);
      return 0;
    }
    return step > 0 ? ahead(step) : behind(-step, (int) number);
  }

  private boolean isAnew(int step, int number) {
    return step <= -SIZE && (number == tooLate + 1 || step < -LARGEST_GAP);
  }

  private void begin(int number) {
    started = true;
    highest = number;
    tooLate = number;
    seen = 1;
    givenUp = ~1L;
    beforeFirst = ~1L;
    overdue = 0;
  }

  private int ahead(int step) {
    highest += step;
    long missing = ~seen & ~givenUp;
    if (step >= SIZE) {
      seen = 1;
      givenUp = 0;
      beforeFirst = 0;
      overdue = 0;
      return Long.bitCount(missing) + step - SIZE;
    }
    seen = (seen << step) | 1;
    givenUp <<= step;
    beforeFirst <<= step;
    overdue <<= step;
    return missing == 0 ? 0 : Long.bitCount(missing >>> (SIZE - step));
  }

  private int behind(int distance, int number) {
    if (distance >= SIZE) {
      tooLate = number;
      return DUPLICATE;
    }
    long bit = 1L << distance;
    if ((seen & bit) != 0) {
      return DUPLICATE;
    }
    seen |= bit;
    boolean recovered = (givenUp & ~beforeFirst & bit) != 0;
    givenUp &= ~bit;
    return recovered ? RECOVERED : 0;
  }

  /** Whether some are missing and not given up yet. */
  boolean isWaiting() {
    return started && (~seen & ~givenUp) != 0;
  }

  /**
   * Gives up what was missing at the last call already.
   *
   * @return how many
   */
  int giveUp() {
    long missing = ~seen & ~givenUp;
    long now = missing & overdue;
    givenUp |= now;
    overdue = missing & ~now;
    return Long.bitCount(now);
  }
}
