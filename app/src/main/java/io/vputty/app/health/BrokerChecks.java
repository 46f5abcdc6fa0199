package io.vputty.app.health;

import io.vputty.app.text.Figures;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.TopicAdmin.Difference;
import io.vputty.schema.TopicAdmin.Sizing;
import io.vputty.schema.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;

/** Whether Kafka answers, has the topics, and lets this user at them. */
final class BrokerChecks {

  private static final String MISSING = "missing";
  private static final Set<Topic> OF_PEOPLE = Set.of(Topics.SETTINGS, Topics.DECISIONS);

  private final Admin admin;
  private final List<Finding> findings = new ArrayList<>();

  /** The admin client stays the caller's to close. */
  BrokerChecks(Admin admin) {
    this.admin = admin;
  }

  /** What was found; whatever needs a topic that is missing makes no sense then. */
  List<Finding> findings() {
    int brokers = await(admin.describeCluster().nodes()).size();
    findings.add(Finding.fine("kafka", Figures.count(brokers, "broker") + " in the cluster"));
    topics();
    if (findings.stream().noneMatch(finding -> finding.level().wrong())) {
      rights();
    }
    return List.copyOf(findings);
  }

  private void topics() {
    List<Difference> differences =
        Arrays.stream(Sizing.values())
            .map(sizing -> new TopicAdmin(admin, sizing).check())
            .min(Comparator.comparingInt(List::size))
            .orElse(List.of());
    for (Difference difference : differences) {
      findings.add(
          difference.actual().equals(MISSING)
              ? Finding.fault("topics", difference.toString(), "`vputty topics create` makes it")
              : Finding.warning(
                  "topics",
                  difference.toString(),
                  difference.setting().equals("partitions")
                      ? "partitions cannot change within a version: create the topic anew"
                      : "set it by kafka-configs --alter"));
    }
    if (differences.isEmpty()) {
      findings.add(Finding.fine("topics", "all are as the contract says"));
    }
  }

  private void rights() {
    List<String> names = Topics.all().stream().map(Topic::name).toList();
    Map<String, TopicDescription> topics =
        await(
            admin
                .describeTopics(
                    names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames());
    List<String> lacking = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      TopicDescription description = topics.get(topic.name());
      Set<AclOperation> may = description == null ? null : description.authorizedOperations();
      if (may == null) {
        continue;
      }
      if (!may.contains(AclOperation.READ)) {
        lacking.add("read " + topic.shortName());
      }
      if (OF_PEOPLE.contains(topic) && !may.contains(AclOperation.WRITE)) {
        lacking.add("write " + topic.shortName());
      }
    }
    findings.add(
        lacking.isEmpty()
            ? Finding.fine("rights", "this user may read all topics, set and decide")
            : Finding.fault(
                "rights",
                "this user may not " + String.join(", ", lacking),
                "grant it by kafka-acls --add --operation Read or Write --topic"));
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
