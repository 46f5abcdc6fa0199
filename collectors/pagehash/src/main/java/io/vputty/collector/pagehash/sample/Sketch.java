package io.vputty.collector.pagehash.sample;

import io.vputty.collector.pagehash.key.PageKey;

/**
 * A sample of hashes, as it is published.
 *
 * @param key of the hashes
 * @param threshold those below it are kept, as unsigned numbers; 0 keeps all
 * @param hashes distinct, ascending as unsigned numbers
 */
public record Sketch(PageKey key, long threshold, long[] hashes) {

  /** Contents other than zeros, each counted once, estimated. */
  public long distinctPages() {
    return Math.round(Thresholds.contents(hashes.length, threshold));
  }
}
