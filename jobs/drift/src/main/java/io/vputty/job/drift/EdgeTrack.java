package io.vputty.job.drift;

import io.vputty.model.drift.EdgeDriftState;
import io.vputty.model.graph.EdgeWindow;

/** What is remembered of one edge between panes; a Flink POJO. */
public final class EdgeTrack {
  public EdgeDriftState detector = new EdgeDriftState();

  /** Exposure of the last pane that told one: what a silent pane has too. */
  public double exposure;

  /** Bytes, weighted toward the newest panes. */
  public double bytes;

  /** Packets, weighted alike. */
  public double packets;

  /** Panes since the last sample. */
  public int silentPanes;

  public String kind = "";
  public String fromDomain = "";
  public String toDomain = "";

  /** Distance between both ends; empty if one of them is nowhere. */
  public String tier = "";

  /** How much of the past a pane keeps. */
  private static final double KEEP = 0.95;

  /** Takes in what a window says beside its counts. */
  void see(EdgeWindow window) {
    kind = window.kind().name();
    fromDomain = window.fromPlace().domain();
    toDomain = window.toPlace().domain();
    tier = window.tier() == null ? "" : window.tier().name();
    exposure = window.pane().exposure();
    if (window.pane().samples() > 0) {
      bytes = bytes * KEEP + window.pane().bytes();
      packets = packets * KEEP + window.pane().packets();
      silentPanes = 0;
    } else {
      silentPanes++;
    }
  }

  /** Whether any agent would have told of samples: what nobody listens to does not drift. */
  boolean isHeard() {
    return exposure > 0;
  }

  double bytesPerPacket() {
    return packets == 0 ? 0 : bytes / packets;
  }
}
