package io.vputty.schema;

import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** What a {@link TopicReader} met at one offset. */
public sealed interface TopicRecord {

  /** Where it stood. */
  Position position();

  /** Its key; null if it had none. */
  @Nullable String key();

  /** One offset of one partition. */
  record Position(String topic, int partition, long offset, long timestampMs) {}

  /**
   * A record as it was written.
   *
   * @param headers by name; see {@link RecordHeaders}
   */
  record Wire(byte[] value, Map<String, String> headers) {}

  /** A record of the contract. */
  record Decoded(Position position, @Nullable String key, SpecificRecordBase value, Wire wire)
      implements TopicRecord {}

  /** The end of a key in a compacted topic. */
  record Tombstone(Position position, @Nullable String key) implements TopicRecord {}

  /** Bytes that are no record of the contract. */
  record Unreadable(
      Position position, @Nullable String key, byte[] bytes, UnreadableRecordException why)
      implements TopicRecord {}
}
