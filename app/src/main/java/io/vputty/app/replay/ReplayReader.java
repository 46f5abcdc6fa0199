package io.vputty.app.replay;

import io.vputty.collector.sflow.PcapReplay;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Inventory;
import io.vputty.schema.Mark;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/** Reads what the jobs wrote until their marks say that nothing earlier follows. */
final class ReplayReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader reader;
  private final Map<String, String> vmNames = new HashMap<>();
  private final Map<String, EdgeTotal> edges = new HashMap<>();
  private final List<DriftEvent> drifts = new ArrayList<>();
  private final List<Plan> plans = new ArrayList<>();
  private final Set<String> closedTopics = new HashSet<>();

  ReplayReader(Map<String, Object> kafka) {
    this.reader =
        new TopicReader(
            kafka,
            List.of(Topics.INVENTORY, Topics.EDGES, Topics.DRIFT, Topics.PLANS),
            TopicReader.Start.BEGINNING);
  }

  /**
   * Reads until the plans up to {@code end} are known.
   *
   * @throws IOException if that takes longer than {@code patience}
   */
  ReplayResult read(PcapReplay.Summary capture, Instant end, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!closedTopics.contains(Topics.PLANS.name())) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the jobs did not come to the end of the capture in " + patience);
      }
      for (TopicRecord record : reader.poll(POLL)) {
        if (record instanceof TopicRecord.Decoded decoded) {
          take(decoded.value(), record.position().topic(), end);
        }
      }
    }
    List<EdgeTotal> largest = new ArrayList<>(edges.values());
    largest.sort(Comparator.comparingDouble(EdgeTotal::bytes).reversed());
    return new ReplayResult(capture, vmNames, largest, drifts, plans);
  }

  @Override
  public void close() {
    reader.close();
  }

  private void take(SpecificRecordBase record, String topic, Instant end) {
    if (record instanceof AffinityEdge edge && edge.getKind() == EdgeKind.NETWORK) {
      edges.computeIfAbsent(edge.getFrom() + ">" + edge.getTo(), key -> new EdgeTotal()).add(edge);
    } else if (record instanceof DriftEvent drift) {
      drifts.add(drift);
    } else if (record instanceof Plan plan) {
      plans.add(plan);
    } else if (record instanceof Inventory inventory && inventory.getVm() != null) {
      vmNames.put(inventory.getVm().getId(), inventory.getVm().getName());
    } else if (record instanceof Mark mark && mark.getTime().isAfter(end)) {
      closedTopics.add(topic);
    }
  }
}
