package io.vputty.job.runtime;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One encoded record on its way to a partition; a Flink POJO. */
public final class Outgoing {
  /** UTF-8. */
  public byte[] key = {};

  public int partition;

  /** Event time, ms. */
  public long timeMs;

  public byte[] value = {};

  /** Kafka's headers, by name. */
  public Map<String, String> headers = new HashMap<>();

  static Outgoing of(String key, int partition, long timeMs, byte[] value) {
    Outgoing outgoing = new Outgoing();
    outgoing.key = key.getBytes(StandardCharsets.UTF_8);
    outgoing.partition = partition;
    outgoing.timeMs = timeMs;
    outgoing.value = value;
    return outgoing;
  }

  /** The same with headers. */
  Outgoing with(Map<String, String> more) {
    headers.putAll(more);
    return this;
  }
}
