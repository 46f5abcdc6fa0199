package io.vputty.app.broker;

import io.vputty.schema.Topic;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes sure that a broker has the contract's topics and serves them. */
public final class ContractTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long PAUSE_MILLIS = 50;

  private ContractTopics() {}

  /**
   * Creates the missing topics and returns once the broker serves all of them, which is a little
   * later: the controller answers a creation before the broker has heard of it.
   *
   * @return partitions by topic name
   */
  public static Map<String, Integer> ensure(Map<String, Object> kafka, TopicAdmin.Sizing sizing) {
    try (Admin admin = Admin.create(kafka)) {
      new TopicAdmin(admin, sizing).create(Optional.empty());
      return await(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were created", e);
    }
  }

  private static Map<String, Integer> await(Admin admin) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return partitions(admin);
      } catch (ExecutionException e) {
        boolean late = System.nanoTime() > deadline;
        if (late || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw new KafkaException("the broker does not serve the topics: " + e.getCause(), e);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static Map<String, Integer> partitions(Admin admin)
      throws InterruptedException, ExecutionException {
    List<String> names = Topics.all().stream().map(Topic::name).toList();
    return admin.describeTopics(names).allTopicNames().get().entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> entry.getValue().partitions().size()));
  }
}
