package io.vputty.model.drift;

/**
 * What the detector remembers of one edge: a mutable state type of primitive fields, under 200
 * bytes. A new one knows nothing; only {@link #bornLate} is set by the caller.
 *
 * <p>Three statistics run side by side: {@code up} for a larger rate, {@code down} for a smaller
 * one, {@code gone} for none. Each has its score, when it last was zero, and what was seen since.
 */
public final class EdgeDriftState {

  /** First seen when the job had run longer than the warm-up: the edge was not there before. */
  public boolean bornLate;

  /** Panes in the baseline, at most the memory; 0 before the first. */
  public int panes;

  /** Samples in the baseline, old ones fading. */
  public double samples;

  /** Exposure of the baseline, fading alike: samples expected at one packet per second. */
  public double exposure;

  /** Sum of squared errors beyond Poisson noise, fading alike. */
  public double excess;

  /** Sum of squared means, fading alike; {@code excess / squaredMeans} is the dispersion. */
  public double squaredMeans;

  /** Panes held back from the baseline while a change is in the air. */
  public int heldPanes;

  /** Samples in them. */
  public double heldSamples;

  /** Their exposure. */
  public double heldExposure;

  /** Their part of {@link #excess}. */
  public double heldExcess;

  /** Their part of {@link #squaredMeans}. */
  public double heldSquaredMeans;

  /** The last panes, newest in bit 0: set where more came than expected. */
  public int upPanes;

  /** The last panes, newest in bit 0: set where less came than expected. */
  public int downPanes;

  /** Evidence of a larger rate, nats. */
  public double upScore;

  /** End of the last pane at which {@link #upScore} was zero, ms. */
  public long upOnsetMs;

  /** Samples since then. */
  public double upSamples;

  /** Exposure since then. */
  public double upExposure;

  /** Evidence of a smaller rate, nats. */
  public double downScore;

  /** End of the last pane at which {@link #downScore} was zero, ms. */
  public long downOnsetMs;

  /** Samples since then. */
  public double downSamples;

  /** Exposure since then. */
  public double downExposure;

  /** Evidence of no rate at all, nats. */
  public double goneScore;

  /** End of the last pane at which {@link #goneScore} was zero, ms. */
  public long goneOnsetMs;

  /** Samples since then. */
  public double goneSamples;

  /** Exposure since then. */
  public double goneExposure;
}
