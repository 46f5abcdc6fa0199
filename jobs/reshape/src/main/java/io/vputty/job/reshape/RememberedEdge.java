package io.vputty.job.reshape;

import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeMemory;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.verdict.RecentPanes;
import java.util.List;

/** An edge between windows; a Flink POJO. */
public final class RememberedEdge {
  public String kind = "";
  public String from = "";
  public String to = "";

  /** Host of the sender when the edge was last told; empty if it has none. */
  public String fromHost = "";

  /** Host of the receiver then. */
  public String toHost = "";

  public double completeness = 1;
  public EdgeMemory memory = new EdgeMemory();

  /** Its newest panes, which verdicts are found by. */
  public RecentPanes recent = new RecentPanes();

  void see(EdgeWindow window, EdgeMemory.Fading fading, long stretchMs) {
    kind = window.kind().name();
    from = window.from();
    to = window.to();
    fromHost = window.fromPlace().host();
    toHost = window.toPlace().host();
    completeness = window.completeness();
    if (window.pane().samples() > 0) {
      EdgeWindow.PaneCount pane = window.pane();
      memory.add(window.endMs(), pane.bytes(), pane.bytesVariance(), fading);
      recent.add(window.endMs(), pane.bytes(), pane.bytesVariance(), pane.samples(), stretchMs);
    }
  }

  EdgeKey key() {
    return new EdgeKey(EdgeKind.valueOf(kind), from, to);
  }

  /** What it is between. */
  List<String> ends() {
    return List.of(from, to);
  }

  /** "KIND/from/to". */
  String subject() {
    return kind + "/" + from + "/" + to;
  }
}
