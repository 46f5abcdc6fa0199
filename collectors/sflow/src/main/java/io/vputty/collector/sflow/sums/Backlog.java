package io.vputty.collector.sflow.sums;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that sums take from their first row until they are sent, and how much of what comes may
 * still be added: all of it up to half the limit, then less the fuller it gets, at random, so that
 * memory closes in on the limit and never passes it by more than one table of sums grows at once.
 *
 * <p>Thread-safe.
 */
public final class Backlog {

  private static final double ALL_UNTIL = 0.5;
  private static final double LEAST_SHARE = 1.0 / 256;

  private final AtomicLong bytes = new AtomicLong();
  private final long limitBytes;

  /**
   * @param limitBytes most memory, bytes
   */
  public Backlog(long limitBytes) {
    if (limitBytes <= 0) {
      throw new IllegalArgumentException("limitBytes (%d) must be positive".formatted(limitBytes));
    }
    this.limitBytes = limitBytes;
  }

  /** Memory in use, bytes. */
  public long bytes() {
    return bytes.get();
  }

  void grow(long by) {
    bytes.addAndGet(by);
  }

  void release(long by) {
    bytes.addAndGet(-by);
  }

  /** Whether nothing may be added. */
  public boolean isFull() {
    return bytes.get() >= limitBytes;
  }

  /** Share of datagrams that may be added now, above 0, at most 1. */
  public double share() {
    double used = (double) bytes.get() / limitBytes;
    return Math.max(LEAST_SHARE, Math.min(1, (1 - used) / (1 - ALL_UNTIL)));
  }
}
