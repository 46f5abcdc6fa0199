package io.vputty.job.affinity;

/**
 * Rows of one bucket that take effect together, one after the other as their class writes them; a
 * Flink POJO.
 */
public final class PaneBlock {
  /** One of {@link Buckets#COUNT}. */
  public int bucket;

  /** When the rows take effect, ms: the end of their pane, or a later one's if they came late. */
  public long atMs;

  public byte[] rows = {};

  static PaneBlock of(int bucket, long atMs, byte[] rows) {
    PaneBlock block = new PaneBlock();
    block.bucket = bucket;
    block.atMs = atMs;
    block.rows = rows;
    return block;
  }

  /**
   * The same, taking effect when it still can: whoever was not waited for, and comes after all, may
   * bring what should have taken effect before.
   */
  PaneBlock after(long watermarkMs, long paneMs) {
    if (atMs - 1 <= watermarkMs) {
      atMs = Panes.end(watermarkMs + 1, paneMs);
    }
    return this;
  }

  int bucket() {
    return bucket;
  }
}
