package io.vputty.collector.sflow.agents;

import io.vputty.collector.sflow.sums.AgentSecond;
import io.vputty.collector.sflow.sums.Backlog;
import io.vputty.collector.sflow.sums.SampleAdder;
import io.vputty.collector.sflow.wire.AgentAddress;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.FlowSample;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One agent: its parts with their sequences, and the second that is open. An agent that names
 * absurdly many sub-agents is not followed in those beyond {@value #MAX_SUB_AGENTS}.
 *
 * <p>Used under its own lock; uncontended as long as an agent sends from one port.
 */
final class Agent {

  static final int MAX_SUB_AGENTS = 1024;

  private static final long SECOND_MS = 1000;
  private static final long NANOS_PER_MS = 1_000_000;

  private final String address;
  private final boolean listed;
  private final SplittableRandom random;
  private final Map<Integer, SubAgent> subAgents = new HashMap<>();
  private final AgentTotals totals = new AgentTotals();
  private @Nullable AgentSecond open;
  private boolean tooFast;
  private int newestRows;

  /** What became of a datagram. */
  enum Outcome {
    ADDED,
    DUPLICATE,
    SHED
  }

  /**
   * @param listed whether it is one of those that are expected
   */
  Agent(AgentAddress address, boolean listed) {
    this.listed = listed;
    this.address = address.text();
    random = new SplittableRandom(address.hashCode());
  }

  /** Its address as text. */
  String address() {
    return address;
  }

  boolean isListed() {
    return listed;
  }

  int subAgentCount() {
    return subAgents.size();
  }

  AgentTotals totals() {
    return totals;
  }

  /** The second that is open. */
  @Nullable AgentSecond open() {
    return open;
  }

  /** Opens a second, of which it is decided now how much may be added. */
  AgentSecond open(long startMs, Admission admission, Backlog backlog) {
    boolean inARow = startMs - totals.lastSeenMs() == SECOND_MS;
    double share = inARow ? admission.share(totals.newestDatagrams()) : 1;
    tooFast = share < backlog.share();
    AgentSecond second =
        new AgentSecond(
            address,
            startMs,
            Math.min(share, backlog.share()),
            inARow && backlog.share() == 1 ? newestRows : 0,
            backlog);
    open = second;
    return second;
  }

  /** Why its datagrams are shed in the open second. */
  String shedReason() {
    return tooFast ? "agent-too-fast" : "kafka-slow";
  }

  /** Ends the open second, if there is one. */
  @Nullable AgentSecond close() {
    AgentSecond closed = open;
    if (closed != null) {
      subAgents.values().forEach(part -> part.giveUp(closed));
      totals.add(closed);
      newestRows = closed.rows();
      open = null;
    }
    return closed;
  }

  /** Adds a datagram to the open second. */
  Outcome add(
      Datagram datagram, long timeMs, AgentSecond second, SampleAdder samples, boolean full) {
    SubAgent part = part(datagram.subAgent());
    int lost = part.accept(datagram, second.startMs());
    if (lost == SequenceWindow.DUPLICATE) {
      totals.countDuplicate();
      return Outcome.DUPLICATE;
    }
    second.countDatagram(lost);
    datagram.addStructuresTo(totals.structures());
    boolean shed = full || (second.share() < 1 && random.nextDouble() >= second.share());
    second.countSamples(datagram.flowSampleCount(), shed);
    for (int i = 0; i < datagram.flowSampleCount(); i++) {
      FlowSample sample = datagram.flowSample(i);
      double rate = follow(part, sample, second);
      if (sample.timestampNanos() != 0) {
        totals.clock(sample.timestampNanos() / NANOS_PER_MS - timeMs);
      }
      if (!shed) {
        samples.add(datagram, sample, rate, second);
      }
    }
    return shed ? Outcome.SHED : Outcome.ADDED;
  }

  private SubAgent part(int id) {
    SubAgent part = subAgents.get(id);
    if (part == null) {
      part = new SubAgent();
      if (subAgents.size() < MAX_SUB_AGENTS) {
        subAgents.put(id, part);
      }
    }
    return part;
  }

  /** Follows the sequence of the sample's point, and tells what rate is in force there. */
  private double follow(SubAgent part, FlowSample sample, AgentSecond second) {
    SamplingPoint point = part.point(SampleAdder.sourceId(sample));
    if (point == null) {
      return sample.samplingRate();
    }
    int lost = point.sequence().accept(sample.sequenceNumber());
    second.countLost(0, lost == SequenceWindow.DUPLICATE ? 0 : lost);
    second.countDrops(point.note(sample));
    double rate = point.rate(second.startMs());
    totals.rates(point.configuredRate(), rate);
    return rate;
  }
}
