package io.vputty.app.placement;

import io.vputty.app.graph.GraphReader;
import io.vputty.app.graph.GraphState;
import io.vputty.app.topic.TopicScan;
import io.vputty.mapping.FleetPages;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topics;
import io.vputty.schema.UnreadableRecordException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fleet as the topics have it now, with the newest window of each edge. */
public final class LiveFleet {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFleet.class);

  private LiveFleet() {}

  /**
   * Reads the topics from their beginnings to where they end.
   *
   * @param client settings of the Kafka client
   * @param until windows that end later, and what became known later, are left out
   */
  public static FleetGraph read(Map<String, ?> client, Instant until) {
    GraphState state =
        GraphReader.state(client, new GraphReader.Query(until, "", EnumSet.allOf(EdgeKind.class)));
    List<WeightedEdge> edges =
        state.edges().stream()
            .map(
                edge ->
                    new WeightedEdge(
                        new EdgeKey(edge.kind(), edge.from(), edge.to()), edge.weight()))
            .toList();
    return FleetFiles.fleet(state.inventory().values(), edges, pages(client, until));
  }

  private static FleetPages pages(Map<String, ?> client, Instant until) {
    SampledPages pages = new SampledPages();
    TopicScan.records(
        client,
        List.of(Topics.PAGEHASH),
        record -> {
          if (record instanceof PageHashSample sample && !sample.getTime().isAfter(until)) {
            take(pages, sample);
          }
        });
    return pages.fleet();
  }

  private static void take(SampledPages pages, PageHashSample sample) {
    try {
      pages.take(sample);
    } catch (UnreadableRecordException e) {
      LOG.warn("left out a sample of the pages of {}: {}", sample.getVm(), e.getMessage());
    }
  }
}
