package io.vputty.app.health;

import io.vputty.schema.Topic;
import io.vputty.schema.access.Grant;
import io.vputty.schema.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether the user that asks may do what a role does. Kafka tells of topics what a user may; of
 * groups and transactional ids only whether they may be described, which whoever may use them may.
 */
final class RightsCheck {

  private static final String PRINCIPAL = "User:NAME";

  private final Admin admin;
  private final Role role;

  /** The admin client stays the caller's to close. */
  RightsCheck(Admin admin, Role role) {
    this.admin = admin;
    this.role = role;
  }

  /** A fault for each right that is missing, with what grants it. */
  List<Finding> findings() {
    List<Finding> faults =
        missing().stream()
            .map(
                grant ->
                    Finding.fault(
                        "rights",
                        "this user may not: " + grant,
                        "kafka-acls " + grant.command(PRINCIPAL)))
            .toList();
    return faults.isEmpty()
        ? List.of(
            Finding.fine("rights", "this user may do all that %s does".formatted(role.name())))
        : faults;
  }

  private List<Grant> missing() {
    List<Grant> missing = new ArrayList<>();
    for (Topic topic : role.sees()) {
      Set<AclOperation> may = may(topic);
      role.grants().stream()
          .filter(grant -> grant.name().equals(topic.name()) && !may.contains(grant.operation()))
          .forEach(missing::add);
    }
    role.grants().stream().filter(grant -> !mayDescribe(grant)).forEach(missing::add);
    return missing;
  }

  /** Of a topic that is not there yet, everything: it is a fault of its own. */
  private Set<AclOperation> may(Topic topic) {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    try {
      TopicDescription description =
          get(admin.describeTopics(List.of(topic.name()), options).allTopicNames())
              .get(topic.name());
      Set<AclOperation> may = description == null ? null : description.authorizedOperations();
      return may == null ? Set.of(AclOperation.values()) : may;
    } catch (AuthorizationException e) {
      return Set.of();
    } catch (UnknownTopicOrPartitionException e) {
      return Set.of(AclOperation.values());
    }
  }

  private boolean mayDescribe(Grant grant) {
    try {
      switch (grant.resource()) {
        case GROUP -> get(admin.describeConsumerGroups(List.of(grant.name())).all());
        case TRANSACTIONAL_ID ->
            get(admin.describeTransactions(List.of(grant.name() + "doctor")).all());
        default -> {}
      }
      return true;
    } catch (AuthorizationException e) {
      return false;
    } catch (GroupIdNotFoundException | TransactionalIdNotFoundException e) {
      return true;
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
