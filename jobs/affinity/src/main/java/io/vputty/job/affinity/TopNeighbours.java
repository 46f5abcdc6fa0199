package io.vputty.job.affinity;

import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by bucket of edges that one VM sends, or receives: passes a pane's heaviest on, and adds
 * the others up to one edge between the VM and {@link EdgeWindow#OTHERS}, so that a scanner or a
 * load balancer has no more neighbours than any VM may have. A VM's edges are in {@link
 * Buckets#SALTS} buckets, each of which passes on its heaviest, up to an equal part of the limit:
 * those that are among the VM's heaviest half of that many are all but sure to be.
 *
 * <p>State: the rows of open panes; a timer at each time that rows take effect clears them.
 */
final class TopNeighbours extends KeyedProcessFunction<Integer, PaneBlock, EdgePane> {

  private static final long serialVersionUID = 1L;

  private final boolean bySender;
  private final int most;
  private final long paneMs;
  private transient Inbox inbox;
  private transient Counter summed;

  /**
   * Limits one side of the graph.
   *
   * @param bySender whether the VM is the sender; else the receiver
   * @param most neighbours of a VM that are passed on
   */
  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  TopNeighbours(boolean bySender, int most, long paneMs) {
    this.paneMs = paneMs;
    this.bySender = bySender;
    this.most = most / Buckets.SALTS;
  }

  @Override
  public void open(OpenContext context) {
    inbox = new Inbox(getRuntimeContext(), paneMs);
    summed = getRuntimeContext().getMetricGroup().counter("edgesSummedUp");
  }

  @Override
  public void processElement(PaneBlock block, Context context, Collector<EdgePane> out)
      throws Exception {
    inbox.add(block, context.timerService());
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<EdgePane> out)
      throws Exception {
    Map<Of, Map<String, EdgePane>> byVm = new HashMap<>();
    Function<EdgePane, String> other = bySender ? pane -> pane.to : pane -> pane.from;
    for (DataInputDeserializer rows : inbox.take(timeMs + 1)) {
      while (rows.available() > 0) {
        EdgePane pane = EdgePane.read(rows);
        pane.atMs = timeMs + 1;
        Of of = new Of(bySender ? pane.from : pane.to, pane.paneEndMs);
        byVm.computeIfAbsent(of, vm -> new HashMap<>())
            .merge(other.apply(pane), pane, TopNeighbours::sum);
      }
    }
    byVm.forEach((of, panes) -> limit(of, panes, out));
  }

  /** One VM in one pane. */
  private record Of(String vm, long paneEndMs) {}

  private static EdgePane sum(EdgePane one, EdgePane other) {
    one.add(other);
    return one;
  }

  private void limit(Of of, Map<String, EdgePane> panes, Collector<EdgePane> out) {
    if (panes.size() <= most || !Buckets.isOne(of.vm)) {
      panes.values().forEach(out::collect);
      return;
    }
    List<EdgePane> heaviest = new ArrayList<>(panes.values());
    heaviest.sort(
        Comparator.comparingDouble((EdgePane pane) -> -pane.sums.byteEstimate())
            .thenComparing(pane -> pane.from)
            .thenComparing(pane -> pane.to));
    heaviest.subList(0, most).forEach(out::collect);
    EdgePane rest = new EdgePane().of(heaviest.get(0));
    rest.paneEndMs = heaviest.get(0).paneEndMs;
    rest.atMs = heaviest.get(0).atMs;
    rest.kind = EdgeKind.NETWORK;
    if (bySender) {
      rest.to = EdgeWindow.OTHERS;
    } else {
      rest.from = EdgeWindow.OTHERS;
    }
    heaviest.subList(most, heaviest.size()).forEach(rest::add);
    summed.inc(heaviest.size() - most);
    out.collect(rest);
  }
}
