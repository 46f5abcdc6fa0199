package io.vputty.app.health;

import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.util.List;

/**
 * What writes a topic.
 *
 * @param topic the topic
 * @param writer the folder of whatever writes it
 * @param look records at the end of each partition among which the newest marks are
 * @param job whether it is a job, which must be running whatever the fleet does
 */
record Stage(Topic topic, String writer, long look, boolean job) {

  private static final long FEW = 200;
  private static final long MANY = 2000;

  /** In the order of the pipeline. */
  static final List<Stage> ALL =
      List.of(
          new Stage(Topics.INVENTORY, "collectors/inventory", MANY, false),
          new Stage(Topics.FLOWS, "collectors/sflow", FEW, false),
          new Stage(Topics.LOAD, "collectors/blkio, sflow", MANY, false),
          new Stage(Topics.BLKIO, "collectors/blkio", FEW, false),
          new Stage(Topics.PAGEHASH, "collectors/pagehash", FEW, false),
          new Stage(Topics.EDGES, "jobs/affinity", MANY, true),
          new Stage(Topics.DRIFT, "jobs/drift", MANY, true),
          new Stage(Topics.PLANS, "jobs/reshape", MANY, true),
          new Stage(Topics.OUTCOMES, "sinks/actuator", MANY, false));
}
