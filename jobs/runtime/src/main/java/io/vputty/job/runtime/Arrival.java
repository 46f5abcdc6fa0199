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

  /** True if a partition that was given holds no record at all. */
  public boolean empty;

  /**
   * True if more partitions were given at once, which are said next: until then nothing is known.
   */
  public boolean moreAssigned;

  /** Says that a reader was given a partition. */
  static Arrival assigned(String topic, int partition, boolean empty, boolean more) {
    Arrival arrival = new Arrival();
    arrival.empty = empty;
    arrival.moreAssigned = more;
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
