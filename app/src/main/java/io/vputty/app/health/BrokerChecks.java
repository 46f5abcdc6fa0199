package io.vputty.app.health;

import io.vputty.app.text.Figures;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.TopicAdmin.Difference;
import io.vputty.schema.TopicAdmin.Sizing;
import io.vputty.schema.access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;

/** Whether Kafka answers, lets this user do what a role does, and has the topics. */
final class BrokerChecks {

  private static final String MISSING = "missing";

  private final Admin admin;
  private final Role role;
  private final List<Finding> findings = new ArrayList<>();

  /** The admin client stays the caller's to close. */
  BrokerChecks(Admin admin, Role role) {
    this.admin = admin;
    this.role = role;
  }

  /** What was found; topics that this user may not see cannot be told from missing ones. */
  List<Finding> findings() {
    int brokers = await(admin.describeCluster().nodes()).size();
    findings.add(Finding.fine("kafka", Figures.count(brokers, "broker") + " in the cluster"));
    findings.addAll(new RightsCheck(admin, role).findings());
    boolean mayCompare = role.topics().contains(AclOperation.DESCRIBE_CONFIGS);
    if (mayCompare && findings.stream().noneMatch(finding -> finding.level().wrong())) {
      topics();
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
