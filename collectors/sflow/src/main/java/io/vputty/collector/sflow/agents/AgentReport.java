package io.vputty.collector.sflow.agents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one agent since it was first seen, for people.
 *
 * @param agent its address
 * @param listed whether it is one of the agents that are expected
 * @param subAgents parts with a sequence of their own
 * @param firstSeen start of the first second in which it was seen
 * @param lastSeen start of the last one
 * @param datagramsPerSecond over about the last ten seconds
 * @param samplesPerSecond over about the last ten seconds
 * @param configuredRate packets a sample as its newest sample says; 0 if it sent none
 * @param effectiveRate packets that one sample really stands for
 * @param lossShare share of its flow samples that never arrived, 0-1; of its datagrams if it sent
 *     no samples
 * @param duplicates datagrams that came twice
 * @param structures names of the structures it sent
 * @param clockSkew by how much its clock is ahead of the collector's, if it tells the time
 */
public record AgentReport(
    String agent,
    boolean listed,
    int subAgents,
    Instant firstSeen,
    Instant lastSeen,
    double datagramsPerSecond,
    double samplesPerSecond,
    long configuredRate,
    double effectiveRate,
    double lossShare,
    long duplicates,
    List<String> structures,
    @Nullable Duration clockSkew) {

  public AgentReport {
    structures = List.copyOf(structures);
  }
}
