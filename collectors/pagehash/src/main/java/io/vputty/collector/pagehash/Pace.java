package io.vputty.collector.pagehash;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * How fast memory may be read: a share of one core, and pages a second. What is not used is saved
 * up for a tenth of a second, so that reading is spread evenly. Not thread-safe.
 */
final class Pace {

  private static final double SAVED_SECONDS = 0.1;
  private static final double NANOS = 1e9;
  private static final int PERCENT = 100;
  private static final long UNKNOWN = -1;

  private final LongSupplier clockNanos;
  private final LongSupplier cpuNanos;
  private final double cpuShare;
  private final long pagesPerSecond;
  private double cpuLeft;
  private double pagesLeft;
  private long clockBefore;
  private long cpuBefore = UNKNOWN;

  /**
   * @param clockNanos time that passes
   * @param cpuNanos CPU time that this thread has used
   * @param cpuPercent of one core
   * @param pagesPerSecond 0 for no limit
   */
  Pace(LongSupplier clockNanos, LongSupplier cpuNanos, int cpuPercent, long pagesPerSecond) {
    this.clockNanos = clockNanos;
    this.cpuNanos = cpuNanos;
    this.pagesPerSecond = pagesPerSecond;
    cpuShare = (double) cpuPercent / PERCENT;
    clockBefore = clockNanos.getAsLong();
  }

  /** Of the thread that calls. */
  static Pace of(PagehashConfig config, LongSupplier clockNanos) {
    return new Pace(clockNanos, Pace::threadCpuNanos, config.cpuPercent(), config.pagesPerSecond());
  }

  /** CPU time that this thread has used, in its own code and the kernel's. */
  static long threadCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Whether more may be read now, after so many pages since it was asked before. */
  boolean allowsMore(int pagesSince) {
    spent(pagesSince);
    long clock = clockNanos.getAsLong();
    double seconds = (clock - clockBefore) / NANOS;
    clockBefore = clock;
    cpuLeft = Math.min(SAVED_SECONDS * cpuShare, cpuLeft + seconds * cpuShare);
    pagesLeft = Math.min(SAVED_SECONDS * pagesPerSecond, pagesLeft + seconds * pagesPerSecond);
    return cpuLeft > 0 && (pagesPerSecond == 0 || pagesLeft > 0);
  }

  /** Takes off what was used since it was asked before. */
  void spent(int pages) {
    long cpu = cpuNanos.getAsLong();
    cpuLeft -= (cpuBefore == UNKNOWN ? 0 : cpu - cpuBefore) / NANOS;
    cpuBefore = cpu;
    pagesLeft -= pages;
  }
}
