package io.vputty.job.runtime;

import org.jspecify.annotations.Nullable;

/** One Kafka record as it came, still encoded; a Flink POJO. */
public final class Arrival {
  public String topic = "";
  public int partition;
  public long offset;

  /** Kafka's timestamp, which every writer sets to the event time, ms. */
  public long timestampMs;

  public @Nullable String key;

  /** Null for a tombstone. */
  public byte @Nullable [] value;

  /** The progress it carries instead of a record, if it is a mark. */
  public @Nullable WriterMark mark;

  @Override
  public String toString() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
