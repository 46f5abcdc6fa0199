package io.vputty.schema.access;

import static io.vputty.schema.Topics.BLKIO;
import static io.vputty.schema.Topics.DECISIONS;
import static io.vputty.schema.Topics.DRIFT;
import static io.vputty.schema.Topics.EDGES;
import static io.vputty.schema.Topics.FLOWS;
import static io.vputty.schema.Topics.INVENTORY;
import static io.vputty.schema.Topics.LOAD;
import static io.vputty.schema.Topics.OUTCOMES;
import static io.vputty.schema.Topics.PAGEHASH;
import static io.vputty.schema.Topics.PLANS;
import static io.vputty.schema.Topics.REJECTED;
import static io.vputty.schema.Topics.SCHEMAS;
import static io.vputty.schema.Topics.SETTINGS;
import static io.vputty.schema.Topics.VERDICTS;

import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Every role, with no more than it needs. This is the one place that says so: access lists,
 * manifests, documents and the checks of {@code vputty doctor} come from here.
 */
public final class Roles {

  public static final Role COLLECTOR_SFLOW =
      writer("collector-sflow", "collectors/sflow", List.of(FLOWS, LOAD, INVENTORY, REJECTED));

  public static final Role COLLECTOR_BLKIO =
      writer("collector-blkio", "collectors/blkio", List.of(BLKIO, LOAD));

  public static final Role COLLECTOR_PAGEHASH =
      writer("collector-pagehash", "collectors/pagehash", List.of(PAGEHASH));

  /** Reads what it said itself before it was started again. */
  public static final Role COLLECTOR_INVENTORY =
      role(
          "collector-inventory",
          "collectors/inventory",
          List.of(INVENTORY),
          List.of(INVENTORY, REJECTED));

  public static final Role JOB_AFFINITY =
      job("affinity", List.of(INVENTORY, FLOWS, LOAD, BLKIO, PAGEHASH), List.of(EDGES));

  public static final Role JOB_DRIFT =
      job("drift", List.of(INVENTORY, EDGES, SETTINGS), List.of(DRIFT));

  public static final Role JOB_RESHAPE =
      job(
          "reshape",
          List.of(INVENTORY, LOAD, PAGEHASH, EDGES, DRIFT, OUTCOMES, SETTINGS, DECISIONS),
          List.of(PLANS, VERDICTS));

  public static final Role ACTUATOR =
      role(
          "actuator",
          "vputty act, and whatever else carries plans out",
          List.of(PLANS, OUTCOMES, SETTINGS, DECISIONS),
          List.of(OUTCOMES, REJECTED));

  public static final Role CONSOLE =
      role(
          "console",
          "vputty console",
          List.of(INVENTORY, FLOWS, EDGES, DRIFT, PLANS, OUTCOMES, VERDICTS, SETTINGS, DECISIONS),
          List.of(SETTINGS, DECISIONS, REJECTED));

  public static final Role OPERATOR =
      new Role(
          "operator",
          "people with the vputty command: status, doctor, tail, plan, approve, pause, settings",
          Topics.all(),
          List.of(SCHEMAS, SETTINGS, DECISIONS),
          List.of(AclOperation.DESCRIBE_CONFIGS),
          List.of());

  public static final Role REPAIR =
      new Role(
          "repair",
          "vputty rejected replay: puts records once more where collectors, actuators or people did",
          Topics.all().stream().filter(topic -> !ofJobs(topic)).toList(),
          Topics.all().stream().filter(topic -> !ofJobs(topic) && !topic.equals(REJECTED)).toList(),
          List.of(),
          List.of());

  public static final Role SETUP =
      new Role(
          "setup",
          "vputty topics create and check",
          List.of(),
          List.of(),
          List.of(AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS),
          List.of());

  private static final List<Role> ALL =
      List.of(
          COLLECTOR_SFLOW,
          COLLECTOR_BLKIO,
          COLLECTOR_PAGEHASH,
          COLLECTOR_INVENTORY,
          JOB_AFFINITY,
          JOB_DRIFT,
          JOB_RESHAPE,
          ACTUATOR,
          CONSOLE,
          OPERATOR,
          REPAIR,
          SETUP);

  private Roles() {}

  /** Every role, in the order of the pipeline. */
  public static List<Role> all() {
    return ALL;
  }

  /** The role of that name. */
  public static Optional<Role> find(String name) {
    return ALL.stream().filter(role -> role.name().equals(name)).findFirst();
  }

  /** Topics that jobs write in transactions: nobody else may write them. */
  public static boolean ofJobs(Topic topic) {
    return List.of(EDGES, DRIFT, PLANS, VERDICTS).contains(topic);
  }

  /** Announces its schemas, and reads nothing: what it writes is its own. */
  private static Role writer(String name, String who, List<Topic> writes) {
    return new Role(name, who, List.of(), and(SCHEMAS, writes), List.of(), List.of());
  }

  private static Role role(String name, String who, List<Topic> reads, List<Topic> writes) {
    return new Role(name, who, and(SCHEMAS, reads), and(SCHEMAS, writes), List.of(), List.of());
  }

  private static Role job(String name, List<Topic> reads, List<Topic> writes) {
    return new Role(
        "job-" + name,
        "jobs/" + name,
        and(SCHEMAS, reads),
        and(SCHEMAS, and(REJECTED, writes)),
        List.of(),
        List.of(name));
  }

  private static List<Topic> and(Topic first, List<Topic> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }
}
