package io.vputty.collector.pagehash.memory;

import io.vputty.collector.pagehash.key.PageHasher;

/**
 * A part of a process's address space.
 *
 * @param start its first address
 * @param end the first address behind it
 */
public record Region(long start, long end) {

  public Region {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("%x-%x must be a region".formatted(start, end));
    }
  }

  /** How long it is, bytes. */
  public long bytes() {
    return end - start;
  }

  /** How many pages it has. */
  public long pages() {
    return bytes() / PageHasher.PAGE_BYTES;
  }
}
