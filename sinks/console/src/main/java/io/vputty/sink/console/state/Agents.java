package io.vputty.sink.console.state;

import io.vputty.schema.FlowBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each sFlow agent sent in its last minute. */
public final class Agents {
  private static final int SECONDS = 60;

  private final Map<String, Deque<FlowBatch>> lately = new TreeMap<>();

  /**
   * Sums over the last batches of one agent, at most 60 of one second each.
   *
   * @param seconds batches
   * @param completeness share of its samples that arrived, 0-1
   * @param shedFactor the highest factor by which the collector shed
   */
  public record Agent(
      String agent,
      String collector,
      long lastMs,
      int seconds,
      long datagrams,
      long lostDatagrams,
      long samples,
      long lostSamples,
      long agentDrops,
      double completeness,
      double shedFactor) {}

  void add(FlowBatch batch) {
    Deque<FlowBatch> batches = lately.computeIfAbsent(batch.getAgent(), key -> new ArrayDeque<>());
    batches.addLast(batch);
    while (batches.size() > SECONDS) {
      batches.removeFirst();
    }
  }

  List<Agent> all() {
    List<Agent> all = new ArrayList<>();
    lately.forEach((name, batches) -> all.add(sum(name, batches)));
    return all;
  }

  private static Agent sum(String name, Deque<FlowBatch> batches) {
    long samples = batches.stream().mapToLong(FlowBatch::getSamples).sum();
    long lost = batches.stream().mapToLong(FlowBatch::getLostSamples).sum();
    return new Agent(
        name,
        batches.getLast().getCollector(),
        batches.getLast().getTime().toEpochMilli(),
        batches.size(),
        batches.stream().mapToLong(FlowBatch::getDatagrams).sum(),
        batches.stream().mapToLong(FlowBatch::getLostDatagrams).sum(),
        samples,
        lost,
        batches.stream().mapToLong(FlowBatch::getAgentDrops).sum(),
        samples + lost == 0 ? 1 : (double) samples / (samples + lost),
        batches.stream().mapToDouble(FlowBatch::getShedFactor).max().orElse(1));
  }
}
