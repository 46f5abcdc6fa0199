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

  /** True if it only says that the partition was given to this reader; it has no offset then. */
  public boolean assigned;

  /** Says that a reader was given a partition. */
  static Arrival assigned(String topic, int partition) {
    Arrival arrival = new Arrival();
    arrival.topic = topic;
    arrival.partition = partition;
    arrival.assigned = true;
    return arrival;
  }

  @Override
  public String toString() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
