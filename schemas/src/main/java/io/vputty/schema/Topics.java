package io.vputty.schema;

import static io.vputty.schema.Topic.Cleanup.COMPACT;
import static io.vputty.schema.Topic.Cleanup.COMPACT_AND_DELETE;
import static io.vputty.schema.Topic.Cleanup.DELETE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every topic of the contract. */
public final class Topics {

  private static final int WIDE = 32;
  private static final int WIDE_DEMO = 4;
  private static final int NARROW = 8;
  private static final int NARROW_DEMO = 2;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration QUARTER = Duration.ofDays(90);

  public static final Topic SCHEMAS =
      new Topic(
          "vputty.schemas.v1", "fingerprint", 1, 1, COMPACT, Duration.ZERO, WriterSchema.class);
  public static final Topic INVENTORY =
      new Topic(
          "vputty.inventory.v1",
          "entity id",
          NARROW,
          NARROW_DEMO,
          COMPACT,
          Duration.ZERO,
          Inventory.class);
  public static final Topic FLOWS =
      new Topic("vputty.flows.v1", "agent", WIDE, WIDE_DEMO, DELETE, WEEK, FlowBatch.class);
  public static final Topic LOAD =
      new Topic("vputty.load.v1", "vm or host", WIDE, WIDE_DEMO, DELETE, WEEK, Load.class);
  public static final Topic BLKIO =
      new Topic("vputty.blkio.v1", "vm", WIDE, WIDE_DEMO, DELETE, WEEK, BlockIo.class);
  public static final Topic PAGEHASH =
      new Topic(
          "vputty.pagehash.v1",
          "vm",
          WIDE,
          WIDE_DEMO,
          COMPACT_AND_DELETE,
          WEEK,
          PageHashSample.class);
  public static final Topic EDGES =
      new Topic(
          "vputty.edges.v1",
          "kind/from/to",
          WIDE,
          WIDE_DEMO,
          COMPACT_AND_DELETE,
          WEEK,
          AffinityEdge.class);
  public static final Topic DRIFT =
      new Topic("vputty.drift.v1", "subject", NARROW, NARROW_DEMO, DELETE, WEEK, DriftEvent.class);
  public static final Topic PLANS =
      new Topic("vputty.plans.v1", "domain", NARROW, NARROW_DEMO, DELETE, QUARTER, Plan.class);
  public static final Topic OUTCOMES =
      new Topic(
          "vputty.outcomes.v1",
          "move id, partitioned by domain",
          NARROW,
          NARROW_DEMO,
          DELETE,
          QUARTER,
          MoveOutcome.class);
  public static final Topic VERDICTS =
      new Topic(
          "vputty.verdicts.v1", "move id", NARROW, NARROW_DEMO, DELETE, QUARTER, Verdict.class);
  public static final Topic SETTINGS =
      new Topic(
          "vputty.settings.v1",
          "domain/setting",
          NARROW,
          NARROW_DEMO,
          COMPACT,
          Duration.ZERO,
          Setting.class);
  public static final Topic DECISIONS =
      new Topic(
          "vputty.decisions.v1",
          "plan or move id",
          NARROW,
          NARROW_DEMO,
          DELETE,
          QUARTER,
          Decision.class);
  public static final Topic REJECTED =
      new Topic("vputty.rejected.v1", "source", NARROW, NARROW_DEMO, DELETE, WEEK, Rejected.class);

  private static final List<Topic> ALL =
      List.of(
          SCHEMAS, INVENTORY, FLOWS, LOAD, BLKIO, PAGEHASH, EDGES, DRIFT, PLANS, OUTCOMES, VERDICTS,
          SETTINGS, DECISIONS, REJECTED);

  private Topics() {}

  /** Every topic, in the order of the pipeline. */
  public static List<Topic> all() {
    return ALL;
  }

  /** The topic of that name, given whole ("vputty.plans.v1") or by its middle ("plans"). */
  public static Optional<Topic> find(String name) {
    return ALL.stream()
        .filter(topic -> topic.name().equals(name) || topic.shortName().equals(name))
        .findFirst();
  }
}
