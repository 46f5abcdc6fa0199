package io.vputty.app.demo;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What the pipeline has said so far, read from its topics like any other reader would: committed
 * records only.
 */
final class Observation implements AutoCloseable {
  private final TopicReader reader;
  private final Map<String, AffinityEdge> edges = new HashMap<>();
  private long drifts;
  private long plans;
  private long moves;

  Observation(Map<String, Object> kafka) {
    this.reader =
        new TopicReader(
            kafka,
            List.of(Topics.EDGES, Topics.DRIFT, Topics.PLANS, Topics.OUTCOMES),
            TopicReader.Start.BEGINNING);
  }

  /** New drift events, plans and outcomes; edges are taken in silently. */
  List<SpecificRecordBase> poll(Duration timeout) {
    List<SpecificRecordBase> news = new ArrayList<>();
    for (TopicRecord record : reader.poll(timeout)) {
      if (record instanceof TopicRecord.Decoded decoded) {
        take(decoded.value(), news);
      }
    }
    return news;
  }

  /** Live edges. */
  int edgeCount() {
    return edges.size();
  }

  /** Sum over the live edges. */
  double sum(ToDoubleFunction<AffinityEdge> value) {
    return edges.values().stream().mapToDouble(value).sum();
  }

  /** Drift events so far. */
  long drifts() {
    return drifts;
  }

  /** Plans with moves so far. */
  long plans() {
    return plans;
  }

  /** Moves that succeeded so far. */
  long moves() {
    return moves;
  }

  @Override
  public void close() {
    reader.close();
  }

  private void take(SpecificRecordBase record, List<SpecificRecordBase> news) {
    if (record instanceof AffinityEdge edge) {
      String key = edge.getKind() + "/" + edge.getFrom() + "/" + edge.getTo();
      if (edge.getWeight().getValue() > 0) {
        edges.put(key, edge);
      } else {
        edges.remove(key);
      }
    } else if (record instanceof DriftEvent) {
      drifts++;
      news.add(record);
    } else if (record instanceof Plan plan) {
      plans += plan.getMoves().isEmpty() ? 0 : 1;
      news.add(record);
    } else if (record instanceof MoveOutcome outcome) {
      moves += outcome.getState() == MoveState.SUCCEEDED ? 1 : 0;
      news.add(record);
    }
  }
}
