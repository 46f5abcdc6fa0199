package io.vputty.collector.sflow.sums;

import io.vputty.schema.FlowBatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** One second that is over: what its agents sent, ready to become batches. */
public final class FlowSecond {

  private final Instant start;
  private final List<AgentSecond> agents;

  FlowSecond(long startMs, Collection<AgentSecond> agents) {
    this.start = Instant.ofEpochMilli(startMs);
    this.agents = List.copyOf(agents);
  }

  /** Start of the second. */
  public Instant start() {
    return start;
  }

  /**
   * Its batches, made while they are drawn: one for each agent, or several when the flows of one
   * would not fit one Kafka record.
   *
   * @param collector who received it
   * @param epoch incarnation of the collector
   */
  public Stream<FlowBatch> batches(String collector, long epoch) {
    return agents.stream().flatMap(agent -> new Batches(agent, start, collector, epoch).stream());
  }
}
