package io.vputty.schema;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas as their writers announced them on {@link Topics#SCHEMAS}. The topic is read on the first
 * unknown fingerprint and from where it was left on each later one; a fingerprint that is not there
 * costs one read to the end.
 */
public final class SchemaTopic implements SchemaSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaTopic.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> config;
  private final Map<Long, Schema> schemas = new HashMap<>();
  private final Codec codec = new Codec();
  private @Nullable Consumer<String, byte[]> consumer;

  /** Nothing is opened before the first look-up. */
  public SchemaTopic(Map<String, ?> config) {
    this.config = new HashMap<>(config);
  }

  @Override
  public @Nullable Schema find(long fingerprint) {
    if (!schemas.containsKey(fingerprint)) {
      readToEnd();
    }
    return schemas.get(fingerprint);
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }

  private void readToEnd() {
    Consumer<String, byte[]> open = open();
    Map<TopicPartition, Long> ends = open.endOffsets(open.assignment());
    while (ends.entrySet().stream().anyMatch(end -> open.position(end.getKey()) < end.getValue())) {
      open.poll(POLL).forEach(this::learn);
    }
  }

  private Consumer<String, byte[]> open() {
    if (consumer == null) {
      consumer = TopicReader.open(config);
      List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.SCHEMAS);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    return consumer;
  }

  /**
   * An announcement that cannot be read is left out: its records then say that their schema is
   * unknown.
   */
  private void learn(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.value() != null
          && codec.decode(record.value()) instanceof WriterSchema announcement) {
        Schema schema = new Schema.Parser().parse(announcement.getJson());
        schemas.put(announcement.getFingerprint(), schema);
      }
    } catch (UnreadableRecordException | SchemaParseException e) {
      LOG.warn("schema announcement at offset {} is unreadable", record.offset(), e);
    }
  }
}
