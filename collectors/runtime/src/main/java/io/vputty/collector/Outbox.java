package io.vputty.collector;

import io.vputty.schema.Topic;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Where a collector's records go. What cannot be delivered is counted, never thrown: a collector
 * goes on, and the counters say what is missing.
 */
public interface Outbox extends AutoCloseable {

  /** Sends a record to the partition of its key; may wait when the way is blocked. */
  void send(Topic topic, String key, SpecificRecordBase record);

  /** Ends a key of a compacted topic. */
  void tombstone(Topic topic, String key, Instant time);

  /** Tells every partition that nothing from before {@code time} follows. */
  void mark(Topic topic, Instant time);

  /** Marks for the last time: this writer holds nobody back any more. */
  void lastMark(Topic topic, Instant time);

  /** Why nothing arrives at present, in one line; empty if it does, or where nobody can tell. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Returns when everything sent before has arrived or is counted as undelivered. */
  void flush();

  @Override
  void close();
}
