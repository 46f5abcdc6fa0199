package io.vputty.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the contract and tells where existing ones differ from it. */
public final class TopicAdmin {

  /** How many partitions topics have, and whether old records go. */
  public enum Sizing {
    PRODUCTION,
    /** Few partitions, for one machine. */
    DEMO,
    /**
     * Like {@link #DEMO}, but nothing is ever dropped or compacted for its age: records bear their
     * event time, and those of an old capture would be gone before they are read.
     */
    REPLAY
  }

  /** One respect in which a topic is not as the contract says. */
  public record Difference(String topic, String setting, String expected, String actual) {
    @Override
    public String toString() {
      return "%s: %s is %s, expected %s".formatted(topic, setting, actual, expected);
    }
  }

  private final Admin admin;
  private final Sizing sizing;

  /** The admin client stays the caller's to close. */
  public TopicAdmin(Admin admin, Sizing sizing) {
    this.admin = admin;
    this.sizing = sizing;
  }

  /**
   * Creates the topics that are missing and leaves the others as they are.
   *
   * @param replication copies of each partition; empty takes the broker's default
   * @return names of the topics created
   */
  public List<String> create(Optional<Short> replication) {
    return create(Topics.all(), replication);
  }

  /** The same of other topics. */
  public List<String> create(List<Topic> topics, Optional<Short> replication) {
    Set<String> existing = await(admin.listTopics().names());
    List<String> created = new ArrayList<>();
    for (Topic topic : topics) {
      if (!existing.contains(topic.name()) && create(topic, replication)) {
        created.add(topic.name());
      }
    }
    return created;
  }

  /** Every difference between the topics that exist and the contract; empty if all is well. */
  public List<Difference> check() {
    Set<String> existing = await(admin.listTopics().names());
    List<Difference> differences = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      if (existing.contains(topic.name())) {
        check(topic, differences);
      } else {
        differences.add(new Difference(topic.name(), "topic", "present", "missing"));
      }
    }
    return differences;
  }

  private boolean create(Topic topic, Optional<Short> replication) {
    NewTopic request =
        new NewTopic(topic.name(), Optional.of(partitions(topic)), replication)
            .configs(settings(topic));
    try {
      admin.createTopics(List.of(request)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void check(Topic topic, Collection<Difference> differences) {
    int actual =
        await(admin.describeTopics(List.of(topic.name())).allTopicNames()).values().stream()
            .mapToInt(description -> description.partitions().size())
            .sum();
    if (actual != partitions(topic)) {
      differences.add(
          new Difference(
              topic.name(), "partitions", Integer.toString(partitions(topic)), "" + actual));
    }
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    for (Config config : await(admin.describeConfigs(List.of(resource)).all()).values()) {
      check(topic, config, differences);
    }
  }

  private void check(Topic topic, Config config, Collection<Difference> differences) {
    settings(topic)
        .forEach(
            (name, expected) -> {
              String actual = config.get(name).value();
              if (!actual.equals(expected)) {
                differences.add(new Difference(topic.name(), name, expected, actual));
              }
            });
  }

  private int partitions(Topic topic) {
    return sizing == Sizing.PRODUCTION ? topic.partitions() : topic.demoPartitions();
  }

  private Map<String, String> settings(Topic topic) {
    Map<String, String> settings = new HashMap<>(topic.settings());
    if (sizing == Sizing.REPLAY) {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
      settings.computeIfPresent(
          TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, (name, lag) -> Long.toString(Long.MAX_VALUE));
    }
    return settings;
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static KafkaException failed(ExecutionException e) {
    return e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
  }

  private static KafkaException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptException("interrupted");
  }
}
