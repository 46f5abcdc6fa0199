package io.vputty.schema.access;

import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one kind of process does on Kafka, and so all that its user needs to be allowed. Whoever
 * reads or writes a topic may describe it; idempotent writing needs no grant of its own.
 *
 * @param name of the role, and by default of its user
 * @param who the process
 * @param reads topics that it reads, {@link Topics#SCHEMAS} among them
 * @param writes topics that it writes
 * @param topics what it does to every topic beside
 * @param jobs names of Flink jobs whose consumer groups and transactional ids it uses
 */
public record Role(
    String name,
    String who,
    List<Topic> reads,
    List<Topic> writes,
    List<AclOperation> topics,
    List<String> jobs) {

  public Role {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    topics = List.copyOf(topics);
    jobs = List.copyOf(jobs);
  }

  /** Consumer group of a job; what writes another version of its topics appends that. */
  public static String group(String job) {
    return "vputty-" + job;
  }

  /** What the transactional ids of a job begin with. */
  public static String transactions(String job) {
    return group(job) + "-";
  }

  /** Everything it may do, by topic in the order of the pipeline. */
  public List<Grant> grants() {
    List<Grant> grants = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      topics.forEach(each -> grants.add(new Grant(ResourceType.TOPIC, topic.name(), each)));
      if (reads.contains(topic)) {
        grants.add(new Grant(ResourceType.TOPIC, topic.name(), AclOperation.READ));
      }
      if (writes.contains(topic)) {
        grants.add(new Grant(ResourceType.TOPIC, topic.name(), AclOperation.WRITE));
      }
    }
    for (String job : jobs) {
      grants.add(new Grant(ResourceType.GROUP, group(job), AclOperation.READ));
      grants.add(new Grant(ResourceType.TRANSACTIONAL_ID, transactions(job), AclOperation.WRITE));
    }
    return List.copyOf(grants);
  }

  /** The topics that it may describe, in the order of the pipeline. */
  public Set<Topic> sees() {
    Set<Topic> seen = new LinkedHashSet<>(Topics.all());
    seen.removeIf(topic -> topics.isEmpty() && !reads.contains(topic) && !writes.contains(topic));
    return seen;
  }
}
