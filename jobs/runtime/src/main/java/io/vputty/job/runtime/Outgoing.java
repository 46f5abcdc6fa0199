package io.vputty.job.runtime;

/** One encoded record on its way to a partition; a Flink POJO. */
public final class Outgoing {
  public String key = "";
  public int partition;

  /** Event time, ms. */
  public long timeMs;

  public byte[] value = {};

  static Outgoing of(String key, int partition, long timeMs, byte[] value) {
    Outgoing outgoing = new Outgoing();
    outgoing.key = key;
    outgoing.partition = partition;
    outgoing.timeMs = timeMs;
    outgoing.value = value;
    return outgoing;
  }
}
