package io.vputty.job.affinity;

import io.vputty.model.graph.Completeness;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeWindow;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by bucket of edges: a ring of panes for each edge, of which the newest {@code window /
 * pane} make the window. A window is emitted at its end if it changed: if a pane came or left that
 * had samples, or if more or less of what was expected arrived; at last once with weight 0. What
 * came late within the allowed lateness changes windows that were told: each is told once again,
 * when that time is over.
 *
 * <p>State: the rows that are to come in, and the histories of the bucket's edges in one array of
 * bytes: 18 and both ids for an edge, and 66 for each pane of the window and the allowed lateness
 * that had samples, 40 more for each further rate. With windows of six panes, three late ones and
 * UUIDs that is 684 bytes for an edge that is never silent. The last pane takes everything with it.
 * A timer at each pane's end while there is an edge.
 */
final class EdgeWindows
    extends KeyedBroadcastProcessFunction<Integer, PaneBlock, Surroundings, EdgeWindow> {

  private static final long serialVersionUID = 1L;

  private final SurroundingsBroadcast surroundings;
  private final long paneMs;
  private final long windowMs;
  private final long latenessMs;
  private final WindowEstimate estimate;
  private transient Inbox inbox;
  private transient ValueState<byte[]> histories;
  private transient DataOutputSerializer written;
  private transient @Nullable Sites newest;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  EdgeWindows(SurroundingsBroadcast surroundings, long paneMs, long windowMs, long latenessMs) {
    this.surroundings = surroundings;
    this.paneMs = paneMs;
    this.windowMs = windowMs;
    this.latenessMs = latenessMs;
    this.estimate = new WindowEstimate(paneMs, windowMs);
  }

  @Override
  public void open(OpenContext context) {
    inbox = new Inbox(getRuntimeContext(), paneMs);
    histories =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "histories", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    written = new DataOutputSerializer(1 << 16);
  }

  @Override
  public void processBroadcastElement(Surroundings one, Context context, Collector<EdgeWindow> out)
      throws Exception {
    surroundings.add(one, context);
  }

  @Override
  public void processElement(PaneBlock block, ReadOnlyContext context, Collector<EdgeWindow> out)
      throws Exception {
    inbox.add(block, context.timerService());
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<EdgeWindow> out)
      throws Exception {
    long endMs = timeMs + 1;
    Map<EdgeKey, EdgeHistory> edges = read(histories.value());
    takeIn(endMs, edges);
    Sites sites = sites(endMs, context);
    edges.values().forEach(edge -> tell(edge, sites, out));
    tellAgain(edges, endMs, context, out);
    edges.values().removeIf(edge -> isOver(edge, endMs));
    if (edges.isEmpty()) {
      histories.clear();
    } else {
      histories.update(write(edges));
      context.timerService().registerEventTimeTimer(endMs + paneMs - 1);
    }
  }

  private void takeIn(long endMs, Map<EdgeKey, EdgeHistory> edges) throws Exception {
    for (DataInputDeserializer rows : inbox.take(endMs)) {
      while (rows.available() > 0) {
        EdgePane pane = EdgePane.read(rows);
        EdgeHistory edge = edges.computeIfAbsent(pane.key(), key -> EdgeHistory.of(pane));
        edge.add(pane);
        long first = Math.max(pane.paneEndMs, endMs - latenessMs);
        for (long told = first; told < Math.min(endMs, pane.paneEndMs + windowMs); told += paneMs) {
          edge.change(told);
        }
        edge.isChanged = true;
      }
    }
  }

  /** What all buckets ask at the end of one window is asked once. */
  private Sites sites(long endMs, OnTimerContext context) throws Exception {
    if (newest == null || newest.endMs() != endMs) {
      newest = sites(endMs, endMs, context);
    }
    return newest;
  }

  private Sites sites(long endMs, long asOfMs, OnTimerContext context) throws Exception {
    return new Sites(
        surroundings.fleet(context),
        surroundings.reports(context),
        endMs,
        windowMs,
        paneMs,
        asOfMs);
  }

  private void tell(EdgeHistory edge, Sites sites, Collector<EdgeWindow> out) {
    long endMs = sites.endMs();
    boolean live = !edge.panes(endMs - windowMs, endMs).isEmpty();
    boolean left = !edge.panes(endMs - windowMs - paneMs, endMs - windowMs).isEmpty();
    if (!live && edge.told == null) {
      return;
    }
    Sites.Stretch stretch = sites.of(edge.edge);
    Completeness completeness = Completeness.of(stretch.arrived().share());
    if (edge.isChanged || left || completeness != edge.told) {
      out.collect(estimate.of(edge, stretch, endMs, 0));
    }
    edge.told = live ? completeness : null;
  }

  /** Tells windows again that changed, now that nothing more can come. */
  private void tellAgain(
      Map<EdgeKey, EdgeHistory> edges,
      long nowMs,
      OnTimerContext context,
      Collector<EdgeWindow> out)
      throws Exception {
    long endMs = nowMs - latenessMs;
    Sites sites = null;
    for (EdgeHistory edge : edges.values()) {
      if (edge.takeChange(endMs)) {
        sites = sites == null ? sites(endMs, nowMs, context) : sites;
        out.collect(estimate.of(edge, sites.of(edge.edge), endMs, 1));
      }
    }
  }

  /** Whether nothing is to be told of an edge any more; what no window needs is dropped. */
  private boolean isOver(EdgeHistory edge, long endMs) {
    edge.forget(endMs - windowMs - latenessMs);
    return edge.isOver();
  }

  private static Map<EdgeKey, EdgeHistory> read(byte @Nullable [] bytes) throws IOException {
    Map<EdgeKey, EdgeHistory> edges = new HashMap<>();
    if (bytes != null) {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      while (in.available() > 0) {
        EdgeHistory edge = EdgeHistory.read(in);
        edges.put(edge.edge.key(), edge);
      }
    }
    return edges;
  }

  private byte[] write(Map<EdgeKey, EdgeHistory> edges) throws IOException {
    written.clear();
    for (EdgeHistory edge : edges.values()) {
      edge.write(written);
    }
    return written.getCopyOfBuffer();
  }
}
