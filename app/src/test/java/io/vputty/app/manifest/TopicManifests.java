package io.vputty.app.manifest;

import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.util.stream.Collectors;

/** The contract's topics as Strimzi's {@code KafkaTopic}s. */
final class TopicManifests {

  private static final String HEAD =
      "# Written from Topics by WrittenManifestsTest; ../README.md says how. Not to be edited.\n";

  private TopicManifests() {}

  /** Three copies, of which two must have a record before it counts. */
  static String production() {
    return Topics.all().stream()
        .map(topic -> manifest(topic, topic.partitions(), 3, 2))
        .collect(Collectors.joining("---\n", HEAD, ""));
  }

  /** Few partitions, one copy. */
  static String demo() {
    return Topics.all().stream()
        .map(topic -> manifest(topic, topic.demoPartitions(), 1, 1))
        .collect(Collectors.joining("---\n", HEAD, ""));
  }

  private static String manifest(Topic topic, int partitions, int replicas, int inSync) {
    StringBuilder config = new StringBuilder("    min.insync.replicas: \"%d\"%n".formatted(inSync));
    topic
        .settings()
        .forEach((key, value) -> config.append("    %s: \"%s\"%n".formatted(key, value)));
    return """
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaTopic
    metadata:
      name: %s
      namespace: vputty
      labels:
        strimzi.io/cluster: vputty
    spec:
      partitions: %d
      replicas: %d
      config:
    %s\
    """
        .formatted(topic.name(), partitions, replicas, config);
  }
}
