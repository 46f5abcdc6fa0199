package io.vputty.job.runtime;

/**
 * How far one writer has come in one partition; a Flink POJO, also the row in which a clock is kept
 * in state.
 */
public final class WriterMark {
  public String topic = "";
  public int partition;

  /** Empty for the partition's own clock. */
  public String writer = "";

  public long epoch;
  public long timeMs;

  /** True when the writer leaves for good. */
  public boolean last;
}
