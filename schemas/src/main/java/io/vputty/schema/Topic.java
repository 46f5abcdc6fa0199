package io.vputty.schema;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * One topic of the contract: its name with the major version, what keys it, how it is cleaned and
 * how long it is kept.
 *
 * @param name topic name; its suffix is the major version
 * @param key what the key of a record is, for people
 * @param partitions partitions in production; never changed inside a version, since keys would
 *     change their place
 * @param demoPartitions partitions on a laptop
 * @param cleanup how old records go
 * @param retention how long a record is kept at least; {@link Duration#ZERO} keeps the newest of
 *     each key for ever
 * @param record the one record class on this topic, beside {@link Mark}
 */
public record Topic(
    String name,
    String key,
    int partitions,
    int demoPartitions,
    Cleanup cleanup,
    Duration retention,
    Class<? extends SpecificRecordBase> record) {

  /** How old records go. */
  public enum Cleanup {
    /** By age. */
    DELETE("delete"),
    /** All but the newest of each key. */
    COMPACT("compact"),
    /** Both. */
    COMPACT_AND_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    boolean compacts() {
      return this != DELETE;
    }
  }

  /** Superseded records and tombstones stay this long, so that last week can be replayed. */
  static final Duration HISTORY = Duration.ofDays(7);

  public Topic {
    if (!name.matches("vputty\\.[a-z]+\\.v[0-9]+")) {
      throw new IllegalArgumentException("topic name (%s) must be vputty.NAME.vN".formatted(name));
    }
    if (partitions < 1 || demoPartitions < 1) {
      throw new IllegalArgumentException("partitions of %s must be positive".formatted(name));
    }
  }

  /**
   * The record itself, if it is one that this topic carries.
   *
   * @throws UnreadableRecordException "schema" if it belongs on another one
   */
  public <T extends SpecificRecordBase> T own(T candidate) throws UnreadableRecordException {
    if (record.isInstance(candidate) || candidate instanceof Mark) {
      return candidate;
    }
    throw new UnreadableRecordException(
        "schema", "a %s does not belong on %s".formatted(candidate.getSchema().getName(), name));
  }

  /** The name without product and version: "plans". */
  public String shortName() {
    return name.substring(name.indexOf('.') + 1, name.lastIndexOf('.'));
  }

  /** The major version: "v1". */
  public String version() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The topic beside this one whose name bears another major version. */
  public Topic inVersion(String version) {
    String other = name.substring(0, name.lastIndexOf('.') + 1) + version;
    return new Topic(other, key, partitions, demoPartitions, cleanup, retention, record);
  }

  /** Kafka's settings of this topic, as {@code kafka-configs} prints them. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, retentionMs());
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.CREATE_TIME.name);
    if (cleanup.compacts()) {
      String history = Long.toString(HISTORY.toMillis());
      settings.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, history);
      settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, history);
    }
    return settings;
  }

  private String retentionMs() {
    return retention.isZero() ? "-1" : Long.toString(retention.toMillis());
  }
}
