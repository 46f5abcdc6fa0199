package io.vputty.job.affinity;

import io.vputty.model.graph.Completeness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one edge: its panes, what was told last, and which windows are to be told again.
 */
final class EdgeHistory {

  private static final List<Completeness> LEVELS = List.of(Completeness.values());
  private static final int NOTHING = -1;

  /** Names the edge; counts nothing. */
  final EdgePane edge;

  /** Packets that one sample stood for, when there was one last. */
  double rate = 1;

  /** One entry for each pane, ascending. */
  final List<EdgePane> panes = new ArrayList<>();

  /** Ends of windows that changed after they were told, ms; nearly always none. */
  private final List<Long> changed = new ArrayList<>(0);

  /** The completeness that was told last; null if nothing was, or that the edge is no more. */
  @Nullable Completeness told;

  /** Whether anything came in since it was told; never kept. */
  boolean isChanged;

  private EdgeHistory(EdgePane edge) {
    this.edge = edge;
  }

  /** Of an edge that has no pane yet. */
  static EdgeHistory of(EdgePane pane) {
    return new EdgeHistory(new EdgePane().of(pane));
  }

  /** Takes in what was counted in one pane. */
  void add(EdgePane pane) {
    rate = pane.sums.packets() / pane.sums.sampleCount();
    int at = panes.size();
    while (at > 0 && panes.get(at - 1).paneEndMs > pane.paneEndMs) {
      at--;
    }
    if (at > 0 && panes.get(at - 1).paneEndMs == pane.paneEndMs) {
      panes.get(at - 1).add(pane);
    } else {
      panes.add(at, pane);
    }
  }

  /** Remembers that a window changed after it was told. */
  void change(long endMs) {
    if (!changed.contains(endMs)) {
      changed.add(endMs);
    }
  }

  /** Whether a window changed after it was told; asked once. */
  boolean takeChange(long endMs) {
    return !changed.isEmpty() && changed.remove((Long) endMs);
  }

  /** Whether there is anything left to tell. */
  boolean isOver() {
    return panes.isEmpty() && changed.isEmpty() && told == null;
  }

  /** The panes that end in {@code (afterMs, untilMs]}. */
  List<EdgePane> panes(long afterMs, long untilMs) {
    int first = 0;
    while (first < panes.size() && panes.get(first).paneEndMs <= afterMs) {
      first++;
    }
    int end = first;
    while (end < panes.size() && panes.get(end).paneEndMs <= untilMs) {
      end++;
    }
    return panes.subList(first, end);
  }

  /** Drops the panes that end at a time or before. */
  void forget(long untilMs) {
    panes(Long.MIN_VALUE, untilMs).clear();
  }

  void write(DataOutputView out) throws IOException {
    edge.writeEdge(out);
    out.writeDouble(rate);
    out.writeByte(told == null ? NOTHING : LEVELS.indexOf(told));
    out.writeShort(changed.size());
    for (long end : changed) {
      out.writeLong(end);
    }
    out.writeShort(panes.size());
    for (EdgePane pane : panes) {
      pane.writeCounts(out);
    }
  }

  static EdgeHistory read(DataInputView in) throws IOException {
    EdgeHistory history = new EdgeHistory(EdgePane.readEdge(in));
    history.rate = in.readDouble();
    int told = in.readByte();
    history.told = told == NOTHING ? null : LEVELS.get(told);
    for (int ends = in.readUnsignedShort(); ends > 0; ends--) {
      history.changed.add(in.readLong());
    }
    for (int count = in.readUnsignedShort(); count > 0; count--) {
      EdgePane pane = new EdgePane().of(history.edge);
      pane.readCounts(in);
      history.panes.add(pane);
    }
    return history;
  }
}
