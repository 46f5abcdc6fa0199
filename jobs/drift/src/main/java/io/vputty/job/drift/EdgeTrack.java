package io.vputty.job.drift;

import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.EdgeDriftState;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.EdgeWindow.PaneCount;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one edge between panes; a Flink POJO.
 *
 * <p>Detectors are given effective samples: bytes by what one sample of the mean size would stand
 * for, where the mean is taken over bytes, not frames, E(len^2) / E(len). Their number varies as
 * much as the byte estimate does by the variance of its window, and their rate is in bytes per
 * second whatever the sampling rate and the sizes.
 */
public final class EdgeTrack {
  public EdgeDriftState detector = new EdgeDriftState();

  /** Sampling probability times pane seconds of the last pane told: what a silent pane has too. */
  public double exposure;

  /** Lengths of the sampled frames, bytes, weighted toward the newest panes. */
  public double lengths;

  /** Their squares, weighted alike. */
  public double squares;

  /** Effective samples of the newest pane. */
  public double count;

  /** Effective samples in the open block of its VM; see {@code NeighbourhoodDetector}. */
  public double block;

  /** Effective samples of a usual block. */
  public double usual;

  /** Panes since the last sample in which somebody would have heard one. */
  public int silentPanes;

  /** Panes in which nobody listened, since anybody did. */
  public int unheardPanes;

  public String fromDomain = "";
  public String toDomain = "";

  /** Distance between both ends; empty if one of them is nowhere. */
  public String tier = "";

  /** Weight of the window told last, bytes per second. */
  public double weight;

  /** Until when it is not told again, ms; see {@link Held}. */
  public long quietUntilMs;

  /** What is held back until then. */
  public @Nullable DriftNotice held;

  /** A disappearance is found long before, or was not worth finding. */
  static final int FORGET_PANES = 120;

  /** An agent that is out of order for so long is not coming back. */
  static final int FORGET_UNHEARD_PANES = 10_000;

  /** How much of the past a pane keeps. */
  private static final double KEEP = 0.95;

  /** Takes in what a window says. */
  void see(EdgeWindow window) {
    fromDomain = window.fromPlace().domain();
    toDomain = window.toPlace().domain();
    tier = window.tier() == null ? "" : window.tier().name();
    weight = window.weight().value();
    exposure = window.pane().exposure();
    if (window.pane().samples() > 0) {
      add(window.pane(), window.paneMs() / 1000.0);
    } else {
      count = 0;
    }
  }

  private void add(PaneCount pane, double seconds) {
    double rate = pane.packets() / pane.samples();
    double sampled = pane.bytes() / rate;
    double spread = rate * (rate - 1);
    double plain = sampled * sampled / pane.samples();
    lengths = lengths * KEEP + sampled;
    squares = squares * KEEP + Math.max(plain, spread > 0 ? pane.bytesVariance() / spread : 0);
    count = pane.bytes() / size() * exposure / seconds;
  }

  /** What was not told in a pane was silent in it. */
  void endPane(boolean told) {
    count = told ? count : 0;
    unheardPanes = isHeard() ? 0 : unheardPanes + 1;
    if (isHeard()) {
      silentPanes = count > 0 ? 0 : silentPanes + 1;
    }
  }

  /** Whether it has been silent, or nobody there to listen, for so long that it is not watched. */
  boolean isForgotten() {
    return silentPanes > FORGET_PANES || unheardPanes > FORGET_UNHEARD_PANES;
  }

  /** Whether any agent would have told of samples: what nobody listens to does not drift. */
  boolean isHeard() {
    return exposure > 0 && lengths > 0;
  }

  /** Bytes that an effective sample has. */
  private double size() {
    return squares / lengths;
  }

  /** Effective samples that one byte per second gives in a pane. */
  double perByte() {
    return exposure / size();
  }

  @Nullable Tier tier() {
    return tier.isEmpty() ? null : Tier.valueOf(tier);
  }
}
