package io.vputty.collector.pagehash.sample;

/**
 * Pages of guest memory.
 *
 * @param total all
 * @param seen those of slices that were looked at
 * @param present of those, resident ones
 * @param zero of those, pages of zeros
 * @param swapped of those seen, swapped out
 */
public record PageCounts(long total, long seen, long present, long zero, long swapped) {

  /** Share of memory that was looked at, 0-1. */
  public double coverage() {
    return total == 0 ? 0 : (double) seen / total;
  }

  /** Resident pages beyond the first of each content. */
  public long selfShared(long distinct) {
    return Math.max(0, present - zero - distinct);
  }
}
