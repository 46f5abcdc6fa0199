package io.vputty.job.reshape;

import io.vputty.mapping.OutcomeNotice;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.CostEstimate;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.plan.UniqueMemory;
import io.vputty.model.verdict.PaneSums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One wave of a plan on its way to a verdict, and what is measured of it; a Flink POJO. */
public final class WaveWatch {
  public String planId = "";
  public int wave;

  /** When its plan expires, ms. */
  public long expiresMs;

  /** Its moves in the order of the plan. */
  public List<WatchedMove> moves = new ArrayList<>();

  /** The first report on one of its moves, ms; 0 before. */
  public long startedMs;

  /** When its last move arrived, ms; 0 before. */
  public long arrivedMs;

  /** Start of what is in {@code before}, ms; 0 while there is nothing. */
  public long beforeSinceMs;

  /** End of what is in {@code before}, ms. */
  public long beforeUntilMs;

  /** Panes of the edges of its VMs before the wave. */
  public Map<EdgeKey, PaneSums> before = new HashMap<>();

  /** Panes of the edges of its VMs after it. */
  public Map<EdgeKey, PaneSums> after = new HashMap<>();

  /** RAM that its hosts needed before it, as far as samples tell. */
  public UniqueMemory uniqueBefore = UniqueMemory.NONE;

  /** Sum over what is in {@code after} of its share that was told, 0-1 each. */
  public double told;

  /** Panes of edges in {@code after}. */
  public long panes;

  /** VMs that were moved by others while it was measured. */
  public List<String> movedByOthers = new ArrayList<>();

  /** What experience made of the prediction: its factor. */
  public double factor = 1;

  /** Its spread. */
  public double spread;

  /** How a move of the wave stands. */
  public enum Fate {
    /** Nobody has spoken of it. */
    OPEN,
    /** An actuator has. */
    BEGUN,
    /** The VM is on its target. */
    CARRIED,
    /** It does not happen. */
    DROPPED
  }

  /** A move of the wave; a Flink POJO. */
  public static final class WatchedMove {
    public String id = "";
    public String vm = "";
    public String source = "";
    public String target = "";
    public Interval predicted = Interval.ZERO;
    public CostEstimate byTerm = CostEstimate.ZERO;
    public Fate fate = Fate.OPEN;
  }

  /** The move of that id; null if it is of another wave. */
  @Nullable WatchedMove move(String id) {
    return moves.stream().filter(move -> move.id.equals(id)).findFirst().orElse(null);
  }

  void onOutcome(WatchedMove move, OutcomeNotice outcome) {
    startedMs = startedMs == 0 ? outcome.timeMs() : startedMs;
    if (outcome.succeeded()) {
      move.fate = Fate.CARRIED;
      arrivedMs = Math.max(arrivedMs, outcome.timeMs());
    } else if (move.fate != Fate.CARRIED) {
      move.fate = outcome.terminal() ? Fate.DROPPED : Fate.BEGUN;
    }
  }

  /** What has not begun does not happen. */
  void drop() {
    moves.stream().filter(move -> move.fate == Fate.OPEN).forEach(move -> move.fate = Fate.DROPPED);
  }

  boolean started() {
    return startedMs > 0;
  }

  /** Whether all of its moves have ended. */
  boolean ended() {
    return moves.stream().allMatch(move -> move.fate == Fate.CARRIED || move.fate == Fate.DROPPED);
  }

  boolean anyCarried() {
    return moves.stream().anyMatch(move -> move.fate == Fate.CARRIED);
  }

  boolean touches(String vm) {
    return moves.stream().anyMatch(move -> move.vm.equals(vm));
  }

  /** Hosts that its moves are from or to. */
  Set<String> hosts() {
    Set<String> hosts = new TreeSet<>();
    moves.forEach(move -> hosts.addAll(List.of(move.source, move.target)));
    return hosts;
  }

  /** End of the last pane before the measurement: panes that began after the arrival count. */
  long sinceMs(long paneMs) {
    return -Math.floorDiv(-arrivedMs, paneMs) * paneMs;
  }

  /** Takes in a pane of an edge, if it is one to be measured. */
  void see(EdgeWindow window, int panesWanted) {
    long since = sinceMs(window.paneMs());
    boolean measured =
        window.endMs() > since && window.endMs() <= since + panesWanted * window.paneMs();
    if (ended() && measured && (touches(window.from()) || touches(window.to()))) {
      EdgeKey key = new EdgeKey(window.kind(), window.from(), window.to());
      EdgeWindow.PaneCount pane = window.pane();
      after
          .computeIfAbsent(key, edge -> new PaneSums())
          .add(pane.bytes(), pane.bytesVariance(), pane.samples());
      told += window.completeness();
      panes++;
    }
  }

  /** VMs that it moves or that talk to them, as far as was seen. */
  Set<String> touched() {
    Set<String> vms = new TreeSet<>();
    moves.forEach(move -> vms.add(move.vm));
    for (Map<EdgeKey, PaneSums> edges : List.of(before, after)) {
      edges
          .keySet()
          .forEach(
              edge -> {
                vms.add(edge.from());
                vms.add(edge.to());
              });
    }
    return vms;
  }
}
