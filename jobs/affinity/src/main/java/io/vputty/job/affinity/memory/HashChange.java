package io.vputty.job.affinity.memory;

import io.vputty.model.sharing.ShareKeys;

/** What changed of one VM's sample in one pane and one bucket of the index; a Flink POJO. */
public final class HashChange {
  /** End of the pane, ms. */
  public long paneEndMs;

  /** Group of the sample and bucket of the hashes, as {@link ShareKeys}. */
  public long bucket;

  /** What stands for the VM, as {@link ShareKeys#vm}. */
  public long vm;

  /** Hashes that it holds no more. */
  public long[] removed = {};

  /** Hashes that it did not hold before. */
  public long[] added = {};

  long bucket() {
    return bucket;
  }
}
